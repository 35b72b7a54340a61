package dev.domovoi.score.model;

import dev.domovoi.score.model.Layout.Tensor;

/// Brings each row to unit size, then stretches its columns by a learned gain (Zhang and Sennrich 2019): `y = g x /
/// sqrt(mean(x^2) + epsilon)`.
final class RmsNorm {
    static final float EPSILON = 1e-6f;

    private RmsNorm() {}

    /// `Y[N,D]` of `X[N,D]`; `r[N]` keeps what each row was divided by, inverted.
    static void forward(Kernels kernels, float[] x, float[] weights, Tensor g, float[] y, float[] r, int n) {
        int d = g.columns();
        for (int i = 0; i < n; i++) {
            r[i] = kernels.normalise(x, i * d, weights, g.at(), y, i * d, d, EPSILON);
        }
    }

    /// `dX += ...`, `dg += ...` from dY.
    static void backward(
            Kernels kernels,
            float[] x,
            float[] weights,
            Tensor g,
            float[] r,
            float[] dy,
            float[] dx,
            float[] gradients,
            int n) {
        int d = g.columns();
        for (int i = 0; i < n; i++) {
            kernels.normaliseGradient(x, i * d, weights, g.at(), r[i], dy, i * d, dx, i * d, gradients, g.at(), d);
        }
    }
}
