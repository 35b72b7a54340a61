package dev.domovoi.decide;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a decision rests on: named facts, sorted by name.
public record Evidence(SortedMap<String, Fact> facts) {
    public Evidence {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    /// One fact: a number, a word or several words.
    public sealed interface Fact {
        record Amount(double value) implements Fact {
            public Amount {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException("an amount in evidence must be finite, was " + value);
                }
            }
        }

        record Word(String value) implements Fact {}

        record Words(List<String> values) implements Fact {
            public Words {
                values = List.copyOf(values);
            }
        }
    }

    /// The names of the guards that would have stopped the action, in their order.
    public List<String> guards() {
        return facts.get("guards") instanceof Fact.Words words ? words.values() : List.of();
    }

    /// The fact of that name, where it is a word.
    public Optional<String> word(String name) {
        return facts.get(name) instanceof Fact.Word word ? Optional.of(word.value()) : Optional.empty();
    }

    /// With the chain from a device to what the home cannot do without, where it has one.
    Evidence withLifeline(DeviceView device) {
        return device.lifeline()
                .map(chain -> with("lockout", new Fact.Word(chain)))
                .orElse(this);
    }

    Evidence with(String name, Fact fact) {
        SortedMap<String, Fact> more = new TreeMap<>(facts);
        more.put(name, fact);
        return new Evidence(more);
    }
}
