package dev.domovoi.decide;

import java.time.Instant;

/// Decides what an event means for the home. Equal arguments give equal steps.
public interface Decider {
    /// The step from `state` on `event` at the wall-clock time `now`.
    Step decide(HomeState state, Event event, Instant now);
}
