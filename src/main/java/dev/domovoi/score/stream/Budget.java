package dev.domovoi.score.stream;

import dev.domovoi.score.calibrate.SlotMaxima;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/// Two evidences under one alarm budget: what the forecasts say, and the range. Each is calibrated on its own slot
/// maxima; they are so much alike that each may have more than half of the budget.
final class Budget {
    /// How much one of two evidences counts against the budget: `0.6 * 2`.
    private static final double EACH = 1.2;

    /// The least scales of the two tails: what a stream with no variety of its own is given.
    private static final double LEAST_FORECAST_SCALE = 0.3;
    private static final double LEAST_RANGE_SCALE = 0.3;

    private final SlotMaxima forecast;
    private final SlotMaxima range;
    private double tailProbability = 1;
    private boolean alarms;

    Budget(Duration tick) {
        forecast = new SlotMaxima(tick, LEAST_FORECAST_SCALE);
        range = new SlotMaxima(tick, LEAST_RANGE_SCALE);
    }

    void judge(Instant at, double forecastEvidence, double rangeEvidence, double alarmsPerWeek) {
        forecast.advance(at);
        range.advance(at);
        SlotMaxima.Verdict one = forecast.judge(at, forecastEvidence, alarmsPerWeek / EACH);
        SlotMaxima.Verdict other = range.judge(at, rangeEvidence, alarmsPerWeek / EACH);
        tailProbability = Math.min(1, EACH * Math.min(one.tailProbability(), other.tailProbability()));
        alarms = isReady() && (one.exceeds() || other.exceeds());
    }

    /// The chance that one slot of normal life holds evidence this strong, of either kind; 1 before it is ready.
    double tailProbability() {
        return isReady() ? tailProbability : 1;
    }

    boolean alarms() {
        return alarms;
    }

    boolean isReady() {
        return forecast.isReady();
    }

    int slots() {
        return forecast.slots();
    }

    /// Time went back: what is open belongs to another time.
    void abandonSlot() {
        forecast.abandonSlot();
        range.abandonSlot();
    }

    static int stateBytes() {
        return 2 * SlotMaxima.maxStateBytes() + Double.BYTES + 1;
    }

    void save(ByteBuffer out) {
        forecast.save(out);
        range.save(out);
        out.putDouble(tailProbability).put((byte) (alarms ? 1 : 0));
    }

    void load(ByteBuffer in) {
        forecast.load(in);
        range.load(in);
        tailProbability = in.getDouble();
        alarms = in.get() != 0;
    }
}
