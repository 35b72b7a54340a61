package dev.domovoi.score.model;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The products of matrices of [VectorKernels]: a block of C stays in registers while all of `k` goes by.
final class VectorProducts {
    /// As many lanes as the processor has, at most 16: sums over lanes are made for no more.
    static final VectorSpecies<Float> LANES =
            FloatVector.SPECIES_PREFERRED.length() <= 16 ? FloatVector.SPECIES_PREFERRED : FloatVector.SPECIES_512;

    private static final int V = LANES.length();
    private static final int ROWS = 4;

    private VectorProducts() {}

    static void multiply(
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
        int i = 0;
        for (; i + ROWS <= m; i += ROWS) {
            int ai = aAt + i * aRow;
            int ci = cAt + i * cRow;
            int j = 0;
            for (; j + 2 * V <= n; j += 2 * V) {
                fourByTwo(a, ai, aRow, aColumn, b, bAt + j, bRow, c, ci + j, cRow, k, adds);
            }
            for (; j < n; j += V) {
                fourByOne(a, ai, aRow, aColumn, b, bAt + j, bRow, c, ci + j, cRow, k, adds, n - j);
            }
        }
        for (; i < m; i++) {
            int ai = aAt + i * aRow;
            int ci = cAt + i * cRow;
            int j = 0;
            for (; j + 4 * V <= n; j += 4 * V) {
                oneByFour(a, ai, aColumn, b, bAt + j, bRow, c, ci + j, k, adds);
            }
            for (; j + 2 * V <= n; j += 2 * V) {
                oneByTwo(a, ai, aColumn, b, bAt + j, bRow, c, ci + j, k, adds);
            }
            for (; j < n; j += V) {
                oneByOne(a, ai, aColumn, b, bAt + j, bRow, c, ci + j, k, adds, n - j);
            }
        }
    }

