package dev.domovoi.decide.rule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

/// What a rule waits for, as a tree.
public sealed interface Condition {
    Duration LONGEST = Duration.ofDays(7);

    record All(List<Condition> of) implements Condition {
        public All {
            of = List.copyOf(of);
        }
    }

    record Any(List<Condition> of) implements Condition {
        public Any {
            of = List.copyOf(of);
        }
    }

    record Not(Condition of) implements Condition {}

    /// A quantity compared with a value or with another quantity of the same measure.
    record Compare(Operand.Read left, Relation relation, Operand right) implements Condition {
        public Compare {
            if (left.measure() != right.measure()) {
                throw new IllegalArgumentException(left.told() + " is " + left.measure() + ", not " + right.measure());
            }
            if (left.measure().isNumber() != relation.isOrder()) {
                throw new IllegalArgumentException(left.told() + " cannot be compared by " + relation.word());
            }
        }
    }

    /// True once the condition has been true all the time for so long. What is not known breaks it, as a hold does.
    record Lasts(Condition of, Duration time) implements Condition {
        public Lasts {
            if (!time.isPositive() || time.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("for must be above 0 and at most " + LONGEST + ", was " + time);
            }
        }
    }

    /// Local time from one to another, over midnight where the first is the later one. Both equal: the whole day.
    record Clock(LocalTime from, LocalTime to) implements Condition {
        boolean holds(LocalTime time) {
            boolean isAfter = !time.isBefore(from);
            boolean isBefore = time.isBefore(to);
            return from.isBefore(to) ? isAfter && isBefore : isAfter || isBefore;
        }
    }

    record Days(Set<DayOfWeek> of) implements Condition {
        public Days {
            of = Set.copyOf(of);
        }
    }

    /// True from a trigger message on, for so long.
    record Triggered(String name, Duration within) implements Condition {
        public Triggered {
            if (!within.isPositive() || within.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("within must be above 0 and at most " + LONGEST + ", was " + within);
            }
        }
    }
}
