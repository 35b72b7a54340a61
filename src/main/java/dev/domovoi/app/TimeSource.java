package dev.domovoi.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The agent's time: a wall clock that may jump, and a monotonic one that never does, both at the same speed.
public interface TimeSource extends InstantSource {
    /// Nanoseconds of this time since some fixed moment; only differences mean anything.
    long elapsedNanos();

    /// How long to really wait for a span of this time to pass.
    Duration realWait(Duration span);

    /// The machine's own time.
    static TimeSource ofMachine() {
        return new TimeSource() {
            @Override
            public Instant instant() {
                return Instant.now();
            }

            @Override
            public long elapsedNanos() {
                return System.nanoTime();
            }

            @Override
            public Duration realWait(Duration span) {
                return span;
            }
        };
    }

    /// Time that does not pass.
    static TimeSource standing(Instant at) {
        return new TimeSource() {
            @Override
            public Instant instant() {
                return at;
            }

            @Override
            public long elapsedNanos() {
                return 0;
            }

            @Override
            public Duration realWait(Duration span) {
                return span;
            }
        };
    }

    /// Time that starts now at `start` and runs `speed` times as fast as the machine's.
    static TimeSource faster(Instant start, int speed) {
        long origin = System.nanoTime();
        return new TimeSource() {
            @Override
            public Instant instant() {
                return start.plusNanos(elapsedNanos());
            }

            @Override
            public long elapsedNanos() {
                return (System.nanoTime() - origin) * speed;
            }

            @Override
            public Duration realWait(Duration span) {
                return span.dividedBy(speed);
            }
        };
    }
}
