package dev.domovoi.app;

import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The newest ticks of a stream, to be heard again.
final class RecentTicks {
    private final long[] seconds;
    private final float[] values;
    private long added;

    RecentTicks(Duration span, Duration tick) {
        int most = (int) span.dividedBy(tick);
        this.seconds = new long[most];
        this.values = new float[most];
    }

    void clear() {
        added = 0;
    }

    void add(Tick tick) {
        int at = (int) (added % seconds.length);
        seconds[at] = tick.start().getEpochSecond();
        values[at] = (float) tick.value();
        added++;
    }

    /// The oldest first.
    List<Tick> of(StreamId stream) {
        List<Tick> ticks = new ArrayList<>();
        for (long i = Math.max(0, added - seconds.length); i < added; i++) {
            int at = (int) (i % seconds.length);
            Instant start = Instant.ofEpochSecond(seconds[at]);
            ticks.add(new Tick(stream, start, values[at], start));
        }
        return ticks;
    }
}
