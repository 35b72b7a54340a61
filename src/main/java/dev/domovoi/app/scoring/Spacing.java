package dev.domovoi.app.scoring;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The tick of a file, and whether its rows are averaged to it.
///
/// Without a wish the tick is the rows' median spacing, and each row is one tick at its own time, however irregular.
/// Rows that come closer than two thirds of the tick are averaged; rows that come less often than the tick lengthen
/// it, because a scorer would take what lies between them for gaps.
record Spacing(Duration tick, boolean isAveraged) {
    /// Rows that are looked at before the first is judged.
    static final int LOOKED_AT = 100;

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration UNKNOWN = Duration.ofMinutes(1);
    private static final double AVERAGED_BEYOND = 1.5;

    static Spacing of(List<Instant> firstTimes, Optional<Duration> wish) {
        Duration median = median(firstTimes).orElse(wish.orElse(UNKNOWN));
        Duration rows = Duration.ofSeconds(Math.round(seconds(median)));
        Duration tick = wish.filter(given -> seconds(median) < AVERAGED_BEYOND * seconds(given))
                .orElse(rows);
        Duration bounded = tick.compareTo(SHORTEST) < 0 ? SHORTEST : tick.compareTo(LONGEST) > 0 ? LONGEST : tick;
        return new Spacing(bounded, seconds(bounded) > AVERAGED_BEYOND * seconds(median));
    }

    private static Optional<Duration> median(List<Instant> times) {
        List<Duration> spacings = new java.util.ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            Duration spacing = Duration.between(times.get(i - 1), times.get(i));
            if (!spacing.isNegative() && !spacing.isZero()) {
                spacings.add(spacing);
            }
        }
        spacings.sort(Duration::compareTo);
        return spacings.isEmpty() ? Optional.empty() : Optional.of(spacings.get(spacings.size() / 2));
    }

    private static double seconds(Duration length) {
        return length.toMillis() / 1000.0;
    }
}
