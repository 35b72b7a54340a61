package dev.domovoi.score;

import dev.domovoi.signal.Score;

/// What a scorer makes of one tick.
///
/// `value` is the figure that was judged, in the stream's unit, and `expected` what usually comes of it. `anomaly` is
/// the evidence after the rules against repetition: 0 for nothing new to say, larger is rarer, comparable between
/// streams. `tailProbability` is the chance that one calibration slot of normal life holds evidence this strong; 1
/// while `isReady` is false. `alarms` says whether that is below the stream's share of the budget right now, and
/// `channel` which of the scorer's channels said the most. `evidence` is what each of them said, in the scorer's own
/// units; the array is the scorer's own until its next tick.
@SuppressWarnings("ArrayRecordComponent") // a view for the moment, never kept
public record Judgement(
        boolean isReady,
        double value,
        Score.Expected expected,
        double anomaly,
        double tailProbability,
        boolean alarms,
        int channel,
        double[] evidence) {
    public Judgement {
        if (!(anomaly >= 0) || !(tailProbability > 0 && tailProbability <= 1)) {
            throw new IllegalArgumentException(
                    "an anomaly must be 0 or more and a tail probability above 0 and at most 1, were " + anomaly
                            + " and " + tailProbability);
        }
    }

    /// The same at a tick that brought no new evidence.
    public Judgement repeated() {
        return new Judgement(isReady, value, expected, 0, tailProbability, alarms, channel, evidence);
    }

    /// Whether this tick made the evidence clearly stronger.
    public boolean isNews() {
        return anomaly > 0;
    }

    /// The surprise in nats.
    public double surpriseNats() {
        return -Math.log(tailProbability);
    }
}
