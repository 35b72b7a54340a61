package dev.domovoi.score.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class PoissonIntervalTest {
    /// Half the chi-square quantiles of the usual tables: 5 % with 2n, 95 % with 2n + 2 degrees of freedom.
    @Test
    void itIsTheTabulatedInterval() {
        check(0, 0, 2.9957);
        check(1, 0.0513, 4.7439);
        check(2, 0.3554, 6.2958);
        check(5, 1.9701, 10.5130);
        check(10, 5.4254, 16.9622);
        check(15, 9.2463, 23.0971);
    }

    private static void check(long count, double low, double high) {
        PoissonInterval interval = PoissonInterval.of(count, 0.9);
        assertEquals(low, interval.low(), 1e-4, count + " low");
        assertEquals(high, interval.high(), 1e-4, count + " high");
    }

    /// For many events a normal interval with its skewness (Wilson and Hilferty's cube) is nearly the same.
    @Test
    void itHoldsForManyEvents() {
        for (long count : new long[] {100, 1_000, 30_000}) {
            PoissonInterval interval = PoissonInterval.of(count, 0.9);
            assertEquals(cube((double) count, -1.6448536), interval.low(), 2e-4 * count);
            assertEquals(cube(count + 1.0, 1.6448536), interval.high(), 2e-4 * count);
        }
    }

    private static double cube(double n, double z) {
        return n * Math.pow(1 - 1 / (9 * n) + z / (3 * Math.sqrt(n)), 3);
    }

    @Test
    void itScalesWithTheTimeAndWidensWithTheLevel() {
        PoissonInterval interval = PoissonInterval.of(3, 0.9);
        assertEquals(interval.high() / 4, interval.times(0.25).high());
        assertTrue(PoissonInterval.of(3, 0.95).high() > interval.high());
        assertThrows(IllegalArgumentException.class, () -> PoissonInterval.of(-1, 0.9));
        assertThrows(IllegalArgumentException.class, () -> PoissonInterval.of(1, 1));
    }
}
