package dev.domovoi.decide;

import dev.domovoi.signal.Action;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Source;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a rule wants done. Most of it nothing here can do yet: those are proposed, and held.
public sealed interface Deed {
    /// Only whose MAC is known can be kept out.
    Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");

    /// The word for it in the allow list, metrics and decisions.
    String kind();

    /// What is to be said of it, as in "I would ... it".
    String verb();

    /// The action on a device or client, by its relay where it has one; empty where nothing here can do it.
    default Optional<Action> action(DeviceId target, Optional<Source> relay) {
        return switch (this) {
            case SwitchOff off -> relay.map(Action.SwitchOff::new);
            case Shed shed -> relay.map(Action.Shed::new);
            case Quarantine quarantine ->
                target.dialect().equals(ClientAlarms.DIALECT)
                                && MAC.matcher(target.name()).matches()
                        ? Optional.of(new Action.Quarantine(Source.whole(target), quarantine.lasts()))
                        : Optional.empty();
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
