package dev.domovoi.app.scoring;

import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.time.Instant;
import java.util.Optional;

/// Makes ticks of rows: each row one, or the mean of the rows of each step of the clock, which is known only when a row
/// of a later step comes.
final class Ticks {
    private final StreamId stream;
    private final long tickSeconds;
    private final boolean isAveraged;
    private long open = Long.MIN_VALUE;
    private double sum;
    private int count;
    private Instant newest = Instant.MIN;

    Ticks(StreamId stream, Spacing spacing) {
        this.stream = stream;
        this.tickSeconds = spacing.tick().toSeconds();
        this.isAveraged = spacing.isAveraged();
    }

    /// The tick that this row makes or closes. Rows come in order of time.
    Optional<Tick> accept(Instant at, double value) {
        if (!isAveraged) {
            return Optional.of(new Tick(stream, at, value, at));
        }
        long step = Math.floorDiv(at.getEpochSecond(), tickSeconds);
        Optional<Tick> closed = step == open || count == 0 ? Optional.empty() : Optional.of(mean());
        if (step != open) {
            open = step;
            sum = 0;
            count = 0;
        }
        sum += value;
        count++;
        newest = at;
        return closed;
    }

    private Tick mean() {
        return new Tick(stream, Instant.ofEpochSecond(open * tickSeconds), sum / count, newest);
    }
}
