package dev.domovoi.decide;

import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Source;
import java.time.Duration;
import java.util.Optional;

/// What is known of a device at the moment it is judged: facts handed in, so that deciding looks nothing up.
///
/// `name` is the household's own name for it, unique in the home. `relay` is the one that cuts the scored source,
/// where a way to switch it is known. `isOn` and `wattsNow` rest on live messages only. `reportingPeriod` is its
/// learned habit. `hasOwnTimer` says that the relay can switch itself on again after a while; `supply` what vital thing
/// it feeds, and what feeds it.
public record DeviceView(
        String name,
        Optional<Role> role,
        boolean isProtected,
        Optional<Source> relay,
        Optional<Boolean> isOn,
        Optional<Double> wattsNow,
        Duration reportingPeriod,
        boolean hasOwnTimer,
        Supply supply,
        Looks looks) {

    /// One without a timer of its own, of which nobody knows what hangs on it, or on what it hangs, or what its load
    /// looks like.
    public DeviceView(
            String name,
            Optional<Role> role,
            boolean isProtected,
            Optional<Source> relay,
            Optional<Boolean> isOn,
            Optional<Double> wattsNow,
            Duration reportingPeriod) {
        this(name, role, isProtected, relay, isOn, wattsNow, reportingPeriod, false, Supply.NONE, Looks.UNKNOWN);
    }

    public DeviceView {
        if (!DeviceId.isName(name)) {
            throw new IllegalArgumentException("name of a device must be printable, was \"" + name + "\"");
        }
        if (reportingPeriod.isNegative()) {
            throw new IllegalArgumentException(
                    "reporting period of " + name + " must not be negative, was " + reportingPeriod);
        }
    }

    /// In words, what the home cannot do without that it feeds or is; empty where it is nothing of the kind.
    Optional<String> lifeline() {
        return supply.lifeline().or(() -> role.flatMap(Role::vitalAs).map(what -> name + " is " + what));
    }

    boolean isHeater() {
        return role.equals(Optional.of(Role.HEATER));
    }
}
