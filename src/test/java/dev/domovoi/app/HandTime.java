package dev.domovoi.app;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// Time that stands still until a test moves it. A thread that reads both clocks, the wall's first, sees one moment.
public final class HandTime implements TimeSource {
    private final AtomicReference<Instant> now;
    private final AtomicLong looks = new AtomicLong();
    private final ThreadLocal<Instant> seen = ThreadLocal.withInitial(() -> Instant.EPOCH);

    public HandTime(Instant start) {
        this.now = new AtomicReference<>(start);
    }

    public void pass(Duration span) {
        now.updateAndGet(before -> before.plus(span));
    }

    /// How often anybody looked at the wall's clock.
    public long looks() {
        return looks.get();
    }

    @Override
    public Instant instant() {
        looks.incrementAndGet();
        Instant moment = now.get();
        seen.set(moment);
        return moment;
    }

    @Override
    public long elapsedNanos() {
        return Duration.between(Instant.EPOCH, seen.get()).toNanos();
    }

    /// Nobody waits: whoever asks looks again at once.
    @Override
    public Duration realWait(Duration span) {
        return Duration.ZERO;
    }
}
