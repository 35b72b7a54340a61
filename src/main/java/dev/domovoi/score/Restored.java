package dev.domovoi.score;

import dev.domovoi.signal.Problem;

/// What became of a saved state: the scorer that goes on from it, or what is wrong with it.
public sealed interface Restored {
    /// The state was whole.
    record Whole(Scorer scorer) implements Restored {}

    /// The state cannot be used; the stream has to start anew.
    record Damaged(Problem problem) implements Restored {}
}
