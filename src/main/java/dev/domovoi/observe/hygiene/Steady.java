package dev.domovoi.observe.hygiene;

import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/// A series that the world moves slowly: a leap within the hour needs a second report.
final class Steady {
    private static final long WITHIN_MILLIS = 3_600_000;
    private static final double MOST_KELVINS = 30;
    private static final double MOST_RISE = 1.2;
    private static final double MOST_HERTZ = 2;

    /// How far a step from one value to another goes, in parts of what is believed at once.
    private final DoubleBinaryOperator leap;

    private final Pending pending = new Pending();
    private double believed = Double.NaN;
    private long believedAt;

    private Steady(DoubleBinaryOperator leap) {
        this.leap = leap;
    }

    static Steady degrees() {
        return new Steady((from, to) -> Math.abs(to - from) / MOST_KELVINS);
    }

    /// A brown-out and the 0 V of a meter behind an open relay are no leaps; they are nothing to wait for.
    static Steady volts() {
        return new Steady((from, to) -> from >= Physics.MAINS_FROM_VOLTS ? to / from / MOST_RISE : 0);
    }

    static Steady hertz() {
        return new Steady((from, to) -> from > 0 && to > 0 ? Math.abs(to - from) / MOST_HERTZ : 0);
    }

    /// Why the value is not believed now; empty where it is.
    Optional<Reason> judge(double value, long at) {
        boolean isRecent = at >= believedAt && at - believedAt <= WITHIN_MILLIS;
        boolean goesOn = pending.isSet() && !leaps(pending.value(), value);
        if (isRecent && leaps(believed, value) && !(goesOn && pending.isFollowedBy(value, at))) {
            if (!goesOn) {
                pending.hold(value, at);
            }
            return Optional.of(Reason.SPIKE);
        }
        pending.clear();
        believed = value;
        believedAt = at;
        return Optional.empty();
    }

    double believed() {
        return believed;
    }

    private boolean leaps(double from, double to) {
        return leap.applyAsDouble(from, to) > 1;
    }
}
