package dev.domovoi.signal;

import java.time.Duration;
import java.util.Optional;

/// Something Domovoi may do to the world.
public sealed interface Action {
    /// The word for it in configuration, metrics and decisions.
    String kind();

    /// What it is done to: a relay, or a client of the network.
    Source target();

    /// Cuts a plug for safety. It latches: only a person switches the plug on again.
    record SwitchOff(Source target) implements Action {
        @Override
        public String kind() {
            return "off";
        }
    }

    /// Switches a plug off for a while; [SwitchOn] gives it back, and `backAfter` is how long the plug's own timer
    /// waits
    /// where it has one, in case nobody does.
    record Shed(Source target, Optional<Duration> backAfter) implements Action {
        public Shed(Source target) {
            this(target, Optional.empty());
        }

        @Override
        public String kind() {
            return "shed";
        }
    }

    /// Gives a plug back that was shed.
    record SwitchOn(Source target) implements Action {
        @Override
        public String kind() {
            return "on";
        }
    }

    /// Keeps a client, named by its MAC, out of the network for so long; the router ends it by itself.
    record Quarantine(Source target, Duration lasts) implements Action {
        @Override
        public String kind() {
            return "quarantine";
        }
    }

    /// Lets a client into the network again before its time is over.
    record Release(Source target) implements Action {
        @Override
        public String kind() {
            return "release";
        }
    }

    /// Whether it gives back what another action took.
    default boolean givesBack() {
        return switch (this) {
            case SwitchOff off -> false;
            case Shed shed -> false;
            case Quarantine quarantine -> false;
            case SwitchOn on -> true;
            case Release release -> true;
        };
    }
}
