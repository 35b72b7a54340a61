package dev.domovoi.score.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// The fast kernels against the plain ones, at every remainder of lanes and rows.
final class KernelsTest {
    private static final double TOLERANCE = 1e-5;
    private static final double STATED_ERROR = 4e-7;

    private final Kernels plain = new PlainKernels();
    private final Kernels fast = Kernels.best();
    private final Random random = new Random(3);

    @Test
    void theTestsRunWithTheVectorApi() {
        assertInstanceOf(VectorKernels.class, fast);
    }

    @Test
    void multiplyAlikeWhateverTheSizes() {
        for (int round = 0; round < 300; round++) {
            int m = 1 + random.nextInt(11);
            int k = 1 + random.nextInt(20);
            int n = 1 + random.nextInt(75);
            boolean isTransposed = random.nextBoolean();
            boolean adds = random.nextBoolean();
            int aRow = isTransposed ? 1 : k + 2;
            int aColumn = isTransposed ? m + 1 : 1;
            float[] a = Compared.random(random, (k + 3) * (m + 3), 1);
            float[] b = Compared.random(random, 5 + k * (n + 3), 1);
            float[] expected = Compared.random(random, 7 + m * (n + 1), 1);
            float[] actual = expected.clone();

            plain.multiply(a, 2, aRow, aColumn, b, 5, n + 3, expected, 7, n + 1, m, k, n, adds);
            fast.multiply(a, 2, aRow, aColumn, b, 5, n + 3, actual, 7, n + 1, m, k, n, adds);

            Compared.assertClose(m + "x" + k + "x" + n, Compared.doubles(expected), actual, TOLERANCE);
        }
    }

    @Test
    void treatRowsAlikeWhateverTheirLength() {
        for (int n = 1; n < 70; n++) {
            float[] x = Compared.random(random, n + 3, 2);
            float[] y = x.clone();

            assertEquals(plain.largest(x, 3, n), fast.largest(y, 3, n));
            float sum = plain.exponentials(x, 3, n, 0.5f, 1);
            assertEquals(sum, fast.exponentials(y, 3, n, 0.5f, 1), sum * TOLERANCE);
            Compared.assertClose("exponentials of " + n, Compared.doubles(x), y, TOLERANCE);

            float[] p = Compared.random(random, n + 1, 1);
            plain.softmaxGradient(p, 1, x, 3, 0.3f, 0.7f, n);
            fast.softmaxGradient(p, 1, y, 3, 0.3f, 0.7f, n);
            Compared.assertClose("softmax gradient of " + n, Compared.doubles(x), y, TOLERANCE);
        }
    }

    @Test
    void normaliseAndGateAlikeWhateverTheLength() {
        for (int n = 2; n < 70; n++) { // of one element the gradient is 0, and its rounding anything
            float[] x = Compared.random(random, n + 2, 2);
            float[] g = Compared.random(random, n + 1, 1);
            float[] dy = Compared.random(random, n, 1);
            float[][] expected = new float[5][n + 3];
            float[][] actual = new float[5][n + 3];

            float r = plain.normalise(x, 2, g, 1, expected[0], 1, n, 1e-6f);
            assertEquals(r, fast.normalise(x, 2, g, 1, actual[0], 1, n, 1e-6f), r * TOLERANCE);
            plain.normaliseGradient(x, 2, g, 1, r, dy, 0, expected[1], 3, expected[2], 1, n);
            fast.normaliseGradient(x, 2, g, 1, r, dy, 0, actual[1], 3, actual[2], 1, n);
            plain.gate(x, 2, g, 1, expected[3], 2, n);
            fast.gate(x, 2, g, 1, actual[3], 2, n);
            for (int i = 0; i < 4; i++) {
                Compared.assertClose("part " + i + " of " + n, Compared.doubles(expected[i]), actual[i], TOLERANCE);
            }
            plain.gateGradient(x, 2, g, 1, dy, 0, expected[3], 1, expected[4], 2, n);
            fast.gateGradient(x, 2, g, 1, dy, 0, actual[3], 1, actual[4], 2, n);
            Compared.assertClose("da of " + n, Compared.doubles(expected[3]), actual[3], TOLERANCE);
            Compared.assertClose("db of " + n, Compared.doubles(expected[4]), actual[4], TOLERANCE);
        }
    }

    @Test
    void exponentialsAreAsExactAsStatedAndNeverInfinite() {
        double worst = 0;
        float[] one = new float[1];
        for (double x = -87; x < 88; x += 0.0137) {
            one[0] = (float) x;
            double expected = Math.exp(one[0]);
            worst = Math.max(worst, Math.abs(fast.exponentials(one, 0, 1, 1, 0) / expected - 1));
        }
        assertEquals(0, worst, STATED_ERROR);
        for (float beyond : new float[] {-1e30f, -200, 200, 1e30f}) {
            one[0] = beyond;
            float result = fast.exponentials(one, 0, 1, 1, 0);
            assertEquals(beyond < 0 ? Math.exp(-87) : Math.exp(88), result, result * STATED_ERROR);
        }
    }
}
