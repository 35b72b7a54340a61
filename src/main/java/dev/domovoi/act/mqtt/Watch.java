package dev.domovoi.act.mqtt;

import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Source;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Consumer;

/// What one device says while an action waits for it. When nobody listens for long, the oldest is dropped.
final class Watch implements AutoCloseable {
    private static final int MOST_WAITING = 256;

    private final DeviceId device;
    private final Consumer<Watch> closed;
    private final BlockingDeque<Heard> waiting = new LinkedBlockingDeque<>(MOST_WAITING);

    Watch(DeviceId device, Consumer<Watch> closed) {
        this.device = device;
        this.closed = closed;
    }

    /// One thing that the device says.
    sealed interface Heard {
        Source source();

        record Said(Observation observation) implements Heard {
            @Override
            public Source source() {
                return observation.source();
            }
        }

        /// It will not switch the relay on, or off.
        record Refused(Source source, boolean on, String why) implements Heard {}
    }

    void offer(Heard heard) {
        if (!heard.source().device().equals(device)) {
            return;
        }
        while (!waiting.offerLast(heard)) {
            waiting.pollFirst();
        }
    }

    /// Forgets what came so far.
    void forget() {
        waiting.clear();
    }

    /// The next that it says; empty when nothing came in time.
    Optional<Heard> next(Patience patience, long withinNanos) throws InterruptedException {
        return patience.next(waiting, withinNanos);
    }

    @Override
    public void close() {
        closed.accept(this);
    }
}
