package dev.domovoi.score.baseline;

import com.amazon.randomcutforest.RandomCutForest;
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

/// The Random Cut Forest of Guha and others, by its authors' library, over the last four steps of a stream: a quarter
/// of
/// an hour each where ticks are short, else an hour. It says something once a step.
///
/// A challenger for files and drills; the agent never runs it, and so it keeps no state.
public final class Forest implements Judge {
    private static final List<String> CHANNELS = List.of("forest");
    private static final Duration SHORT_TICK = Duration.ofMinutes(1);
    private static final Duration SHORT_STEP = Duration.ofMinutes(15);
    private static final Duration STEP = Duration.ofHours(1);
    private static final int SHINGLE = 4;
    private static final int TREES = 50;
    private static final int SAMPLES = 256;
    private static final int FIRST_STEPS = 32;
    private static final long SEED = 42;

    /// What the forest says of a point like all the others.
    private static final double USUAL_SCORE = 0.5;

    private static final double LEAST_SCALE = 0.2;

    private final StreamId stream;
    private final Duration step;
    private final StepMeans steps;
    private final Moments usual = new Moments();
    private final Calibration calibration;
    private final RandomCutForest forest = RandomCutForest.builder()
            .dimensions(SHINGLE)
            .shingleSize(SHINGLE)
            .internalShinglingEnabled(true)
            .numberOfTrees(TREES)
            .sampleSize(SAMPLES)
            .outputAfter(FIRST_STEPS)
            .randomSeed(SEED)
            .parallelExecutionEnabled(false)
            .build();
    private Optional<Judgement> newest = Optional.empty();

    public Forest(StreamId stream, Duration tick) {
        this.stream = stream;
        Duration usualStep = tick.compareTo(SHORT_TICK) <= 0 ? SHORT_STEP : STEP;
        this.step = tick.compareTo(usualStep) > 0 ? tick : usualStep;
        this.steps = new StepMeans(step, tick);
        this.calibration = new Calibration(step, LEAST_SCALE);
    }

    @Override
    public List<String> channels() {
        return CHANNELS;
    }

    @Override
    public Optional<Judgement> judge(Tick tick, double alarmsPerWeek) {
        OptionalDouble ended = steps.add(tick);
        newest = ended.isPresent()
                ? judged(tick.start(), ended.getAsDouble(), alarmsPerWeek)
                : newest.map(Judgement::repeated);
        return newest;
    }

    private Optional<Judgement> judged(Instant at, double value, double alarmsPerWeek) {
        float[] point = {(float) value};
        double score = forest.getAnomalyScore(point);
        boolean isGrown = usual.count() >= FIRST_STEPS + SHINGLE;
        Optional<Judgement> judged = isGrown
                ? Optional.of(calibration.judged(
                        at, value, usual.expected(), Math.max(0, score - USUAL_SCORE), alarmsPerWeek))
                : Optional.empty();
        forest.update(point);
        usual.learn(value);
        return judged;
    }

    @Override
    public String why(Judgement newest) {
        return Wording.between(stream.quantity(), "on average over the last " + step.toMinutes() + " minutes", newest)
                + "; with the three means before it, the forest finds that easy to cut off";
    }

    @Override
    public ReadyState readiness(Instant now) {
        return calibration.readiness(now);
    }
}
