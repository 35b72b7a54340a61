package dev.domovoi.app.flows;

import dev.domovoi.signal.Flow;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/// Puts the beginnings and ends of connections in the order of their time. What is still open waits, up to a limit;
/// beyond it the next to end ends early.
final class Ordered {
    static final int MOST_WAITING = 100_000;

    private record Waiting(Instant until, long number, Flow flow) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            int byTime = until.compareTo(other.until);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final Consumer<Flow> sink;
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
    private Instant newest = Instant.MIN;
    private long number;

    Ordered(Consumer<Flow> sink) {
        this.sink = sink;
    }

    /// Whatever is due by this time goes out.
    void reach(Instant time) {
        while (!waiting.isEmpty() && !waiting.peek().until().isAfter(time)) {
            release(waiting.remove().flow());
        }
        newest = time.isAfter(newest) ? time : newest;
    }

    void add(Flow flow) {
        waiting.add(new Waiting(flow.last(), number++, flow));
        if (waiting.size() > MOST_WAITING) {
            sink.accept(at(newest, waiting.remove().flow()));
        }
    }

    void finish() {
        while (!waiting.isEmpty()) {
            release(waiting.remove().flow());
        }
    }

    /// What comes late, as in logs that are written when a connection ends, counts from now.
    private void release(Flow flow) {
        newest = flow.last().isAfter(newest) ? flow.last() : newest;
        sink.accept(flow.last().equals(newest) ? flow : at(newest, flow));
    }

    private static Flow at(Instant time, Flow flow) {
        return new Flow(
                flow.first(),
                time,
                flow.client(),
                flow.peer(),
                flow.service(),
                flow.isInbound(),
                flow.connections(),
                flow.traffic(),
                flow.isValid());
    }
}
