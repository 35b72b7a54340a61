package dev.domovoi.score.model;

import dev.domovoi.score.model.Layout.Tensor;

/// Each row of X times one matrix: `Y = X W`.
final class Linear {
    private Linear() {}

    /// `Y[T,out] = X[T,in] W[in,out]`.
    static void forward(Kernels kernels, float[] x, float[] w, Tensor at, float[] y, int n) {
        multiply(kernels, x, w, at, y, n, false);
    }

    /// `Y += X W`: onto a bias that was put there first, or onto what a layer adds to.
    static void add(Kernels kernels, float[] x, float[] w, Tensor at, float[] y, int n) {
        multiply(kernels, x, w, at, y, n, true);
    }

    private static void multiply(Kernels kernels, float[] x, float[] w, Tensor at, float[] y, int n, boolean adds) {
        int in = at.rows();
        int out = at.columns();
        kernels.multiply(x, 0, in, 1, w, at.at(), out, y, 0, out, n, in, out, adds);
    }

    /// `dX = dY W^T` in the place of what was in dX, and `dW += X^T dY`; the same for [#forward] and [#add].
    static void backward(Kernels kernels, float[] x, float[] wt, Tensor at, float[] dy, float[] dx, float[] dw, int n) {
        int in = at.rows();
        int out = at.columns();
        kernels.multiply(dy, 0, out, 1, wt, at.at(), in, dx, 0, in, n, out, in, false);
        learn(kernels, x, at, dy, dw, n);
    }

    /// `dW += X^T dY` alone, where nobody asks for dX.
    static void learn(Kernels kernels, float[] x, Tensor at, float[] dy, float[] dw, int n) {
        int in = at.rows();
        int out = at.columns();
        kernels.multiply(x, 0, 1, in, dy, 0, out, dw, at.at(), out, in, n, out, true);
    }

    /// `Y[T,K] += X[T,D] E^T` with the rows of `E[K,D]` that also embed: tied (Press and Wolf 2017).
    static void addTied(Kernels kernels, float[] x, float[] wt, Tensor e, float[] y, int n) {
        int d = e.columns();
        int k = e.rows();
        kernels.multiply(x, 0, d, 1, wt, e.at(), k, y, 0, k, n, d, k, true);
    }

    /// `dX = dY E` in the place of what was in dX, and `dE += dY^T X`.
    static void tiedBackward(
            Kernels kernels, float[] x, float[] w, Tensor e, float[] dy, float[] dx, float[] dw, int n) {
        int d = e.columns();
        int k = e.rows();
        kernels.multiply(dy, 0, k, 1, w, e.at(), d, dx, 0, d, n, k, d, false);
        kernels.multiply(dy, 0, 1, k, x, 0, d, dw, e.at(), d, k, n, d, true);
    }
}
