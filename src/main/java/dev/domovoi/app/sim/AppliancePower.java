package dev.domovoi.app.sim;

import java.time.Instant;

/// What one appliance draws: a pure function of time, the same for the past as for the future.
@FunctionalInterface
public interface AppliancePower {
    double watts(Instant at);

    /// The same appliance, broken from that moment on.
    default AppliancePower with(Fault fault, Instant from) {
        return new FaultyAppliance(this, fault, from);
    }
}
