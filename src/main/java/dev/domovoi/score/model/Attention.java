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
    private final int mostRows;
    private final float scale;
    private final float[] keys;
    private final float[] values;
    private final float[] p;
    private final float[] dp;

    /// With room for windows of at most `positions`.
    Attention(Kernels kernels, Size size, int positions) {
        this.kernels = kernels;
        this.heads = size.heads();
        this.c = size.headWidth();
        this.d = size.width();
        this.mostRows = positions;
        this.scale = (float) (1 / Math.sqrt(c));
        this.keys = new float[c * positions];
        this.values = new float[c * positions];
        this.p = new float[ROWS * positions];
        this.dp = new float[ROWS * positions];
    }

    /// `O[T,D]`; `logSums[H,T]` keeps the logarithm of each softmax's sum.
    void forward(float[] qkv, Span span, float[] o, float[] logSums, int n) {
        for (int head = 0; head < heads; head++) {
            int q = head * c;
            transpose(qkv, d + q, keys, n);
            for (int i = 0; i < n; i += ROWS) {
                int rows = Math.min(ROWS, n - i);
                int from = firstKey(span, i);
                int seen = i + rows - from;
                scores(qkv, q, keys, p, i, rows, from);
                for (int row = 0; row < rows; row++) {
                    logSums[head * mostRows + i + row] = softmax(row * mostRows, from, i + row, i + rows, span);
                }
                kernels.multiply(
                        p, 0, mostRows, 1, qkv, from * 3 * d + 2 * d + q, 3 * d, o, i * d + q, d, rows, seen, c, false);
            }
        }
    }

    /// `dQKV[T,3D]`, which must be 0 before, from `dO[T,D]`. With `P` the softmax's rows: `dV = P^T dO`, `dP = dO
    /// V^T`, `dS = P (dP - rowsum(dO O)) / sqrt(C)`, `dQ = dS K`, `dK = dS^T Q`.
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
                scores(qkv, q, keys, p, i, rows, from);
                outputs(dO, q, values, dp, i, rows, from);
                for (int row = 0; row < rows; row++) {
                    int t = i + row;
                    spread(row * mostRows, from, t, i + rows, span, logSums[head * mostRows + t]);
                    kernels.softmaxGradient(
                            p, row * mostRows, dp, row * mostRows, product(dO, o, t * d + q), scale, seen);
                }
                int first = from * 3 * d;
                kernels.multiply(p, 0, 1, mostRows, dO, i * d + q, d, dqkv, first + v, 3 * d, seen, rows, c, true);
                kernels.multiply(
                        dp, 0, mostRows, 1, qkv, first + k, 3 * d, dqkv, i * 3 * d + q, 3 * d, rows, seen, c, false);
                kernels.multiply(
                        dp, 0, 1, mostRows, qkv, i * 3 * d + q, 3 * d, dqkv, first + k, 3 * d, seen, rows, c, true);
            }
        }
    }

    /// The first key that any row from `i` on sees.
    private static int firstKey(Span span, int i) {
        return span.sink() > 0 ? 0 : span.from(i);
    }

    /// One head's `[T,C]` part of `QKV` as `[C,T]`.
    private void transpose(float[] qkv, int at, float[] out, int n) {
        for (int t = 0; t < n; t++) {
            for (int column = 0; column < c; column++) {
                out[column * mostRows + t] = qkv[t * 3 * d + at + column];
            }
        }
    }

    private void scores(float[] qkv, int q, float[] transposed, float[] out, int i, int rows, int from) {
        kernels.multiply(
                qkv,
                i * 3 * d + q,
                3 * d,
                1,
                transposed,
                from,
                mostRows,
                out,
                0,
                mostRows,
                rows,
                c,
                i + rows - from,
                false);
    }

    private void outputs(float[] dO, int q, float[] transposed, float[] out, int i, int rows, int from) {
        kernels.multiply(
                dO, i * d + q, d, 1, transposed, from, mostRows, out, 0, mostRows, rows, c, i + rows - from, false);
    }

    /// Turns the scores of position `t` over the keys `from..end-1`, at `at`, into shares of 1; 0 for what it does
    /// not see.
    private float softmax(int at, int from, int t, int end, Span span) {
        int window = Math.max(from, span.from(t));
        int sinks = span.sinksBefore(t);
        float most = kernels.largest(p, at + window - from, t + 1 - window);
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

    /// The same shares again, from what [#softmax] kept.
    private void spread(int at, int from, int t, int end, Span span, float logSum) {
        exponentials(at, from, t, end, span, logSum);
    }

    private float exponentials(int at, int from, int t, int end, Span span, float shift) {
        int window = Math.max(from, span.from(t));
        int sinks = span.sinksBefore(t);
        float sum = kernels.exponentials(p, at + window - from, t + 1 - window, scale, shift);
        if (sinks > 0) {
            sum += kernels.exponentials(p, at, sinks, scale, shift);
        }
        Arrays.fill(p, at + sinks, at + window - from, 0);
        Arrays.fill(p, at + t + 1 - from, at + end - from, 0);
        return sum;
    }

    private float product(float[] a, float[] b, int at) {
        float sum = 0;
        for (int i = at; i < at + c; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