    /// Four rows by two vectors of C stay in registers while all of k goes by.
    private static void fourByTwo(
            float[] a,
            int a0,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            float[] c,
            int c0,
            int cRow,
            int k,
            boolean adds) {
        int c1 = c0 + cRow;
        int c2 = c1 + cRow;
        int c3 = c2 + cRow;
        FloatVector s00 = first(c, c0, adds);
        FloatVector s01 = first(c, c0 + V, adds);
        FloatVector s10 = first(c, c1, adds);
        FloatVector s11 = first(c, c1 + V, adds);
        FloatVector s20 = first(c, c2, adds);
        FloatVector s21 = first(c, c2 + V, adds);
        FloatVector s30 = first(c, c3, adds);
        FloatVector s31 = first(c, c3 + V, adds);
        int al = a0;
        int bl = bAt;
        for (int l = 0; l < k; l++, al += aColumn, bl += bRow) {
            FloatVector b0 = FloatVector.fromArray(LANES, b, bl);
            FloatVector b1 = FloatVector.fromArray(LANES, b, bl + V);
            FloatVector x = FloatVector.broadcast(LANES, a[al]);
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            x = FloatVector.broadcast(LANES, a[al + aRow]);
            s10 = x.fma(b0, s10);
            s11 = x.fma(b1, s11);
            x = FloatVector.broadcast(LANES, a[al + 2 * aRow]);
            s20 = x.fma(b0, s20);
            s21 = x.fma(b1, s21);
            x = FloatVector.broadcast(LANES, a[al + 3 * aRow]);
            s30 = x.fma(b0, s30);
            s31 = x.fma(b1, s31);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + V);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + V);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + V);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + V);
    }

    /// The same at the right edge, where fewer columns than lanes may be left.
    private static void fourByOne(
            float[] a,
            int a0,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            float[] c,
            int c0,
            int cRow,
            int k,
            boolean adds,
            int left) {
        VectorMask<Float> mask = LANES.indexInRange(0, left);
        int c1 = c0 + cRow;
        int c2 = c1 + cRow;
        int c3 = c2 + cRow;
        FloatVector s0 = first(c, c0, adds, mask);
        FloatVector s1 = first(c, c1, adds, mask);
        FloatVector s2 = first(c, c2, adds, mask);
        FloatVector s3 = first(c, c3, adds, mask);
        int al = a0;
        int bl = bAt;
        for (int l = 0; l < k; l++, al += aColumn, bl += bRow) {
            FloatVector b0 = FloatVector.fromArray(LANES, b, bl, mask);
            s0 = b0.fma(FloatVector.broadcast(LANES, a[al]), s0);
            s1 = b0.fma(FloatVector.broadcast(LANES, a[al + aRow]), s1);
            s2 = b0.fma(FloatVector.broadcast(LANES, a[al + 2 * aRow]), s2);
            s3 = b0.fma(FloatVector.broadcast(LANES, a[al + 3 * aRow]), s3);
        }
        s0.intoArray(c, c0, mask);
        s1.intoArray(c, c1, mask);
        s2.intoArray(c, c2, mask);
        s3.intoArray(c, c3, mask);
    }

    /// One row by four vectors, even and odd terms apart: a single sum would wait for itself.
    private static void oneByFour(
            float[] a, int a0, int aColumn, float[] b, int bAt, int bRow, float[] c, int c0, int k, boolean adds) {
        FloatVector s0 = first(c, c0, adds);
        FloatVector s1 = first(c, c0 + V, adds);
        FloatVector s2 = first(c, c0 + 2 * V, adds);
        FloatVector s3 = first(c, c0 + 3 * V, adds);
        FloatVector t0 = FloatVector.zero(LANES);
        FloatVector t1 = FloatVector.zero(LANES);
        FloatVector t2 = FloatVector.zero(LANES);
        FloatVector t3 = FloatVector.zero(LANES);
        int al = a0;
        int bl = bAt;
        int l = 0;
        for (; l + 2 <= k; l += 2, al += 2 * aColumn, bl += 2 * bRow) {
            FloatVector x = FloatVector.broadcast(LANES, a[al]);
            s0 = x.fma(FloatVector.fromArray(LANES, b, bl), s0);
            s1 = x.fma(FloatVector.fromArray(LANES, b, bl + V), s1);
            s2 = x.fma(FloatVector.fromArray(LANES, b, bl + 2 * V), s2);
            s3 = x.fma(FloatVector.fromArray(LANES, b, bl + 3 * V), s3);
            FloatVector z = FloatVector.broadcast(LANES, a[al + aColumn]);
            t0 = z.fma(FloatVector.fromArray(LANES, b, bl + bRow), t0);
            t1 = z.fma(FloatVector.fromArray(LANES, b, bl + bRow + V), t1);
            t2 = z.fma(FloatVector.fromArray(LANES, b, bl + bRow + 2 * V), t2);
            t3 = z.fma(FloatVector.fromArray(LANES, b, bl + bRow + 3 * V), t3);
        }
        if (l < k) {
            FloatVector x = FloatVector.broadcast(LANES, a[al]);
            s0 = x.fma(FloatVector.fromArray(LANES, b, bl), s0);
            s1 = x.fma(FloatVector.fromArray(LANES, b, bl + V), s1);
            s2 = x.fma(FloatVector.fromArray(LANES, b, bl + 2 * V), s2);
            s3 = x.fma(FloatVector.fromArray(LANES, b, bl + 3 * V), s3);
        }
        s0.add(t0).intoArray(c, c0);
        s1.add(t1).intoArray(c, c0 + V);
        s2.add(t2).intoArray(c, c0 + 2 * V);
        s3.add(t3).intoArray(c, c0 + 3 * V);
    }

    /// The same for two vectors.
    private static void oneByTwo(
            float[] a, int a0, int aColumn, float[] b, int bAt, int bRow, float[] c, int c0, int k, boolean adds) {
        FloatVector s0 = first(c, c0, adds);
        FloatVector s1 = first(c, c0 + V, adds);
        FloatVector t0 = FloatVector.zero(LANES);
        FloatVector t1 = FloatVector.zero(LANES);
        int al = a0;
        int bl = bAt;
        int l = 0;
        for (; l + 2 <= k; l += 2, al += 2 * aColumn, bl += 2 * bRow) {
            FloatVector x = FloatVector.broadcast(LANES, a[al]);
            s0 = x.fma(FloatVector.fromArray(LANES, b, bl), s0);
            s1 = x.fma(FloatVector.fromArray(LANES, b, bl + V), s1);
            FloatVector z = FloatVector.broadcast(LANES, a[al + aColumn]);
            t0 = z.fma(FloatVector.fromArray(LANES, b, bl + bRow), t0);
            t1 = z.fma(FloatVector.fromArray(LANES, b, bl + bRow + V), t1);
        }
        if (l < k) {
            FloatVector x = FloatVector.broadcast(LANES, a[al]);
            s0 = x.fma(FloatVector.fromArray(LANES, b, bl), s0);
            s1 = x.fma(FloatVector.fromArray(LANES, b, bl + V), s1);
        }
        s0.add(t0).intoArray(c, c0);
        s1.add(t1).intoArray(c, c0 + V);
    }

    private static void oneByOne(
            float[] a,
            int a0,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            float[] c,
            int c0,
            int k,
            boolean adds,
            int left) {
        VectorMask<Float> mask = LANES.indexInRange(0, left);
        FloatVector s = first(c, c0, adds, mask);
        FloatVector t = FloatVector.zero(LANES);
        int al = a0;
        int bl = bAt;
        int l = 0;
        for (; l + 2 <= k; l += 2, al += 2 * aColumn, bl += 2 * bRow) {
            s = FloatVector.fromArray(LANES, b, bl, mask).fma(FloatVector.broadcast(LANES, a[al]), s);
            t = FloatVector.fromArray(LANES, b, bl + bRow, mask).fma(FloatVector.broadcast(LANES, a[al + aColumn]), t);
        }
        if (l < k) {
            s = FloatVector.fromArray(LANES, b, bl, mask).fma(FloatVector.broadcast(LANES, a[al]), s);
        }
        s.add(t).intoArray(c, c0, mask);
    }

    private static FloatVector first(float[] c, int at, boolean adds) {
        return adds ? FloatVector.fromArray(LANES, c, at) : FloatVector.zero(LANES);
    }

    private static FloatVector first(float[] c, int at, boolean adds, VectorMask<Float> mask) {
        return adds ? FloatVector.fromArray(LANES, c, at, mask) : FloatVector.zero(LANES);
    }
}
