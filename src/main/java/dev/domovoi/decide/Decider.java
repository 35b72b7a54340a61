package dev.domovoi.decide;

import dev.domovoi.signal.DeviceId;
import java.time.Instant;
import java.util.function.Supplier;

/// Decides what an event means for the home. Equal arguments give equal steps.
public interface Decider {
    /// The step from `state` on `event` at the wall-clock time `now`.
    Step decide(HomeState state, Event event, Instant now);

    /// Whether somebody works on a device then, by its household name, which is asked for only where it matters:
    /// nothing
    /// is to be learned of it meanwhile.
    default boolean isWorkedOn(HomeState state, DeviceId device, Supplier<String> name, Instant at) {
        return false;
    }
}
