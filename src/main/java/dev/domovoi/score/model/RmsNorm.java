package dev.domovoi.score.model;

import dev.domovoi.score.model.Layout.Tensor;

/// Brings each row to unit size, then stretches its columns by a learned gain (Zhang and Sennrich 2019): `y = r g ∘
/// x` with `r = 1 / sqrt(mean(x ∘ x) + epsilon)`.
final class RmsNorm {
    static final float EPSILON = 1e-6f;

    private RmsNorm() {}

    /// `Y[T,D]` of `X[T,D]`; `r[T]` keeps what each row was divided by, inverted.
    static void forward(Kernels kernels, float[] x, float[] w, Tensor g, float[] y, float[] r, int n) {
        int d = g.columns();
        for (int i = 0; i < n; i++) {
            r[i] = kernels.normalise(x, i * d, w, g.at(), y, i * d, d, EPSILON);
        }
    }

    /// From dY: `dx += r (g ∘ dy - x r^2 mean(g ∘ dy ∘ x))` and `dg += r dy ∘ x`, row by row; adds to what is there.
    static void backward(
            Kernels kernels, float[] x, float[] w, Tensor g, float[] r, float[] dy, float[] dx, float[] dw, int n) {
        int d = g.columns();
        for (int i = 0; i < n; i++) {
            kernels.normaliseGradient(x, i * d, w, g.at(), r[i], dy, i * d, dx, i * d, dw, g.at(), d);
        }
    }
}
