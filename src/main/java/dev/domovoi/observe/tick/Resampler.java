package dev.domovoi.observe.tick;

import dev.domovoi.signal.Observation;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// One stream's readings brought onto a regular grid: each tick is the time-weighted mean, the last value held.
///
/// Holding is right for plugs that publish on change, but not for ever: a value older than the stream's own habit
/// allows makes no tick. Work and memory are bounded whatever the gap: at most two hours of ticks follow one reading.
public final class Resampler {
    /// Every reading may be held this long, however often the stream usually reports.
    static final Duration LEAST_HOLD = Duration.ofMinutes(5);

    /// And none longer than this, however seldom.
    static final Duration MOST_HOLD = Duration.ofHours(2);

    /// Ticks that wait for [#advance]; when more do, the oldest are dropped.
    static final int MOST_WAITING = 1440;

    private static final double PERIODS_HELD = 1.5;

    private final StreamId stream;
    private final long tickMillis;
    private final ReportingHabit habit = new ReportingHabit();
    private final ArrayDeque<Tick> waiting = new ArrayDeque<>();

    private boolean holds;
    private double value;
    private long measuredAt;
    private long cursor;
    private double area;
    private long covered;
    private long dropped;

    public Resampler(StreamId stream, Duration tick) {
        if (tick.toMillis() <= 0 || tick.compareTo(LEAST_HOLD) > 0) {
            throw new IllegalArgumentException(
                    "tick of " + stream + " must be 1 ms to " + LEAST_HOLD + ", was " + tick);
        }
        this.stream = stream;
        this.tickMillis = tick.toMillis();
    }

    /// Takes in a reading unless it is retained: a retained one is of unknown age.
    public void accept(Observation.Reading reading) {
        if (!reading.retained()) {
            accept(reading.at(), reading.value());
        }
    }

    /// Takes in a value measured now. One of the same moment as the last replaces it; an older one, up to the longest
    /// hold, came out of order and is dropped; one from further back means that the clock was set back.
    public void accept(Instant at, double newValue) {
        long now = at.toEpochMilli();
        if (holds && now < measuredAt) {
            if (measuredAt - now <= LEAST_HOLD.toMillis()) {
                dropped++;
                return;
            }
            reset();
        }
        if (holds) {
            habit.add(now - measuredAt);
            integrateTo(now);
        }
        if (!holds || cursor < now) {
            skipTo(now);
        }
        holds = true;
        value = newValue;
        measuredAt = now;
    }

    /// The ticks that ended at or before `now` and were not handed out yet, in order of time.
    public List<Tick> advance(Instant now) {
        long until = now.toEpochMilli();
        if (holds && until < measuredAt - LEAST_HOLD.toMillis()) {
            reset();
        }
        if (holds) {
            integrateTo(until);
        }
        List<Tick> ready = new ArrayList<>(waiting);
        waiting.clear();
        return ready;
    }

    /// Lets go of the value that is held: what comes until the next reading is a gap.
    public void interrupt() {
        reset();
    }

    /// How often this stream usually reports; zero until that is known.
    public Duration reportingPeriod() {
        return habit.period();
    }

    /// How long one reading may stand for the present.
    public Duration holdLimit() {
        long learned = (long) (PERIODS_HELD * habit.period().toMillis());
        return Duration.ofMillis(Math.clamp(learned, LEAST_HOLD.toMillis(), MOST_HOLD.toMillis()));
    }

    /// Readings that came out of order.
    public long dropped() {
        return dropped;
    }

    private void reset() {
        holds = false;
        area = 0;
        covered = 0;
        waiting.clear();
    }

    /// Holds the value up to `until` or to the end of its time, whichever is first, closing the ticks on the way.
    private void integrateTo(long until) {
        long end = Math.min(until, measuredAt + holdLimit().toMillis());
        while (cursor < end) {
            long tickEnd = tickStart(cursor) + tickMillis;
            long stop = Math.min(end, tickEnd);
            area += value * (stop - cursor);
            covered += stop - cursor;
            cursor = stop;
            if (cursor == tickEnd) {
                close(tickEnd - tickMillis);
            }
        }
        if (cursor < until && tickStart(cursor) != tickStart(until)) {
            skipTo(until);
        }
    }

    /// Leaves out the time up to `now`; a tick that was cut short stands if its better half was covered.
    private void skipTo(long now) {
        if (tickStart(cursor) != tickStart(now)) {
            close(tickStart(cursor));
        }
        cursor = now;
    }

    private void close(long start) {
        if (2 * covered >= tickMillis) {
            if (waiting.size() == MOST_WAITING) {
                waiting.removeFirst();
            }
            Instant at = Instant.ofEpochMilli(start);
            waiting.add(new Tick(stream, at, area / covered, Instant.ofEpochMilli(measuredAt)));
        }
        area = 0;
        covered = 0;
    }

    private long tickStart(long at) {
        return Math.floorDiv(at, tickMillis) * tickMillis;
    }
}
