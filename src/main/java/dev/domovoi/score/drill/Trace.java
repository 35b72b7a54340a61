package dev.domovoi.score.drill;

import dev.domovoi.signal.StreamId;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/// A piece of a stream's past on a regular grid: one value per tick from `start`, NaN where nothing is known.
@SuppressWarnings("ArrayRecordComponent") // weeks of values; whoever changes them copies first
public record Trace(StreamId stream, ZoneId zone, Instant start, int tickSeconds, float[] values) {
    /// Ticks of a trace at most: eight weeks of ten seconds.
    public static final int MOST_TICKS = 483_840;

    private static final int DAY_SECONDS = 86_400;

    public Trace {
        if (tickSeconds < 1 || Math.floorMod(start.getEpochSecond(), (long) tickSeconds) != 0) {
            throw new IllegalArgumentException("the trace of " + stream + " must start on its own grid, was " + start
                    + " at " + tickSeconds + " s");
        }
        if (values.length > MOST_TICKS) {
            throw new IllegalArgumentException(
                    "the trace of " + stream + " must have at most " + MOST_TICKS + " ticks, had " + values.length);
        }
    }

    public int size() {
        return values.length;
    }

    /// When a tick begins.
    public Instant at(int tick) {
        return start.plusSeconds((long) tick * tickSeconds);
    }

    /// The tick that a moment falls into; it may lie outside.
    public long tickOf(Instant at) {
        return Math.floorDiv(at.getEpochSecond() - start.getEpochSecond(), tickSeconds);
    }

    /// Seconds since local midnight.
    int secondOfDay(int tick) {
        return LocalTime.ofInstant(at(tick), zone).toSecondOfDay();
    }

    public double days() {
        return (double) size() * tickSeconds / DAY_SECONDS;
    }

    /// Whole ticks in that many seconds, at least one.
    int ticks(double seconds) {
        return (int) Math.max(1, Math.round(seconds / tickSeconds));
    }
}
