package dev.domovoi.app.cluster;

import dev.domovoi.app.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/// The machine's time, of which each clock can be moved.
final class TwoClocks implements TimeSource {
    private final AtomicReference<Duration> wall = new AtomicReference<>(Duration.ZERO);
    private final AtomicReference<Duration> monotonic = new AtomicReference<>(Duration.ZERO);

    /// Somebody sets the wall clock, or the machine has slept, which only the wall clock tells.
    void setWall(Duration by) {
        wall.updateAndGet(by::plus);
    }

    /// The process stood still for so long.
    void pause(Duration length) {
        wall.updateAndGet(length::plus);
        monotonic.updateAndGet(length::plus);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(wall.get());
    }

    @Override
    public long elapsedNanos() {
        return System.nanoTime() + monotonic.get().toNanos();
    }

    @Override
    public Duration realWait(Duration span) {
        return span;
    }
}
