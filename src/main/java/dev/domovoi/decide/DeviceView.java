package dev.domovoi.decide;

import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Source;
import java.time.Duration;
import java.util.Optional;

/// What is known of a device at the moment it is judged: facts handed in, so that deciding looks nothing up.
///
/// `name` is the household's own name for it, unique in the home. `relay` is the one that cuts the scored source,
/// where a way to switch it is known. `isOn` and `wattsNow` rest on live messages only. `reportingPeriod` is its
/// learned habit.
public record DeviceView(
        String name,
        Optional<Role> role,
        boolean isProtected,
        Optional<Source> relay,
        Optional<Boolean> isOn,
        Optional<Double> wattsNow,
        Duration reportingPeriod,
        Looks looks) {

    public DeviceView {
        if (!DeviceId.isName(name)) {
            throw new IllegalArgumentException("name of a device must be printable, was \"" + name + "\"");
        }
        if (reportingPeriod.isNegative()) {
            throw new IllegalArgumentException(
                    "reporting period of " + name + " must not be negative, was " + reportingPeriod);
        }
    }

    /// One of which nobody knows what its load looks like.
    public DeviceView(
            String name,
            Optional<Role> role,
            boolean isProtected,
            Optional<Source> relay,
            Optional<Boolean> isOn,
            Optional<Double> wattsNow,
            Duration reportingPeriod) {
        this(name, role, isProtected, relay, isOn, wattsNow, reportingPeriod, Looks.UNKNOWN);
    }

    boolean isHeater() {
        return role.equals(Optional.of(Role.HEATER));
    }
}
