package dev.domovoi.decide.rule;

import java.time.Duration;
import java.time.Instant;

/// Something that has just become known, live: what is retained is no fact. It holds until the next of its kind, and
/// for `good` at most; what is older is not known any more.
///
/// A `channel` is empty for the thing as a whole.
public sealed interface Fact {
    Instant at();

    /// A number in the measure's own unit, or a truth as 1 or 0.
    record Amount(Subject subject, Term term, String channel, double value, Instant at, Duration good) implements Fact {
        public Amount {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(term.path() + " of " + subject + " must be finite, was " + value);
            }
            if (term.measure() == Measure.WORD || term.owner() != subject.scope()) {
                throw new IllegalArgumentException(term.path() + " is no number of " + subject);
            }
        }
    }

    record Word(Subject subject, Term term, String word, Instant at, Duration good) implements Fact {
        public Word {
            if (term.measure() != Measure.WORD || term.owner() != subject.scope()) {
                throw new IllegalArgumentException(term.path() + " is no word of " + subject);
            }
        }
    }

    /// A stream of a device was judged; `stream` tells several of one device apart.
    record Judged(Subject subject, String stream, Judgement judgement, Instant at, Duration good) implements Fact {
        public Judged {
            if (subject.scope() != Scope.DEVICE) {
                throw new IllegalArgumentException("only devices are judged, not " + subject);
            }
        }
    }

    /// What was said of a stream's newest hour.
    record Judgement(double tail, double surpriseNats, double value, double low, double expected, double high) {}

    /// A trigger message has come, not retained.
    record Trigger(String name, Instant at) implements Fact {}
}
