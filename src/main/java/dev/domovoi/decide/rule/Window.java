package dev.domovoi.decide.rule;

import java.time.Duration;
import java.util.Locale;

/// What is made of a quantity's past: a function over the time until now. A count is how often it rose above `level`,
/// or, of a truth, became true.
public record Window(Function function, Duration over, double level) {
    public static final Duration SHORTEST = Duration.ofMinutes(1);
    public static final Duration LONGEST = Duration.ofDays(7);

    public Window {
        if (over.compareTo(SHORTEST) < 0 || over.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a window must be of " + SHORTEST + " to " + LONGEST + ", was of " + over);
        }
        if (!Double.isFinite(level)) {
            throw new IllegalArgumentException("level of a window must be finite, was " + level);
        }
    }

    /// The functions there are.
    public enum Function {
        AVG,
        MAX,
        MIN,
        /// Change an hour, from the window's beginning until now.
        RATE,
        COUNT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What the result is measured in: an average of truths is the share of time in which it was true.
    public Measure of(Measure measure) {
        return switch (function) {
            case AVG -> measure == Measure.TRUTH ? Measure.RATIO : measure;
            case MAX, MIN, RATE -> measure;
            case COUNT -> Measure.NUMBER;
        };
    }

    /// Whether such a quantity has it.
    public boolean fits(Measure measure) {
        return measure.isNumber()
                || (measure == Measure.TRUTH && (function == Function.AVG || function == Function.COUNT));
    }
}
