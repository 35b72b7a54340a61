package dev.domovoi.score.plug;

/// Weights, means and squared deviations of any stretch of weighted points, from running sums.
final class Moments {
    private final double[] at;
    private final double[] weights;
    private final double[] firsts;
    private final double[] seconds;

    Moments(double[] at, double[] weight) {
        int n = at.length;
        this.at = at;
        weights = new double[n + 1];
        firsts = new double[n + 1];
        seconds = new double[n + 1];
        for (int i = 0; i < n; i++) {
            weights[i + 1] = weights[i] + weight[i];
            firsts[i + 1] = firsts[i] + weight[i] * at[i];
            seconds[i + 1] = seconds[i] + weight[i] * at[i] * at[i];
        }
    }

    double weight(int start, int end) {
        return weights[end] - weights[start];
    }

    double mean(int start, int end) {
        return (firsts[end] - firsts[start]) / weight(start, end);
    }

    /// Weighted sum of squared deviations from the stretch's own mean.
    double squares(int start, int end) {
        double first = firsts[end] - firsts[start];
        return Math.max(0, seconds[end] - seconds[start] - first * first / weight(start, end));
    }

    /// Where two stretches differ most from each other (Otsu's threshold); above everything where there is one point.
    double split() {
        int n = at.length;
        int best = n;
        double least = Double.POSITIVE_INFINITY;
        for (int cut = 1; cut < n; cut++) {
            double within = squares(0, cut) + squares(cut, n);
            if (within < least) {
                least = within;
                best = cut;
            }
        }
        return best == n ? at[n - 1] + 0.25 : (at[best - 1] + at[best]) / 2;
    }
}
