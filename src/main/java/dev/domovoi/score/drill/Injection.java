package dev.domovoi.score.drill;

/// What became of the wish to inject a fault at one place.
sealed interface Injection {
    /// The fault is on from `from` up to, but not including, `to`; `values` replace the stream's own from `from` on.
    @SuppressWarnings("ArrayRecordComponent") // made for one use
    record Made(int from, float[] values) implements Injection {
        int to() {
            return from + values.length;
        }
    }

    /// The stream cannot have this fault, or it could not be told from its ordinary life.
    record CannotApply(String why) implements Injection {}
}
