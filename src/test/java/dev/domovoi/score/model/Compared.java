package dev.domovoi.score.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.ToDoubleFunction;

/// Arrays made at random, gradients taken by finite differences, and how far two arrays are apart.
final class Compared {
    private static final double STEP = 1e-5;

    private Compared() {}

    static float[] random(Random random, int n, double scale) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (scale * random.nextGaussian());
        }
        return values;
    }

    static double[] doubles(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    /// By central differences, element by element.
    static double[] gradient(ToDoubleFunction<double[]> f, double[] at) {
        double[] x = at.clone();
        double[] gradient = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = at[i] + STEP;
            double above = f.applyAsDouble(x);
            x[i] = at[i] - STEP;
            gradient[i] = (above - f.applyAsDouble(x)) / (2 * STEP);
            x[i] = at[i];
        }
        return gradient;
    }

    static double product(double[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// Every element within `tolerance` of the expected part's root mean square.
    static void assertClose(String what, double[] expected, float[] actual, int at, int n, double tolerance) {
        double squares = 0;
        for (int i = at; i < at + n; i++) {
            squares += expected[i] * expected[i];
        }
        double rms = Math.sqrt(squares / n);
        assertTrue(rms > 0, () -> what + " is expected to be nothing but 0: the test shows nothing");
        for (int i = at; i < at + n; i++) {
            double off = Math.abs(actual[i] - expected[i]) / rms;
            int index = i - at;
            assertTrue(
                    off <= tolerance,
                    () -> what + "[" + index + "] is off by " + off + " of the root mean square " + rms);
        }
    }

    static void assertClose(String what, double[] expected, float[] actual, double tolerance) {
        assertClose(what, expected, actual, 0, expected.length, tolerance);
    }
}
