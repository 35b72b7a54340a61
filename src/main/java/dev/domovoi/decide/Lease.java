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

    Lease with(Instant nextUntil) {
        return new Lease(taken, plan, incident, name, rule, isForPeople, nextUntil, returning, attempts, nextTry);
    }

    /// Whether it is not wanted any more.
    boolean isGivenBack(Instant now) {
        return !until.isAfter(now);
    }

    /// The same, to be given back from now on, whatever becomes of the clock.
    Lease isOver() {
        return with(Instant.EPOCH);
    }

    /// The same with no time after these, for a clock that was set back.
    Lease notAfter(Instant latest, Instant latestTry) {
        return new Lease(
                taken,
                plan,
                incident,
                name,
                rule,
                isForPeople,
                until.isAfter(latest) ? latest : until,
                returning,
                attempts,
                nextTry.isAfter(latestTry) ? latestTry : nextTry);
    }

    /// The same, taken once more by another plan, and until then.
    Lease renewedBy(Plan renewal, Instant nextUntil) {
        return new Lease(
                taken, renewal.id(), incident, name, rule, isForPeople, nextUntil, returning, attempts, nextTry);
    }

    /// Whether the plug was told to come back by itself.
    boolean hasTimer() {
        return taken instanceof Action.Shed shed && shed.backAfter().isPresent();
    }

    boolean isTheTargetOf(Plan other) {
        return taken.target().equals(other.action().target());
    }

    /// The same, taken in another way by another plan.
    Lease takenBy(Plan another) {
        return new Lease(
                another.action(), another.id(), incident, name, rule, isForPeople, until, returning, attempts, nextTry);
    }

    /// The same, to be given back by a person, where what hangs on it is now known to heat or turn.
    Lease forPeople() {
        return new Lease(taken, plan, incident, name, rule, true, until, returning, attempts, nextTry);
    }

    /// Whether that plan takes it once more.
    boolean isRenewedBy(Plan renewal) {
        return !plan.equals(renewal.id()) && incident.equals(renewal.incident()) && taken.equals(renewal.action());
    }

    Lease returnedBy(Optional<String> nextPlan) {
        return new Lease(taken, plan, incident, name, rule, isForPeople, until, nextPlan, attempts, nextTry);
    }

    Lease failed(Instant tryAgain) {
        return new Lease(
                taken, plan, incident, name, rule, isForPeople, until, Optional.empty(), attempts + 1, tryAgain);
    }
}
