package dev.domovoi.app.cli;

import dev.domovoi.app.TimeSource;
import java.time.Duration;
import java.time.Instant;

/// Time that stands still while the past is learned, and runs faster than life from its release on.
final class LazyTime implements TimeSource {
    private final Instant start;
    private final int speed;
    private volatile TimeSource running;

    LazyTime(Instant start, int speed) {
        this.start = start;
        this.speed = speed;
        this.running = TimeSource.standing(start);
    }

    void release() {
        running = TimeSource.faster(start, speed);
    }

    @Override
    public Instant instant() {
        return running.instant();
    }

    @Override
    public long elapsedNanos() {
        return running.elapsedNanos();
    }

    @Override
    public Duration realWait(Duration span) {
        return span.dividedBy(speed);
    }
}
