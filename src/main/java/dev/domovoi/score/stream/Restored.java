package dev.domovoi.score.stream;

import dev.domovoi.signal.Problem;

/// What became of a saved state: the scorer that goes on from it, or what is wrong with it.
public sealed interface Restored {
    /// The state was whole. `isSameForecaster` is false where it was written with other weights: then what the stream
    /// taught was taken over, and the new network reads itself in over its next few dozen rows.
    record Whole(StreamScorer scorer, boolean isSameForecaster) implements Restored {}

    /// The state cannot be used; the stream has to start anew.
    record Damaged(Problem problem) implements Restored {}
}
