package dev.domovoi.score.model;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The kernels on the JDK's Vector API, with as many lanes as the processor has.
///
/// Exponentials of -87 to 88 are within 4e-7 of the true value, relatively; beyond they stay at those of -87 and 88,
/// near the smallest and the largest float.
public final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> LANES = VectorProducts.LANES;
    private static final int V = LANES.length();
    private static final VectorShuffle<Float> BY_1 = VectorShuffle.iota(LANES, 1, 1, true);
    private static final VectorShuffle<Float> BY_2 = VectorShuffle.iota(LANES, 2, 1, true);
    private static final VectorShuffle<Float> BY_4 = VectorShuffle.iota(LANES, 4, 1, true);
    private static final VectorShuffle<Float> BY_8 = VectorShuffle.iota(LANES, 8, 1, true);
    private static final VectorKernels ONE = new VectorKernels();

    private VectorKernels() {}

    static Kernels get() {
        return ONE;
    }

    @Override
    public String toString() {
        return "vectors of " + V;
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
        VectorProducts.multiply(a, aAt, aRow, aColumn, b, bAt, bRow, c, cAt, cRow, m, k, n, adds);
    }

    /// The lanes, one half added to the other until one is left: `reduceLanes` adds them in another order before than
    /// after it is compiled, and a training would not come out the same twice.
    private static float total(FloatVector lanes) {
        FloatVector x = lanes;
        if (V >= 16) {
            x = x.add(x.rearrange(BY_8));
        }
        if (V >= 8) {
            x = x.add(x.rearrange(BY_4));
        }
        if (V >= 4) {
            x = x.add(x.rearrange(BY_2));
        }
        return x.add(x.rearrange(BY_1)).lane(0);
    }

    /// One loop also for what is left at the end: two places that call the polynomial are more than C2 cares to
    /// inline, and what it does not inline allocates.
    @Override
    public float exponentials(float[] x, int at, int n, float scale, float shift) {
        for (int i = 0; i < n; i += V) {
            VectorMask<Float> mask = LANES.indexInRange(i, n);
            Exponential.of(FloatVector.fromArray(LANES, x, at + i, mask)
                            .mul(scale)
                            .sub(shift))
                    .intoArray(x, at + i, mask);
        }
        return sum(x, at, n);
    }

    /// Apart from [#exponentials], which is as much as C2 cares to inline.
    private static float sum(float[] x, int at, int n) {
        FloatVector sum = FloatVector.zero(LANES);
        for (int i = 0; i < n; i += V) {
            sum = sum.add(FloatVector.fromArray(LANES, x, at + i, LANES.indexInRange(i, n)));
        }
        return total(sum);
    }

    @Override
    public float largest(float[] x, int at, int n) {
        FloatVector most = FloatVector.broadcast(LANES, Float.NEGATIVE_INFINITY);
        int i = 0;
        for (; i + V <= n; i += V) {
            most = most.max(FloatVector.fromArray(LANES, x, at + i));
        }
        float largest = most.reduceLanes(VectorOperators.MAX);
        for (; i < n; i++) {
            largest = Math.max(largest, x[at + i]);
        }
        return largest;
    }

    @Override
    public float normalise(float[] x, int xAt, float[] g, int gAt, float[] y, int yAt, int n, float epsilon) {
        FloatVector squares = FloatVector.zero(LANES);
        for (int i = 0; i < n; i += V) {
            FloatVector xi = FloatVector.fromArray(LANES, x, xAt + i, LANES.indexInRange(i, n));
            squares = xi.fma(xi, squares);
        }
        float r = (float) (1 / Math.sqrt(total(squares) / n + epsilon));
        for (int i = 0; i < n; i += V) {
            VectorMask<Float> mask = LANES.indexInRange(i, n);
            FloatVector.fromArray(LANES, x, xAt + i, mask)
                    .mul(r)
                    .mul(FloatVector.fromArray(LANES, g, gAt + i, mask))
                    .intoArray(y, yAt + i, mask);
        }
        return r;
    }

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
        FloatVector sum = FloatVector.zero(LANES);
        for (int i = 0; i < n; i += V) {
            VectorMask<Float> mask = LANES.indexInRange(i, n);
            sum = FloatVector.fromArray(LANES, g, gAt + i, mask)
                    .mul(FloatVector.fromArray(LANES, dy, dyAt + i, mask))
                    .fma(FloatVector.fromArray(LANES, x, xAt + i, mask), sum);
        }
        float back = -total(sum) * r * r * r / n;
        for (int i = 0; i < n; i += V) {
            VectorMask<Float> mask = LANES.indexInRange(i, n);
            FloatVector xi = FloatVector.fromArray(LANES, x, xAt + i, mask);
            FloatVector d = FloatVector.fromArray(LANES, dy, dyAt + i, mask).mul(r);
            d.fma(xi, FloatVector.fromArray(LANES, dg, dgAt + i, mask)).intoArray(dg, dgAt + i, mask);
            xi.mul(back)
                    .add(d.mul(FloatVector.fromArray(LANES, g, gAt + i, mask)))
                    .add(FloatVector.fromArray(LANES, dx, dxAt + i, mask))
                    .intoArray(dx, dxAt + i, mask);
        }
    }

    @Override
    public void softmaxGradient(float[] p, int pAt, float[] d, int dAt, float mean, float scale, int n) {
        for (int i = 0; i < n; i += V) {
            VectorMask<Float> mask = LANES.indexInRange(i, n);
            FloatVector.fromArray(LANES, d, dAt + i, mask)
                    .sub(mean)
                    .mul(scale)
                    .mul(FloatVector.fromArray(LANES, p, pAt + i, mask))
                    .intoArray(d, dAt + i, mask);
        }
    }

    @Override
    public void gate(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += V) {
            VectorMask<Float> mask = LANES.indexInRange(i, n);
            FloatVector x = FloatVector.fromArray(LANES, a, aAt + i, mask);
            x.div(Exponential.of(x.neg()).add(1))
                    .mul(FloatVector.fromArray(LANES, b, bAt + i, mask))
                    .intoArray(y, yAt + i, mask);
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
        FloatVector one = FloatVector.broadcast(LANES, 1);
        for (int i = 0; i < n; i += V) {
            VectorMask<Float> mask = LANES.indexInRange(i, n);
            FloatVector x = FloatVector.fromArray(LANES, a, aAt + i, mask);
            FloatVector sigmoid = one.div(Exponential.of(x.neg()).add(1));
            FloatVector silu = x.mul(sigmoid);
            FloatVector slope = silu.fma(one.sub(sigmoid), sigmoid);
            FloatVector g = FloatVector.fromArray(LANES, dy, dyAt + i, mask);
            g.mul(FloatVector.fromArray(LANES, b, bAt + i, mask)).mul(slope).intoArray(da, daAt + i, mask);
            g.mul(silu).intoArray(db, dbAt + i, mask);
        }
    }
}
