package dev.domovoi.act.mqtt;

import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.TimeUnit;

/// How waiting for a device passes: by the machine's own time, or by a test's.
public interface Patience {
    /// The machine's own time.
    Patience REAL = new Patience() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public <T> Optional<T> next(BlockingDeque<T> waiting, long withinNanos) throws InterruptedException {
            return Optional.ofNullable(waiting.pollFirst(withinNanos, TimeUnit.NANOSECONDS));
        }
    };

    /// Nanoseconds since some fixed moment; only differences mean anything.
    long nanos();

    /// The next that waits; empty when none came in time.
    <T> Optional<T> next(BlockingDeque<T> waiting, long withinNanos) throws InterruptedException;
}
