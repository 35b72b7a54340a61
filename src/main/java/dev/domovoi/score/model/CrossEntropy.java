package dev.domovoi.score.model;

/// The loss at one position: `-sum_k q_k ln p_k` with `p` the softmax of the logits and `q` the target, which is
/// mostly the bin that came and a little its neighbours (label smoothing, Szegedy et al. 2016, here to neighbours
/// only): a value near the edge of a bin is no mistake of the next one.
public final class CrossEntropy {
    /// Share of the target that each neighbour gets; at the ends, where there is only one, the bin keeps the rest.
    private static final float NEIGHBOUR = 0.05f;

    private CrossEntropy() {}

    /// Replaces the logits at `at` by the gradient `scale (p - q)`; returns the loss in nats.
    static double forwardAndBackward(Kernels kernels, float[] logits, int at, int bins, int target, float scale) {
        float onTarget = share(target, target, bins) * logits[at + target];
        for (int k = Math.max(0, target - 1); k <= Math.min(bins - 1, target + 1); k++) {
            onTarget += k == target ? 0 : share(k, target, bins) * logits[at + k];
        }
        double logSum = Softmax.weighted(kernels, logits, at, bins, scale);
        for (int k = Math.max(0, target - 1); k <= Math.min(bins - 1, target + 1); k++) {
            logits[at + k] -= scale * share(k, target, bins);
        }
        return logSum - onTarget;
    }

    /// The least loss there can be for a target with both neighbours: its entropy. At the ends it is lower.
    public static double floor() {
        double rest = 1 - 2 * NEIGHBOUR;
        return -(rest * Math.log(rest) + 2 * NEIGHBOUR * Math.log(NEIGHBOUR));
    }

    private static float share(int bin, int target, int bins) {
        int neighbours = (target > 0 ? 1 : 0) + (target < bins - 1 ? 1 : 0);
        return bin == target ? 1 - neighbours * NEIGHBOUR : NEIGHBOUR;
    }
}
