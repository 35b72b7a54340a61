package dev.domovoi.score.model;

import java.util.Arrays;

/// Causal multi-head attention (Vaswani et al. 2017): in each head, `O = softmax(Q K^T / sqrt(C)) V`, where a
/// position sees only what its [Span] holds.
///
/// Scores are made for a block of rows at a time, and again for the gradient, so that the `T x T` matrix never exists
/// (Dao et al. 2022). Works on `QKV[T,3D]`: in each row the queries of all heads, then the keys, then the values.
final class Attention {
    private static final int ROWS = 16;

    private final Kernels kernels;
    private final int heads;
    private final int c;
    private final int d;

    /// From one row to the next in what is kept here: as many as there may be positions.
    private final int stride;

    private final float scale;

    /// One head's keys and values, each `[C, stride]`.
    private final float[] keys;

    private final float[] values;

    /// One block's scores, then its shares, `[ROWS, stride]`; and their gradient.
    private final float[] p;

    private final float[] dp;

    /// With room for windows of at most `positions`.
    Attention(Kernels kernels, Size size, int positions) {
        this.kernels = kernels;
        this.heads = size.heads();
        this.c = size.headWidth();
        this.d = size.width();
        this.stride = positions;
        this.scale = (float) (1 / Math.sqrt(c));
        this.keys = new float[c * positions];
        this.values = new float[c * positions];
        this.p = new float[ROWS * positions];
        this.dp = new float[ROWS * positions];
    }

    /// `O[T,D]`; `logSums[H,stride]` keeps the logarithm of each softmax's sum.
    void forward(float[] qkv, Span span, float[] o, float[] logSums, int n) {
        for (int head = 0; head < heads; head++) {
            int q = head * c;
            transpose(qkv, d + q, keys, n);
            for (int i = 0; i < n; i += ROWS) {
                int rows = Math.min(ROWS, n - i);
                int from = firstKey(span, i);
                int seen = i + rows - from;
                timesTransposed(qkv, i * 3 * d + q, 3 * d, keys, p, rows, from, seen);
                for (int row = 0; row < rows; row++) {
                    logSums[head * stride + i + row] = softmax(row * stride, from, i + row, i + rows, span);
                }
                // O = P V
                kernels.multiply(
                        p, 0, stride, 1, qkv, from * 3 * d + 2 * d + q, 3 * d, o, i * d + q, d, rows, seen, c, false);
            }
        }
    }

    /// `dQKV[T,3D]`, which must be 0 before, from `dO[T,D]`. With `P` the softmax's rows: `dV = P^T dO`, `dP = dO
    /// V^T`, `dS = P ∘ (dP - rowsum(dO ∘ O)) / sqrt(C)`, `dQ = dS K`, `dK = dS^T Q`.
    void backward(float[] qkv, Span span, float[] o, float[] logSums, float[] dO, float[] dqkv, int n) {
        for (int head = 0; head < heads; head++) {
            int q = head * c;
            int k = d + q;
            int v = 2 * d + q;
            transpose(qkv, k, keys, n);
            transpose(qkv, v, values, n);
            for (int i = 0; i < n; i += ROWS) {
                int rows = Math.min(ROWS, n - i);
                int from = firstKey(span, i);
                int seen = i + rows - from;
                timesTransposed(qkv, i * 3 * d + q, 3 * d, keys, p, rows, from, seen); // Q K^T, below P
                timesTransposed(dO, i * d + q, d, values, dp, rows, from, seen); // dP, below dS
                for (int row = 0; row < rows; row++) {
                    int t = i + row;
                    exponentials(row * stride, from, t, i + rows, span, logSums[head * stride + t]);
                    kernels.softmaxGradient(p, row * stride, dp, row * stride, dot(dO, o, t * d + q), scale, seen);
                }
                int first = from * 3 * d;
                // dV += P^T dO
                kernels.multiply(p, 0, 1, stride, dO, i * d + q, d, dqkv, first + v, 3 * d, seen, rows, c, true);
                // dQ = dS K
                kernels.multiply(
                        dp, 0, stride, 1, qkv, first + k, 3 * d, dqkv, i * 3 * d + q, 3 * d, rows, seen, c, false);
                // dK += dS^T Q
                kernels.multiply(
                        dp, 0, 1, stride, qkv, i * 3 * d + q, 3 * d, dqkv, first + k, 3 * d, seen, rows, c, true);
            }
        }
    }

    /// The first key that any row from `i` on sees. With a sink that is 0: what lies between the sink and a row's
    /// window is scored too, and then set to 0.
    private static int firstKey(Span span, int i) {
        return span.sink() > 0 ? 0 : span.from(i);
    }

    /// One head's `[T,C]` part of `QKV` as `[C,T]`.
    private void transpose(float[] qkv, int at, float[] out, int n) {
        for (int t = 0; t < n; t++) {
            for (int column = 0; column < c; column++) {
                out[column * stride + t] = qkv[t * 3 * d + at + column];
            }
        }
    }

    /// `out[rows, seen]` of rows of one head, from `xAt` on, times what was transposed, from the key `from` on.
    private void timesTransposed(
            float[] x, int xAt, int xRow, float[] transposed, float[] out, int rows, int from, int seen) {
        kernels.multiply(x, xAt, xRow, 1, transposed, from, stride, out, 0, stride, rows, c, seen, false);
    }

    /// Turns the scores of position `t` over the keys `from..end-1`, at `at`, into shares of 1; 0 for what it does
    /// not see.
    private float softmax(int at, int from, int t, int end, Span span) {
        int first = Math.max(from, span.from(t));
        int sinks = span.sinksBefore(t);
        float most = kernels.largest(p, at + first - from, t + 1 - first);
        if (sinks > 0) {
            most = Math.max(most, kernels.largest(p, at, sinks));
        }
        float sum = exponentials(at, from, t, end, span, scale * most);
        float share = 1 / sum;
        for (int j = at; j < at + end - from; j++) {
            p[j] *= share;
        }
        return (float) (scale * most + Math.log(sum));
    }

    /// `exp(scale s - shift)` of the scores that position `t` sees, 0 for the others; returns their sum. With the
    /// logarithm of the softmax's sum as `shift`, that is the shares again.
    private float exponentials(int at, int from, int t, int end, Span span, float shift) {
        int first = Math.max(from, span.from(t));
        int sinks = span.sinksBefore(t);
        float sum = kernels.exponentials(p, at + first - from, t + 1 - first, scale, shift);
        if (sinks > 0) {
            sum += kernels.exponentials(p, at, sinks, scale, shift);
        }
        Arrays.fill(p, at + sinks, at + first - from, 0);
        Arrays.fill(p, at + t + 1 - from, at + end - from, 0);
        return sum;
    }

    private float dot(float[] a, float[] b, int at) {
        float sum = 0;
        for (int i = at; i < at + c; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
