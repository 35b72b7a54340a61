package dev.domovoi.score.baseline;

import dev.domovoi.score.Judge;
import dev.domovoi.score.Judgement;
import dev.domovoi.score.ReadyState;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The windowed Gaussian of the text books: how many standard deviations the mean of the hour just past lies from the
/// hours before it. It says something once an hour.
public final class Level implements Judge {
    private static final List<String> CHANNELS = List.of("level");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int LEAST_HOURS = 10;
    private static final double MOST_DEVIATIONS = 50;
    private static final double LEAST_SCALE = 0.5;

    private final StreamId stream;
    private final StepMeans hours;
    private final Moments usual = new Moments();
    private final Calibration calibration;
    private Optional<Judgement> newest = Optional.empty();

    public Level(StreamId stream, Duration tick) {
        this.stream = stream;
        this.hours = new StepMeans(HOUR, tick);
        this.calibration = new Calibration(tick.compareTo(HOUR) > 0 ? tick : HOUR, LEAST_SCALE);
    }

    @Override
    public List<String> channels() {
        return CHANNELS;
    }

    @Override
    public Optional<Judgement> judge(Tick tick, double alarmsPerWeek) {
        OptionalDouble ended = hours.add(tick);
        newest = ended.isPresent()
                ? judged(tick.start(), ended.getAsDouble(), alarmsPerWeek)
                : newest.map(Judgement::repeated);
        return newest;
    }

    private Optional<Judgement> judged(Instant at, double value, double alarmsPerWeek) {
        double evidence = Math.min(MOST_DEVIATIONS, Math.abs(value - usual.mean()) / usual.deviation());
        Optional<Judgement> judged = usual.count() < LEAST_HOURS
                ? Optional.empty()
                : Optional.of(calibration.judged(at, value, usual.expected(), evidence, alarmsPerWeek));
        usual.learn(value);
        return judged;
    }

    @Override
    public String why(Judgement newest) {
        return Wording.between(stream.quantity(), "on average over the last full hour", newest);
    }

    @Override
    public ReadyState readiness(Instant now) {
        return calibration.readiness(now);
    }
}
