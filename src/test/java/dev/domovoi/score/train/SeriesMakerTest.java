package dev.domovoi.score.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.score.train.SeriesMaker.Kind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
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
    void statesAreAFewLevelsThatAreHeld() {
        for (int seed = 0; seed < 50; seed++) {
            double[] x = Appliances.states(ROWS, new SplittableRandom(seed));
            double most = Arrays.stream(x).max().orElseThrow();
            long turns = 0;
            for (int t = 1; t < ROWS; t++) {
                turns += Math.abs(x[t] - x[t - 1]) > 0.5 * most ? 1 : 0;
            }
            assertTrue(turns < ROWS / 2, "seed " + seed + " turns " + turns + " times");
            assertTrue(
                    Arrays.stream(x).anyMatch(v -> v == 0) && most > 0, "seed " + seed + " is never off or never on");
        }
    }

    @Test
    void aProgrammeRunsAgainAndAgainBetweenPauses() {
        int resting = 0;
        for (int seed = 0; seed < 50; seed++) {
            double[] x = Appliances.cycles(ROWS, new SplittableRandom(seed));
            double standby = Arrays.stream(x).min().orElseThrow();
            assertTrue(standby >= 0 && standby <= 0.02, "standby of seed " + seed + " is " + standby);
            long runs = 0;
            for (int t = 1; t < ROWS; t++) {
                runs += x[t - 1] == standby && x[t] != standby ? 1 : 0;
            }
            resting += runs >= 2 ? 1 : 0;
        }
        assertTrue(resting >= 45, resting + " of 50 ran twice or more");
    }

    @Test
    void whatHappensToStreamsHappensInAboutTheirShares() {
        int frozen = 0;
        int touched = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            double[] before = Noise.random(ROWS, new SplittableRandom(seed));
            double[] after = before.clone();
            Contamination.apply(after, new SplittableRandom(seed + 1_000_000L));
            touched += Arrays.equals(before, after) ? 0 : 1;
            frozen += longestRest(after) >= 20 && longestRest(before) < 20 ? 1 : 0;
        }
        assertEquals(1 - 0.75 * 0.85 * 0.70 * 0.90, touched / 2_000.0, 0.04);
        assertEquals(0.10, frozen / 2_000.0, 0.03);
    }

    private static int longestRest(double[] x) {
        int longest = 0;
        int rest = 0;
        for (int t = 1; t < x.length; t++) {
            rest = x[t] == x[t - 1] ? rest + 1 : 0;
            longest = Math.max(longest, rest);
        }
        return longest;
    }

    @Test
    void walksGoOnFromWhereTheyAreAndNoiseDoesNot() {
        assertTrue(medianOver(Kind.WALK, SeriesMakerTest::lagOne) > 0.9, "walks: " + lagsOf(Kind.WALK));
        assertTrue(medianOver(Kind.SPIKES, SeriesMakerTest::lagOne) < 0.9, "spikes: " + lagsOf(Kind.SPIKES));
    }

    private String lagsOf(Kind kind) {
        return "median lag-1 correlation " + medianOver(kind, SeriesMakerTest::lagOne);
    }

    @Test
    void spikesStandFarAboveTheRest() {
        double spikes = medianOver(Kind.SPIKES, SeriesMakerTest::peak);
        double seasons = medianOver(Kind.SEASONAL, SeriesMakerTest::peak);
        assertTrue(spikes > 2 * seasons, spikes + " and " + seasons);
    }

    private double medianOver(Kind kind, ToDoubleFunction<double[]> figure) {
        double[] figures = new double[51];
        for (int seed = 0; seed < figures.length; seed++) {
            figures[seed] = figure.applyAsDouble(
                    maker.make(kind, new SplittableRandom(seed)).values());
        }
        Arrays.sort(figures);
        return figures[figures.length / 2];
    }

    private static double lagOne(double[] x) {
        double mean = Arrays.stream(x).average().orElseThrow();
        double squares = 0;
        double products = 0;
        for (int t = 0; t < x.length; t++) {
            squares += (x[t] - mean) * (x[t] - mean);
            products += t > 0 ? (x[t] - mean) * (x[t - 1] - mean) : 0;
        }
        return squares > 0 ? products / squares : 0;
    }

    /// How far the largest value is from the median, beside the middle half of all.
    private static double peak(double[] x) {
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        double middle = sorted[3 * x.length / 4] - sorted[x.length / 4];
        double far = Math.max(sorted[x.length - 1] - sorted[x.length / 2], sorted[x.length / 2] - sorted[0]);
        return middle > 0 ? far / middle : 0;
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
