package dev.domovoi.score.model;

import dev.domovoi.score.model.Layout.Tensor;

/// How much a model takes over from a table of counts: `y += 1.135 g table` with `g = sigmoid(h s^T + 2)`, by row.
/// With `s` at 0, where it begins, that is the table itself.
final class TableShare {
    /// `1 / sigmoid(2)`, so that the share begins at 1.
    private static final float FULL = 1.135f;
    private static final float AT_FIRST = 2;

    private TableShare() {}

    /// Adds to `Y[T,K]` the share of `table[T,K]` that `H[T,D]` asks for; keeps the sigmoids in `g[T]`.
    static void forward(float[] h, float[] w, Tensor s, float[] table, float[] y, float[] g, int k, int n) {
        int d = s.columns();
        for (int t = 0; t < n; t++) {
            float sum = AT_FIRST;
            for (int i = 0; i < d; i++) {
                sum += w[s.at() + i] * h[t * d + i];
            }
            g[t] = (float) Sigmoid.of(sum);
            for (int i = 0; i < k; i++) {
                y[t * k + i] += FULL * g[t] * table[t * k + i];
            }
        }
    }

    /// `ds += 1.135 g (1 - g) (dy table^T) h` and `dh += 1.135 g (1 - g) (dy table^T) s`, by row.
    static void backward(
            float[] h,
            float[] w,
            Tensor s,
            float[] table,
            float[] dy,
            float[] g,
            float[] dh,
            float[] dw,
            int k,
            int n) {
        int d = s.columns();
        for (int t = 0; t < n; t++) {
            float sum = 0;
            for (int i = 0; i < k; i++) {
                sum += dy[t * k + i] * table[t * k + i];
            }
            float slope = FULL * g[t] * (1 - g[t]) * sum;
            for (int i = 0; i < d; i++) {
                dw[s.at() + i] += slope * h[t * d + i];
                dh[t * d + i] += slope * w[s.at() + i];
            }
        }
    }
}
