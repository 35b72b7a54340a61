package dev.domovoi.score.model;

/// `p_i = exp(s x_i) / sum_j exp(s x_j)`, with the largest taken off first so that nothing overflows.
final class Softmax {
    private Softmax() {}

    /// Of the `n` elements at `at`, in place.
    static void forward(Kernels kernels, float[] x, int at, int n, float scale) {
        float most = scale * kernels.largest(x, at, n);
        Rows.scale(x, at, n, 1 / kernels.exponentials(x, at, n, scale, most));
    }

    /// `weight p_i` in the place of the `n` elements, with `s = 1`; returns `ln sum_j exp(x_j)`. With `weight` taken
    /// off where the target is, that is the gradient of `-ln p_target` by `x`, times `weight`.
    static double weighted(Kernels kernels, float[] x, int at, int n, float weight) {
        float most = kernels.largest(x, at, n);
        float sum = kernels.exponentials(x, at, n, 1, most);
        Rows.scale(x, at, n, weight / sum);
        return Math.log(sum) + most;
    }
}
