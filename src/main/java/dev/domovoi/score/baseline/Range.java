package dev.domovoi.score.baseline;

import dev.domovoi.score.Judge;
import dev.domovoi.score.Judgement;
import dev.domovoi.score.ReadyState;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The least a scorer has to beat: how far a value leaves the range of all values so far, measured in that range.
public final class Range implements Judge {
    private static final List<String> CHANNELS = List.of("range");
    private static final int FIRST_ROWS = 20;
    private static final double LEAST_RANGE = 1e-9;
    private static final double LEAST_SCALE = 0.5;

    private final StreamId stream;
    private final Calibration calibration;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private int rows;

    public Range(StreamId stream, Duration tick) {
        this.stream = stream;
        this.calibration = new Calibration(tick, LEAST_SCALE);
    }

    @Override
    public List<String> channels() {
        return CHANNELS;
    }

    @Override
    public Optional<Judgement> judge(Tick tick, double alarmsPerWeek) {
        double value = tick.value();
        Optional<Judgement> judged = rows < FIRST_ROWS ? Optional.empty() : Optional.of(judged(tick, alarmsPerWeek));
        rows = Math.min(rows + 1, FIRST_ROWS);
        low = Math.min(low, value);
        high = Math.max(high, value);
        return judged;
    }

    private Judgement judged(Tick tick, double alarmsPerWeek) {
        double beyond = Math.max(tick.value() - high, low - tick.value());
        double share = beyond / Math.max(high - low, LEAST_RANGE);
        double evidence = beyond > 0 ? 1 + 4 * Math.log10(1 + share / 0.01) : 0;
        Score.Expected expected = new Score.Expected(low, low + (high - low) / 2, high);
        return calibration.judged(tick.start(), tick.value(), expected, evidence, alarmsPerWeek);
    }

    @Override
    public String why(Judgement newest) {
        return Wording.between(stream.quantity(), "now, out of the range of all values so far", newest);
    }

    @Override
    public ReadyState readiness(Instant now) {
        return calibration.readiness(now);
    }
}
