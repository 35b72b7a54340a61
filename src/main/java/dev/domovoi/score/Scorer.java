package dev.domovoi.score;

/// A judge that can be put down and taken up again: what the agent keeps for each stream while it lives.
public interface Scorer extends Judge {
    /// Everything it knows, for the one that goes on from it later.
    byte[] state();

    /// Whether the stream has alarmed no more often of late than its budget gives.
    default boolean hasCredit() {
        return true;
    }

    /// Takes over what the other one, of the same stream, has paid from the budget: it goes on in its place.
    default void goOnPaying(Scorer other) {}
}
