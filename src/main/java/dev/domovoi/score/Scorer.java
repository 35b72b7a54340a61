package dev.domovoi.score;

/// A judge that can be put down and taken up again: what the agent keeps for each stream while it lives.
public interface Scorer extends Judge {
    /// Everything it knows, for the one that goes on from it later.
    byte[] state();

    /// What is left of the budget, in episodes: below 0 where the stream has alarmed more often of late than that
    /// gives.
    default double credit() {
        return 0;
    }

    /// Pays for so many more episodes, or gets back what was paid where that is negative: for alarms that nobody was
    /// shown.
    default void pay(double episodes) {}

    /// Takes over what the other one, of the same stream, has paid from the budget: it goes on in its place.
    default void goOnPaying(Scorer other) {}

    /// Takes over how strong evidence has been in normal life of late from the other one, of the same stream: what
    /// alarmed and was nothing is to be called rare no more often than it is.
    default void goOnCalibrating(Scorer other) {}
}
