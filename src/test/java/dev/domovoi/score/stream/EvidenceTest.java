package dev.domovoi.score.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Each kind of evidence against its definition, written out the long way.
final class EvidenceTest {
    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void aPredictionTellsTailsMissesAndQuantiles() {
        Prediction prediction = new Prediction();
        prediction.probabilities[10] = 0.25f;
        prediction.probabilities[40] = 0.5f;
        prediction.probabilities[41] = 0.25f;
        prediction.admitAll();
        assertEquals(0, prediction.tail(40), 0.01, "in the middle");
        assertEquals(-Math.log10(0.25), prediction.tail(41), 0.01);
        assertEquals(-Math.log10(2 * 0.001 * 5.5 / 96), prediction.tail(5), 0.01, "what was never expected");
        double width = 18.0 / 96;
        assertEquals(30 * 0.0625 * width + 0.0625 * width, prediction.miss(40), 0.01);
        assertEquals(-9 + 40.5 * width, prediction.quantile(0.5), 0.01);
        assertTrue(prediction.quantile(0.05) < prediction.quantile(0.95));
    }

    @Test
    void ranksAndTailsAreAboutThoseOfASortedHistory() {
        Ranks ranks = new Ranks();
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            double value = Math.exp(random.nextGaussian());
            ranks.add(value);
            all.add(value);
        }
        all.sort(null);
        for (double value : new double[] {0.1, 0.5, 1, 3, 10}) {
            double exact = all.stream().filter(each -> each >= value).count();
            assertEquals(exact, ranks.atLeast(value), 0.03 * exact + 2, "at least " + value);
        }
        double start = all.get(all.size() - 100);
        double excess = all.subList(all.size() - 100, all.size()).stream()
                .mapToDouble(each -> each - start)
                .average()
                .orElseThrow();
        assertEquals(start, ranks.tail(100).start(), 0.02 * start);
        assertEquals(excess, ranks.tail(100).meanExcess(), 0.05 * excess);
    }

    @Test
    void ranksForgetByHalves() {
        Ranks ranks = new Ranks();
        for (int i = 0; i < 10 * Ranks.MOST; i++) {
            ranks.add(i < 9 * Ranks.MOST ? 1 : 4);
            assertTrue(ranks.count() < Ranks.MOST);
        }
        assertTrue(ranks.atLeast(3) > 0.6 * ranks.count(), "what came last counts most");
    }

    @Test
    void aCourseIsRareWhereItWasMissedAsNeverBefore() {
        Course course = new Course();
        double most = 0;
        for (int i = 0; i < 3000; i++) {
            double evidence = course.judge(0.5 + 0.2 * random.nextDouble());
            assertTrue(i >= 119 || evidence == 0, "it says nothing before it has something to compare with");
            most = Math.max(most, evidence);
        }
        assertTrue(most > 1 && most < 6, "most of normal life was " + most);
        double evidence = 0;
        for (int i = 0; i < 12; i++) {
            evidence = course.judge(3);
        }
        assertTrue(evidence > most + 1.5, "a dozen misses came to " + evidence);
    }

    @Test
    void aStandingIsInDeviationsOfWhatCameBefore() {
        Standing standing = new Standing();
        for (int i = 0; i < 12 + 10; i++) {
            assertEquals(0, standing.judge(i % 2 == 0 ? 1 : 3));
        }
        assertEquals(4, standing.judge(6), 1e-9, "mean 2, deviation 1");
        Standing constant = new Standing();
        for (int i = 0; i < 50; i++) {
            constant.judge(1);
        }
        assertEquals(0.5 / 0.02, constant.judge(1.5), 1e-9, "no stream is steadier than the floor");
    }

    @Test
    void neighboursAreTheNearestThreeThatLieApart() {
        Neighbours neighbours = new Neighbours();
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < 3500; i++) {
            double figure = random.nextGaussian();
            all.add(figure);
            double distance = neighbours.judge(figure);
            if (i % 97 == 0 || i < 20 || (i > 2990 && i < 3010)) {
                assertEquals(nearest(all), distance, 0.003, "figure " + i);
            }
        }
    }

    private static double nearest(List<Double> all) {
        int n = all.size();
        double nearest = n < 6 ? 0 : Double.POSITIVE_INFINITY;
        for (int at = Math.max(0, n - 3000); at + 6 <= n; at++) {
            double sum = 0;
            for (int i = 0; i < 3; i++) {
                double difference = all.get(at + i) - all.get(n - 3 + i);
                sum += difference * difference;
            }
            nearest = Math.min(nearest, Math.sqrt(sum / 3));
        }
        return nearest;
    }

    @Test
    void onlyARecordIsSaidUntilItFades() {
        Novelty novelty = new Novelty();
        assertEquals(5, novelty.judge(5));
        assertEquals(0, novelty.judge(4.9));
        assertEquals(6, novelty.judge(6));
        for (int i = 0; i < 600; i++) {
            assertEquals(0, novelty.judge(0.1));
        }
        assertEquals(0.9, novelty.judge(0.9), "6 faded to 0.8 in 600 rows");
    }

    @Test
    void theRangeSpeaksOfWhatLiesBeyondIt() {
        Range range = new Range();
        for (int i = 0; i < 20; i++) {
            assertEquals(0, range.judge(i % 11));
        }
        assertEquals(0, range.judge(10));
        assertEquals(Math.log10(1 + 0.5 / 0.01), range.judge(15), 1e-9);
        assertEquals(0, range.judge(15), "the range takes it in");
        assertEquals(Math.log10(1 + 0.2 / 0.01), range.judge(-3), 1e-9);
        Range constant = new Range();
        for (int i = 0; i < 20; i++) {
            constant.judge(5);
        }
        assertTrue(Double.isFinite(constant.judge(6)), "also where there was none");
    }

    @Test
    void whatIsSaidOftenCountsLess() {
        Habituation habituation = new Habituation();
        for (int peak = 0; peak < 400; peak++) {
            double left = habituation.judge(4);
            assertEquals(Math.max(0, 4 - 2 * Math.log10(1 + Math.min(peak, 255))), left, 1e-6, "peak " + peak);
            assertEquals(left, habituation.judge(4), 1e-6, "its own peak does not count against it");
            for (int row = 0; row < 298; row++) {
                assertEquals(0.5, habituation.judge(0.5));
            }
        }
        assertEquals(9, habituation.judge(9), 1e-6, "something larger is news");
    }
}
