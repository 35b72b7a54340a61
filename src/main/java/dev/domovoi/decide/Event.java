package dev.domovoi.decide;

import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Finding;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.Source;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Something that happened and may call for a decision.
public sealed interface Event {
    /// A stream was judged, surprising or not.
    record Scored(Score score, DeviceView device) implements Event {}

    /// A rule began, changed, went on or ended; `devices` are its subject and all that it wants something done to.
    record Ruled(RuleEvent said, Map<DeviceId, DeviceView> devices) implements Event {
        public Ruled {
            devices = Map.copyOf(devices);
        }
    }

    /// Something was found of a client of the network. `name` is what people see of it; `isNews`: with this finding
    /// the burst of findings about the client, of which there are so many, began to alarm, got worse, or has a kind
    /// more.
    record Found(Finding finding, String name, boolean isNews, int findings) implements Event {
        public Found {
            if (!DeviceId.isName(name)) {
                throw new IllegalArgumentException("name of a client must be printable, was \"" + name + "\"");
            }
        }
    }

    /// A client of which there is an incident was watched since the minute before; when it last did something worth a
    /// look.
    record ClientSeen(DeviceId client, Optional<Instant> alarmingAt) implements Event {}

    /// Nothing is to be known of a device or client any more.
    record Forgotten(DeviceId device) implements Event {}

    /// A minute of wall-clock time has passed.
    record Minute() implements Event {}

    /// The agent cannot trust continuity: it opens a hold.
    record Unsettled(Cause cause) implements Event {
        public enum Cause {
            START,
            DISCONNECT,
            RECONNECT,
            CLOCK_JUMP,
            RELOAD
        }
    }

    /// A stranger tried the broker's door.
    record DoorTried(Door door) implements Event {}

    /// A relay said live, not retained, that it is on or off.
    record SwitchSeen(Source relay, boolean on) implements Event {}

    /// A plan came to its end.
    record Finished(String plan, Outcome outcome) implements Event {}

    /// A person stops all acting, until an instant or until [Resume].
    record Pause(Optional<Instant> until) implements Event {}

    /// A person lets it act again.
    record Resume() implements Event {}

    /// A person forbids what was proposed, named by the id of its incident or of its decision.
    record Deny(String id) implements Event {}

    /// A person lets be done what waits for approval, named by the id of its decision or of its incident.
    record Approve(String id) implements Event {}

    /// A person works on a device until then, or on the whole home; a time that is over ends it.
    record Maintain(Optional<DeviceId> device, Instant until) implements Event {}

    /// A person wants all given back that was taken for a while, and nothing of it taken again in these incidents.
    record ReleaseAll() implements Event {}

    /// A person says whether an incident was real.
    record Feedback(String incident, boolean real) implements Event {}
}
