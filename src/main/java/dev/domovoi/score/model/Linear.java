package dev.domovoi.score.model;

import dev.domovoi.score.model.Layout.Tensor;

/// `Y = X W`: each row of X times one matrix, without a bias.
final class Linear {
    private Linear() {}

    /// `Y[N,out] = X[N,in] W[in,out]`, or `Y += X W`.
    static void forward(Kernels kernels, float[] x, float[] weights, Tensor w, float[] y, int n, boolean adds) {
        kernels.multiply(
                x, 0, w.rows(), 1, weights, w.at(), w.columns(), y, 0, w.columns(), n, w.rows(), w.columns(), adds);
    }

    /// `dX = dY W^T` and `dW += X^T dY`.
    static void backward(
            Kernels kernels,
            float[] x,
            float[] transposed,
            Tensor w,
            float[] dy,
            float[] dx,
            float[] gradients,
            int n) {
        kernels.multiply(
                dy, 0, w.columns(), 1, transposed, w.at(), w.rows(), dx, 0, w.rows(), n, w.columns(), w.rows(), false);
        learn(kernels, x, w, dy, gradients, n);
    }

    /// `dW += X^T dY` alone, where nobody asks for dX.
    static void learn(Kernels kernels, float[] x, Tensor w, float[] dy, float[] gradients, int n) {
        kernels.multiply(
                x, 0, 1, w.rows(), dy, 0, w.columns(), gradients, w.at(), w.columns(), w.rows(), n, w.columns(), true);
    }
}
