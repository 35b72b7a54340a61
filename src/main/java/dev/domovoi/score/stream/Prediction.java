package dev.domovoi.score.stream;

import dev.domovoi.score.token.ValueTokeniser;

/// A probability for each bin of what comes next, and how what came lies in it. A thousandth is spread over all bins,
/// so that nothing is impossible.
final class Prediction {
    /// No tail is called rarer than this.
    static final double RAREST = 1e-6;

    private static final float SPREAD = 0.001f;
    private static final int BINS = ValueTokeniser.BINS;
    private static final double BIN_WIDTH = 2 * ValueTokeniser.EDGE / BINS;

    final float[] probabilities = new float[BINS];

    /// Spreads the thousandth; to be called once after the probabilities were filled in.
    void admitAll() {
        for (int k = 0; k < BINS; k++) {
            probabilities[k] = (1 - SPREAD) * probabilities[k] + SPREAD / BINS;
        }
    }

    /// `-log10 max(2 min(u, 1-u), 1e-6)`, `u` the probability of less than what came and of half of its bin: how far
    /// out in either tail it lies.
    double tail(int bin) {
        double below = 0;
        for (int k = 0; k < bin; k++) {
            below += probabilities[k];
        }
        double u = below + probabilities[bin] / 2;
        return -Math.log10(Math.max(2 * Math.min(u, 1 - u), RAREST));
    }

    /// The continuous ranked probability score (Matheson and Winkler 1976): the squared distance between the
    /// predicted distribution function and the one that jumps where the value came.
    double miss(int bin) {
        double sum = 0;
        double below = 0;
        for (int k = 0; k < BINS; k++) {
            below += probabilities[k];
            double distance = k >= bin ? below - 1 : below;
            sum += distance * distance;
        }
        return sum * BIN_WIDTH;
    }

    /// Where the distribution function reaches the share, in the tokens' squashed units, linear within a bin.
    double quantile(double share) {
        double below = 0;
        for (int k = 0; k < BINS; k++) {
            double p = probabilities[k];
            if (below + p >= share) {
                return -ValueTokeniser.EDGE + (k + (share - below) / p) * BIN_WIDTH;
            }
            below += p;
        }
        return ValueTokeniser.EDGE;
    }
}
