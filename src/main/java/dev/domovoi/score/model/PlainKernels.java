package dev.domovoi.score.model;

import java.util.Arrays;

/// The kernels as the formulae have them: the oracle of every test, and the fallback.
public final class PlainKernels implements Kernels {
    @Override
    public String toString() {
        return "plain arithmetic";
    }

    @Override
    public void multiply(
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            float[] c,
            int cAt,
            int cRow,
            int m,
            int k,
            int n,
            boolean adds) {
        for (int i = 0; i < m; i++) {
            int ci = cAt + i * cRow;
            if (!adds) {
                Arrays.fill(c, ci, ci + n, 0);
            }
            for (int l = 0; l < k; l++) {
                float ail = a[aAt + i * aRow + l * aColumn];
                int bl = bAt + l * bRow;
                for (int j = 0; j < n; j++) {
                    c[ci + j] += ail * b[bl + j];
                }
            }
        }
    }

    @Override
    public float exponentials(float[] x, int at, int n, float scale, float shift) {
        float sum = 0;
        for (int i = at; i < at + n; i++) {
            x[i] = (float) Math.exp(scale * x[i] - shift);
            sum += x[i];
        }
        return sum;
    }

    @Override
    public float largest(float[] x, int at, int n) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = at; i < at + n; i++) {
            largest = Math.max(largest, x[i]);
        }
        return largest;
    }

    @Override
    public float normalise(float[] x, int xAt, float[] g, int gAt, float[] y, int yAt, int n, float epsilon) {
        float squares = 0;
        for (int i = 0; i < n; i++) {
            squares += x[xAt + i] * x[xAt + i];
        }
        float r = (float) (1 / Math.sqrt(squares / n + epsilon));
        for (int i = 0; i < n; i++) {
            y[yAt + i] = x[xAt + i] * r * g[gAt + i];
        }
        return r;
    }

    /// `dx_i = r g_i dy_i - x_i r^3/n sum_j(g_j dy_j x_j)`, `dg_i = dy_i x_i r`.
    @Override
    public void normaliseGradient(
            float[] x,
            int xAt,
            float[] g,
            int gAt,
            float r,
            float[] dy,
            int dyAt,
            float[] dx,
            int dxAt,
            float[] dg,
            int dgAt,
            int n) {
        float sum = 0;
        for (int i = 0; i < n; i++) {
            sum += g[gAt + i] * dy[dyAt + i] * x[xAt + i];
        }
        float back = sum * r * r * r / n;
        for (int i = 0; i < n; i++) {
            dx[dxAt + i] += r * g[gAt + i] * dy[dyAt + i] - x[xAt + i] * back;
            dg[dgAt + i] += dy[dyAt + i] * x[xAt + i] * r;
        }
    }

    @Override
    public void softmaxGradient(float[] p, int pAt, float[] d, int dAt, float mean, float scale, int n) {
        for (int i = 0; i < n; i++) {
            d[dAt + i] = p[pAt + i] * (d[dAt + i] - mean) * scale;
        }
    }

    @Override
    public void gate(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] * sigmoid(a[aAt + i]) * b[bAt + i];
        }
    }

    @Override
    public void gateGradient(
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            float[] dy,
            int dyAt,
            float[] da,
            int daAt,
            float[] db,
            int dbAt,
            int n) {
        for (int i = 0; i < n; i++) {
            float s = sigmoid(a[aAt + i]);
            float silu = a[aAt + i] * s;
            float slope = s + silu * (1 - s);
            float g = dy[dyAt + i];
            da[daAt + i] = g * b[bAt + i] * slope;
            db[dbAt + i] = g * silu;
        }
    }

    private static float sigmoid(float a) {
        return (float) Sigmoid.of(a);
    }
}
