package dev.domovoi.app;

import dev.domovoi.signal.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Makes ticks of a longer step from those of a shorter one: their mean, where at least half of them are known.
final class LongerTicks {
    private final long shortSeconds;
    private final long seconds;
    private long open = Long.MIN_VALUE;
    private double sum;
    private int count;

    LongerTicks(Duration from, Duration to) {
        this.shortSeconds = from.toSeconds();
        this.seconds = to.toSeconds();
        if (shortSeconds < 1 || seconds % shortSeconds != 0) {
            throw new IllegalArgumentException("ticks of " + to + " cannot be made from those of " + from);
        }
    }

    /// The longer tick that this one completes.
    Optional<Tick> add(Tick tick) {
        long start = tick.start().getEpochSecond();
        long step = Math.floorDiv(start, seconds);
        if (step != open) {
            open = step;
            sum = 0;
            count = 0;
        }
        sum += tick.value();
        count++;
        boolean isWhole = start + shortSeconds == (step + 1) * seconds;
        return isWhole && 2L * count * shortSeconds >= seconds
                ? Optional.of(
                        new Tick(tick.stream(), Instant.ofEpochSecond(step * seconds), sum / count, tick.measuredAt()))
                : Optional.empty();
    }
}
