package dev.domovoi.signal;

/// Something Domovoi may do to the world.
public sealed interface Action {
    /// The word for it in configuration, metrics and decisions.
    String kind();

    /// What it is done to.
    Source target();

    /// Cuts a plug for safety. It latches: only a person switches the plug on again.
    record SwitchOff(Source target) implements Action {
        @Override
        public String kind() {
            return "off";
        }
    }
}
