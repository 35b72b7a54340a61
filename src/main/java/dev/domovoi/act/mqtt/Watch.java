package dev.domovoi.act.mqtt;

import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// What one device says while an action waits for it. When nobody listens for long, the oldest is dropped.
final class Watch implements AutoCloseable {
    private static final int MOST_WAITING = 256;

    private final DeviceId device;
    private final Consumer<Watch> closed;
    private final BlockingDeque<Observation> waiting = new LinkedBlockingDeque<>(MOST_WAITING);

    Watch(DeviceId device, Consumer<Watch> closed) {
        this.device = device;
        this.closed = closed;
    }

    void offer(Observation observation) {
        if (!observation.source().device().equals(device)) {
            return;
        }
        while (!waiting.offerLast(observation)) {
            waiting.pollFirst();
        }
    }

    /// Forgets what came so far.
    void forget() {
        waiting.clear();
    }

    /// The next observation; empty when none came in time.
    Optional<Observation> next(long withinNanos) throws InterruptedException {
        return Optional.ofNullable(waiting.pollFirst(withinNanos, TimeUnit.NANOSECONDS));
    }

    @Override
    public void close() {
        closed.accept(this);
    }
}
