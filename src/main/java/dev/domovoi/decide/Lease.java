package dev.domovoi.decide;

import dev.domovoi.signal.Action;
import dev.domovoi.signal.DeviceId;
import java.time.Instant;
import java.util.Optional;

/// Something done for a while: given back when its reason, the incident, is over or at `until`, also after a restart.
///
/// What it was before is on for a plug, and in the network for a client: what is known to be off is not taken.
/// `isForPeople` says that only a person may switch it on again, because it heats or turns, or was not known to be on.
/// `returning` is the plan that gives it back right now; after `attempts`
/// that failed the next one is made at `nextTry` or later.
public record Lease(
        Action taken,
        String plan,
        String incident,
        String name,
        String rule,
        boolean isForPeople,
        Instant until,
        Optional<String> returning,
        int attempts,
        Instant nextTry) {

    boolean isOn(DeviceId device) {
        return taken.target().device().equals(device);
    }

    boolean isOf(Incident reason) {
        return incident.equals(reason.id());
    }

    /// Whether the plan takes it: the first one, or one that told the plug again.
    boolean isTakenBy(Plan which) {
        return which.id().equals(plan)
                || (which.incident().equals(incident) && which.action().equals(taken));
    }

    Lease with(Instant nextUntil) {
        return new Lease(taken, plan, incident, name, rule, isForPeople, nextUntil, returning, attempts, nextTry);
    }

    /// The same, over at that time at the latest, for a clock that was set back.
    Lease notAfter(Instant latest) {
        return until.isAfter(latest) ? with(latest) : this;
    }

    Lease returnedBy(Optional<String> nextPlan) {
        return new Lease(taken, plan, incident, name, rule, isForPeople, until, nextPlan, attempts, nextTry);
    }

    Lease failed(Instant tryAgain) {
        return new Lease(
                taken, plan, incident, name, rule, isForPeople, until, Optional.empty(), attempts + 1, tryAgain);
    }
}
