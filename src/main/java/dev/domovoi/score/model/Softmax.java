package dev.domovoi.score.model;

/// `p_i = exp(s x_i) / sum_j exp(s x_j)`, with the largest taken off first so that nothing overflows.
final class Softmax {
    private Softmax() {}

    /// Of the `n` elements at `at`, in place.
    static void forward(Kernels kernels, float[] x, int at, int n, float scale) {
        float most = scale * kernels.largest(x, at, n);
        Rows.scale(x, at, n, 1 / kernels.exponentials(x, at, n, scale, most));
    }
}
