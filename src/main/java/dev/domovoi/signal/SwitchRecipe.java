package dev.domovoi.signal;

import java.util.Optional;

/// How one relay of a device is switched: where to publish, what to say for on, off and "how are you?".
///
/// The device confirms by a fresh [Observation.SwitchState] of `target`, never by the broker's acknowledgement.
/// `answersOptimistically` is set where such a state may be the bridge's own guess, so that the device must be asked
/// after the command and only what comes after the question counts.
public record SwitchRecipe(
        Source target, Command on, Command off, Optional<Command> query, boolean answersOptimistically) {

    /// One message to publish, never retained, at QoS 1.
    public record Command(String topic, String payload) {}
}
