package dev.domovoi.score.train;

/// Where training windows come from. The same step and place give the same window, whoever asks, in any order within
/// a step.
public interface Windows {
    /// Gets ready for the windows of a step; steps come in order, and any may be the first.
    void advanceTo(int step);

    /// What they are drawn from: others where any of it is another.
    String origin();

    /// Writes `tokens.length - 1` positions and what follows the last: `tokens[T+1]`, `features[T,F]`.
    void fill(int place, int[] tokens, float[] features);
}
