package dev.domovoi.score.baseline;

import dev.domovoi.signal.Tick;
import java.time.Duration;
import java.util.OptionalDouble;

/// Means of ticks over steps of the clock; a step is over with the first tick of a later one. Where a tick is as long
/// as a step, each is one.
final class StepMeans {
    private final long stepSeconds;
    private final boolean isEach;
    private long open = Long.MIN_VALUE;
    private double sum;
    private int count;

    StepMeans(Duration step, Duration tick) {
        this.stepSeconds = step.toSeconds();
        this.isEach = tick.compareTo(step) >= 0;
    }

    /// The mean of the step that this tick ends, which does not hold this tick.
    OptionalDouble add(Tick tick) {
        if (isEach) {
            return OptionalDouble.of(tick.value());
        }
        long step = Math.floorDiv(tick.start().getEpochSecond(), stepSeconds);
        OptionalDouble ended = step == open || count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
        if (step != open) {
            open = step;
            sum = 0;
            count = 0;
        }
        sum += tick.value();
        count++;
        return ended;
    }
}
