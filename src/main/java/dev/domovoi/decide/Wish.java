package dev.domovoi.decide;

import dev.domovoi.signal.Action;
import dev.domovoi.signal.Source;
import java.time.Instant;
import java.util.Optional;

/// What is asked of the guards: something to be done, whether or not there is an action for it, and all that they need
/// to judge it. `isCorroborated` says that a second signal is there, or that none is asked for.
record Wish(
        HomeState state,
        Policy policy,
        String incident,
        Instant measuredAt,
        DeviceView device,
        String kind,
        Source target,
        Optional<Action> action,
        boolean isCorroborated,
        Instant now) {

    boolean isOfTheNetwork() {
        return target.device().dialect().equals(ClientAlarms.DIALECT);
    }

    /// Whether it is for safety, and latches.
    boolean isCut() {
        return action.filter(Action.SwitchOff.class::isInstance).isPresent();
    }
}
