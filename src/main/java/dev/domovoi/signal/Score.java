package dev.domovoi.signal;

import java.time.Instant;

/// How surprising the newest step of a stream is, and why, in the stream's own unit.
///
/// `tailProbability` is the chance that one calibration slot of this stream's normal life holds evidence this strong;
/// `surpriseNats` is its negative logarithm. `alarms` says whether it is below the stream's share of the alarm
/// budget. `measuredAt` is when the value was measured, `newsAt` when that was measured which last made the evidence
/// clearly stronger: evidence of hours can outlive what it came from.
public record Score(
        StreamId stream,
        Instant at,
        double value,
        Expected expected,
        double tailProbability,
        double surpriseNats,
        boolean alarms,
        Instant measuredAt,
        Instant newsAt,
        String why) {

    /// What the hour usually brings: the 5 %, 50 % and 95 % quantiles of the same figure as `value`.
    public record Expected(double low, double median, double high) {}

    /// The same with another figure and what usually comes of that.
    public Score of(double figure, Expected usual) {
        return new Score(stream, at, figure, usual, tailProbability, surpriseNats, alarms, measuredAt, newsAt, why);
    }

    /// Whether the value itself is outside of what its hour usually brings.
    public boolean isOutside() {
        return value < expected.low() || value > expected.high();
    }

    /// Whether more came than was expected.
    public boolean isAbove() {
        return value > expected.median();
    }
}
