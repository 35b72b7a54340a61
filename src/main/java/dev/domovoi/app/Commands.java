package dev.domovoi.app;

import dev.domovoi.decide.Event;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What people and automations say to the agent over MQTT: commands below `PREFIX/command/`, triggers below
/// `PREFIX/trigger/`, and who is home.
public final class Commands {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,4})\\s*([mh])");
    private static final Pattern ID = Pattern.compile("[a-z]-\\d{1,12}");
    private static final int MAX_PAYLOAD_BYTES = 100;
    private static final int MAX_PRESENCE_BYTES = 16_384;

    private static final Pattern TRIGGER = Pattern.compile("[A-Za-z0-9_.-]{1,60}");

    private final String root;
    private final String triggers;
    private final boolean approvals;
    private final List<String> presence;
    private final Asking asking;

    /// What waits for approval.
    interface Asking {
        /// Why what goes by that id cannot be approved; empty where it can.
        Optional<String> whyNot(String id, Instant now);
    }

    /// With `approvals` a command may also widen what is done: only for a broker that says who may send it. On the
    /// topics of `presence` it is said who is home.
    Commands(String prefix, boolean approvals, List<String> presence, Asking asking) {
        this.asking = asking;
        this.root = prefix + "/command/";
        this.triggers = prefix + "/trigger/";
        this.approvals = approvals;
        this.presence = List.copyOf(presence);
    }

    List<String> filters() {
        return Stream.concat(Stream.of(root + "#", triggers + "+"), presence.stream())
                .toList();
    }

    /// What a message asked for.
    sealed interface Asked {
        /// It is none of this.
        record Nothing() implements Asked {}

        /// It is one of these, and says nothing.
        record Unheard() implements Asked {}

        record Happens(Event event) implements Asked {}

        /// Something for the rules to hear.
        record Says(Arrival arrival) implements Asked {}

        record Refused(String why) implements Asked {}
    }

    Asked read(Message message, Instant now) {
        if (presence.contains(message.topic())) {
            return present(message);
        }
        if (message.topic().startsWith(triggers)) {
            return triggered(message);
        }
        if (!message.topic().startsWith(root)) {
            return new Asked.Nothing();
        }
        String command = message.topic().substring(root.length());
        if (message.retained()) {
            return new Asked.Refused(
                    Text.shortened(command) + ": retained commands are not followed; publish it without retain");
        }
        if (message.payload().length > MAX_PAYLOAD_BYTES) {
            return new Asked.Refused("payload of " + message.payload().length + " bytes, at most " + MAX_PAYLOAD_BYTES);
        }
        return asked(command, message.text().strip(), now);
    }

    /// What is retained is no news of who is home; every reconnect would bring it.
    private static Asked present(Message message) {
        boolean isLong = message.payload().length > MAX_PRESENCE_BYTES;
        return message.retained()
                ? new Asked.Unheard()
                : new Asked.Says(new Arrival.Present(
                        message.topic(), isLong ? Optional.empty() : Presence.read(message.text())));
    }

    /// Whatever is in it: the name is all that rules wait for.
    private Asked triggered(Message message) {
        String name = message.topic().substring(triggers.length());
        if (message.retained()) {
            return new Asked.Refused("trigger " + Text.shortened(name) + ": publish it without retain");
        }
        return TRIGGER.matcher(name).matches()
                ? new Asked.Says(new Arrival.Triggered(name))
                : new Asked.Refused("trigger \"" + Text.shortened(name)
                        + "\": its name is up to 60 letters, digits, '_', '.' or '-'");
    }

    private Asked asked(String command, String payload, Instant now) {
        String[] words = command.split("/", -1);
        String id = words.length == 2 && ID.matcher(words[1]).matches() ? words[1] : "";
        return switch (words[0]) {
            case "pause" -> pause(payload, now);
            case "resume" ->
                approvals
                        ? new Asked.Happens(new Event.Resume())
                        : new Asked.Refused("resume over MQTT needs mqtt.approvals: true");
            case "paused" -> paused(payload);
            case "deny" ->
                id.isEmpty()
                        ? new Asked.Refused("deny needs an id such as deny/i-3")
                        : new Asked.Happens(new Event.Deny(id));
            case "approve" -> approve(id, now);
            case "feedback" -> feedback(id, payload);
            default ->
                new Asked.Refused("unknown command \"" + Text.shortened(words[0])
                        + "\"; known: pause, resume, paused, deny, approve, feedback");
        };
    }

    private Asked approve(String id, Instant now) {
        if (!approvals) {
            return new Asked.Refused("approve over MQTT needs mqtt.approvals: true");
        }
        return id.isEmpty()
                ? new Asked.Refused("approve needs an id such as approve/d-3")
                : asking.whyNot(id, now)
                        .<Asked>map(why -> new Asked.Refused("approve " + id + ": " + why))
                        .orElseGet(() -> new Asked.Happens(new Event.Approve(id)));
    }

    /// A switch's way to say both; to say `OFF` is to resume.
    private Asked paused(String payload) {
        return switch (payload) {
            case "ON" -> new Asked.Happens(new Event.Pause(Optional.empty()));
            case "OFF" ->
                approvals
                        ? new Asked.Happens(new Event.Resume())
                        : new Asked.Refused("resume over MQTT needs mqtt.approvals: true");
            default -> new Asked.Refused("paused takes ON or OFF");
        };
    }

    private static Asked pause(String payload, Instant now) {
        Optional<Duration> length = span(payload);
        return payload.isEmpty() || length.isPresent()
                ? new Asked.Happens(new Event.Pause(length.map(now::plus)))
                : new Asked.Refused("pause takes no payload, or how long, such as 30m or 2h");
    }

    /// How long a person wants something, such as 30m or 2h; empty for anything else.
    public static Optional<Duration> span(String text) {
        Matcher span = SPAN.matcher(text);
        if (!span.matches() || span.group(1).matches("0+")) {
            return Optional.empty();
        }
        long count = Long.parseLong(span.group(1));
        return Optional.of(span.group(2).equals("h") ? Duration.ofHours(count) : Duration.ofMinutes(count));
    }

    private static Asked feedback(String id, String payload) {
        if (id.isEmpty()) {
            return new Asked.Refused("feedback needs an incident such as feedback/i-3");
        }
        return switch (payload) {
            case "true" -> new Asked.Happens(new Event.Feedback(id, true));
            case "false_alarm" -> new Asked.Happens(new Event.Feedback(id, false));
            default -> new Asked.Refused("feedback takes true or false_alarm");
        };
    }
}
