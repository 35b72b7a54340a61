package dev.domovoi.score.model;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// `exp(x)` for vectors: with `n = round(x / ln 2)` and `r = x - n ln 2`, `exp(x) = 2^n exp(r)`, where `exp(r)` on
/// `[-ln 2 / 2, ln 2 / 2]` is its Taylor polynomial of degree 7 (next term below 6e-9) and `2^n` is put into the
/// exponent bits.
final class Exponential {
    private static final float LEAST = -87;
    private static final float MOST = 88;
    private static final float PER_LN2 = (float) (1 / Math.log(2));

    /// ln 2 in two parts: the first has few bits, so that n times it is exact (Cody and Waite 1980).
    private static final float LN2_HIGH = 355f / 512;

    private static final float LN2_LOW = (float) (Math.log(2) - LN2_HIGH);

    /// Adding this number leaves the nearest whole one in the lowest bits; taking it away again rounds.
    private static final float ROUNDER = 0x1.8p23f;

    private static final int EXPONENT_BITS = 23;
    private static final int BIAS = 127;

    private Exponential() {}

    static FloatVector of(FloatVector x) {
        FloatVector y = x.max(LEAST).min(MOST);
        FloatVector shifted = y.mul(PER_LN2).add(ROUNDER);
        FloatVector n = shifted.sub(ROUNDER);
        FloatVector r = y.sub(n.mul(LN2_HIGH)).sub(n.mul(LN2_LOW));
        FloatVector p = r.mul(1f / 5040).add(1f / 720);
        p = p.fma(r, r.broadcast(1f / 120));
        p = p.fma(r, r.broadcast(1f / 24));
        p = p.fma(r, r.broadcast(1f / 6));
        p = p.fma(r, r.broadcast(0.5f));
        p = p.fma(r, r.broadcast(1));
        p = p.fma(r, r.broadcast(1));
        return p.mul(shifted.reinterpretAsInts()
                .add(BIAS)
                .lanewise(VectorOperators.LSHL, EXPONENT_BITS)
                .reinterpretAsFloats());
    }
}
