package dev.domovoi.decide.rule;

import java.util.List;
import java.util.Optional;

/// One side of a comparison.
public sealed interface Operand {
    Measure measure();

    /// A number in the measure's own unit.
    record Amount(double value, Measure measure) implements Operand {
        public Amount {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("an amount in a rule must be finite, was " + value);
            }
        }
    }

    record Flag(boolean value) implements Operand {
        @Override
        public Measure measure() {
            return Measure.TRUTH;
        }
    }

    /// Any of these words.
    record Words(List<String> any) implements Operand {
        public Words {
            any = List.copyOf(any);
        }

        @Override
        public Measure measure() {
            return Measure.WORD;
        }
    }

    /// A quantity of the rule's subject, of the home, or of the one thing called `on`; a window of it, where one is
    /// given; times `factor`.
    record Read(Term term, Optional<String> on, Optional<Window> window, double factor) implements Operand {
        public Read {
            if (!Double.isFinite(factor)) {
                throw new IllegalArgumentException("factor of " + term.path() + " must be finite, was " + factor);
            }
            if (window.isPresent() && !window.get().fits(term.measure())) {
                throw new IllegalArgumentException(
                        term.path() + " has no " + window.get().function().word());
            }
        }

        static Read of(Term term) {
            return new Read(term, Optional.empty(), Optional.empty(), 1);
        }

        @Override
        public Measure measure() {
            return window.map(found -> found.of(term.measure())).orElse(term.measure());
        }

        /// The name in explanations, such as `avg of device.power over PT10M`.
        String told() {
            String whole = on.map(name -> term.path() + " of " + name).orElse(term.path());
            return window.map(past -> past.function().word() + " of " + whole + " over " + past.over())
                    .orElse(whole);
        }
    }
}
