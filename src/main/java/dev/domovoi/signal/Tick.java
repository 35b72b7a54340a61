package dev.domovoi.signal;

import java.time.Instant;

/// One step of a stream on a regular grid: the time-weighted mean of its readings from `start` for one tick.
///
/// `measuredAt` is when the newest reading that it rests on arrived, so that nobody acts on old evidence.
public record Tick(StreamId stream, Instant start, double value, Instant measuredAt) {
    public Tick {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("tick of " + stream + " must be finite, was " + value);
        }
    }
}
