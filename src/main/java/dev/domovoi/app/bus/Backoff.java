package dev.domovoi.app.bus;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt to connect: about 1 s at first, doubling to at most 29 s, each time a
/// random part shorter so that agents that lost the same broker do not come back in step.
///
/// The cap leaves a second for the handshake, so that a broker that is back is found within 30 s.
final class Backoff {
    private static final long FIRST_MILLIS = 1_000;
    private static final long MAX_MILLIS = 29_000;

    private final RandomGenerator random;
    private long ceilingMillis = FIRST_MILLIS;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    Duration next() {
        long half = ceilingMillis / 2;
        Duration delay = Duration.ofMillis(half + random.nextLong(half + 1));
        ceilingMillis = Math.min(MAX_MILLIS, ceilingMillis * 2);
        return delay;
    }

    void reset() {
        ceilingMillis = FIRST_MILLIS;
    }
}
