package dev.domovoi.act;

import dev.domovoi.signal.Action;
import dev.domovoi.signal.Outcome;

/// Carries out one action and waits, within its deadline, until the world confirms or denies it.
public interface Actuator {
    /// Blocks the calling virtual thread until the outcome is known; never throws for the world's refusals.
    Outcome perform(Action action);
}
