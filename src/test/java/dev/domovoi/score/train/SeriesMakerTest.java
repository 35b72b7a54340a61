package dev.domovoi.score.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.score.train.SeriesMaker.Kind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each kind of made-up stream is what it says it is.
final class SeriesMakerTest {
    private static final int ROWS = 2048;

    private final SeriesMaker maker = new SeriesMaker(Mixture.days());

    @ParameterizedTest
    @EnumSource(Kind.class)
    void isFiniteAndMostlyMoves(Kind kind) {
        int still = 0;
        for (int seed = 0; seed < 100; seed++) {
            double[] x = maker.make(kind, new SplittableRandom(seed)).values();
            assertEquals(ROWS, x.length);
            assertTrue(Arrays.stream(x).allMatch(Double::isFinite), kind + " of seed " + seed);
            still += Arrays.stream(x).distinct().count() < 2 ? 1 : 0;
        }
        assertTrue(still <= 3, still + " of 100 never move");
    }

    @Test
    void isTheSameForTheSameSeedOnly() {
        assertArrayEquals(maker.make(5).values(), maker.make(5).values());
        assertTrue(!Arrays.equals(maker.make(5).values(), maker.make(6).values()));
    }

    @Test
    void mixesTheKindsAsTheirSharesSay() {
        SplittableRandom random = new SplittableRandom(1);
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        for (int i = 0; i < 20_000; i++) {
            counts.merge(Kind.random(random), 1, Integer::sum);
        }
        assertEquals(0.30, counts.getOrDefault(Kind.SEASONAL, 0) / 20_000.0, 0.02);
        assertEquals(0.06, counts.getOrDefault(Kind.APPLIANCE, 0) / 20_000.0, 0.01);
        assertEquals(Kind.values().length, counts.size());
    }

    @Test
    void goesWithoutAClockInAFifth() {
        int without = 0;
        for (int seed = 0; seed < 1_000; seed++) {
            Series series = maker.make(seed);
            without += series.slotsPerDay() == 0 ? 1 : 0;
            assertTrue(series.slotsPerDay() == 0 ? series.slot(3) < 0 : series.slot(3) < 7 * series.slotsPerDay());
        }
        assertEquals(200, without, 50);
    }

    @Test
    void seasonsRepeatFromDayToDay() {
        int alike = 0;
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] x = new Season(48, 0, 0.3, random).over(48 * 14);
            double[] today = Arrays.copyOfRange(x, 48, 96);
            double[] nextWeek = Arrays.copyOfRange(x, 48 * 8, 48 * 9);
            alike += Arrays.equals(today, nextWeek) ? 1 : 0;
        }
        assertEquals(200, alike);
    }

    @Test
    void countsAreWholeNumbersOfOneStep() {
        double[] x = maker.make(Kind.COUNTS, new SplittableRandom(12)).values();
        double step = Arrays.stream(x).filter(v -> v > 0).min().orElseThrow();
        long whole = Arrays.stream(x)
                .filter(v -> Math.abs(v / step - Math.round(v / step)) < 1e-6)
                .count();
        assertTrue(whole > 0.7 * ROWS, whole + " of " + ROWS); // the rest was shifted or stretched
    }
}
