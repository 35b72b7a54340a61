package dev.domovoi.decide;

import dev.domovoi.signal.DeviceId;
import java.time.Instant;
import java.util.List;

/// What a rule found of one thing, and what it wants done.
///
/// `givenBack` are things whose lease it no longer wants. `measuredAt` is when the oldest of the measured values that
/// it rests on came in. `isCorroborated` says whether the second signal that it asks for is there, or that it asks for
/// none.
public record Ruling(
        String rule,
        DeviceId subject,
        Severity severity,
        List<Order> orders,
        List<DeviceId> givenBack,
        boolean isCorroborated,
        Instant measuredAt,
        Evidence evidence,
        String why) {

    public Ruling {
        orders = List.copyOf(orders);
        givenBack = List.copyOf(givenBack);
    }

    /// One deed, and what it is to be done to.
    public record Order(Deed deed, DeviceId target) {}
}
