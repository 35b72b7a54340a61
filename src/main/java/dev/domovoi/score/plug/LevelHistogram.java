package dev.domovoi.score.plug;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// How long a plug was at each level, and the [Levels] that follow from it: optimal one-dimensional k-means of as few
/// centres as describe it, over the square root of the times so that short states count too.
final class LevelHistogram {
    private static final int BINS = 160;
    private static final double BIN = 0.05;
    private static final int LEAST_CELLS = 3;
    private static final int MOST_LEVELS = 6;
    private static final double CLOSE_ENOUGH = 0.10;

    private final float[] cells = new float[BINS];

    void add(double level) {
        cells[(int) Math.clamp(level / BIN, 0, BINS - 1)]++;
    }

    /// Lets what was before weigh less.
    void fade(double share) {
        for (int i = 0; i < BINS; i++) {
            cells[i] *= (float) share;
        }
    }

    Levels levels() {
        double[] at = new double[BINS];
        double[] weight = new double[BINS];
        int n = 0;
        for (int bin = 0; bin < BINS; bin++) {
            if (cells[bin] >= LEAST_CELLS) {
                at[n] = (bin + 0.5) * BIN;
                weight[n++] = Math.sqrt(cells[bin]);
            }
        }
        return n == 0 ? Levels.NONE : clustered(Arrays.copyOf(at, n), Arrays.copyOf(weight, n));
    }

    private static Levels clustered(double[] at, double[] weight) {
        Moments moments = new Moments(at, weight);
        int n = at.length;
        int most = Math.min(MOST_LEVELS, n);
        double[] cost = new double[n + 1];
        Arrays.fill(cost, 1, n + 1, Double.POSITIVE_INFINITY);
        int[][] from = new int[most + 1][n + 1];
        for (int k = 1; k <= most; k++) {
            double[] next = new double[n + 1];
            Arrays.fill(next, Double.POSITIVE_INFINITY);
            for (int end = 1; end <= n; end++) {
                for (int start = 0; start < end; start++) {
                    double sum = cost[start] + moments.squares(start, end);
                    if (sum < next[end]) {
                        next[end] = sum;
                        from[k][end] = start;
                    }
                }
            }
            cost = next;
            if (k == most || Math.sqrt(cost[n] / moments.weight(0, n)) < CLOSE_ENOUGH) {
                return read(moments, from, k, n);
            }
        }
        throw new AssertionError("the last number of levels always returns");
    }

    private static Levels read(Moments moments, int[][] from, int k, int n) {
        double[] centres = new double[k];
        double[] spreads = new double[k];
        int end = n;
        for (int i = k; i > 0; i--) {
            int start = from[i][end];
            centres[i - 1] = moments.mean(start, end);
            spreads[i - 1] = Math.sqrt(moments.squares(start, end) / moments.weight(start, end));
            end = start;
        }
        return new Levels(centres, spreads, moments.split());
    }

    static int stateBytes() {
        return Float.BYTES * BINS;
    }

    void save(ByteBuffer to) {
        for (float count : cells) {
            to.putFloat(count);
        }
    }

    void load(ByteBuffer from) {
        for (int i = 0; i < BINS; i++) {
            cells[i] = from.getFloat();
        }
    }
}
