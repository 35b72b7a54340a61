package dev.domovoi.decide;

import dev.domovoi.signal.Action;
import dev.domovoi.signal.Source;
import java.time.Duration;
import java.util.Optional;

/// What a rule wants done. Most of it nothing here can do yet: those are proposed, and held.
public sealed interface Deed {
    /// The word for it in the allow list, metrics and decisions.
    String kind();

    /// What is to be said of it, as in "I would ... it".
    String verb();

    /// The action on a relay, where there is one for it.
    default Optional<Action> action(Source relay) {
        return switch (this) {
            case SwitchOff off -> Optional.of(new Action.SwitchOff(relay));
            case Shed shed -> Optional.empty();
            case Quarantine quarantine -> Optional.empty();
            case Cordon cordon -> Optional.empty();
            case PowerCycle cycle -> Optional.empty();
        };
    }

    /// Cuts it; only a person switches it on again.
    record SwitchOff() implements Deed {
        @Override
        public String kind() {
            return "off";
        }

        @Override
        public String verb() {
            return "switch it off";
        }
    }

    /// Switches it off as a lease: it is given back when the rule ends. With a ladder, a rule about the home sheds one
    /// device after the other.
    record Shed(Optional<Ladder> ladder) implements Deed {
        @Override
        public String kind() {
            return "shed";
        }

        @Override
        public String verb() {
            return "switch it off for a while";
        }
    }

    /// How a home's load is shed: while more than `home.contract_watts` would be drawn, the next device by priority
    /// goes every `nextAfter`. The last one comes back once the home, with it, would have stayed below that
    /// share of the contract for `restoreAfter`.
    record Ladder(Duration nextAfter, double restoreBelow, Duration restoreAfter) {
        public Ladder {
            if (restoreBelow <= 0 || restoreBelow > 1) {
                throw new IllegalArgumentException("restore_below must be above 0 and at most 1, was " + restoreBelow);
            }
            if (nextAfter.isNegative() || restoreAfter.isNegative()) {
                throw new IllegalArgumentException(
                        "times of a ladder must not be negative, were " + nextAfter + " and " + restoreAfter);
            }
        }
    }

    /// Keeps a client out of the network for so long.
    record Quarantine(Duration lasts) implements Deed {
        @Override
        public String kind() {
            return "quarantine";
        }

        @Override
        public String verb() {
            return "keep it out of the network";
        }
    }

    /// Closes a node to new pods.
    record Cordon() implements Deed {
        @Override
        public String kind() {
            return "cordon";
        }

        @Override
        public String verb() {
            return "close it to new pods";
        }
    }

    /// Switches it off and on again.
    record PowerCycle(Duration offFor) implements Deed {
        @Override
        public String kind() {
            return "power_cycle";
        }

        @Override
        public String verb() {
            return "switch it off and on again";
        }
    }
}
