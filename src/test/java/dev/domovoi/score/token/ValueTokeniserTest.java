package dev.domovoi.score.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tokens and features against a worked example, and at the edges.
final class ValueTokeniserTest {
    private static final int SLOTS = 12;

    /// Of the example's rows: token, then the eight features, to five digits.
    private static final Map<Integer, List<Double>> EXPECTED = Map.of(
            0, List.of(48.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -1.95601),
            1, List.of(65.0, 0.84175, 1.68350, 0.0, 0.0, 0.0, 0.0, 0.0, 0.35647),
            2, List.of(69.0, 0.99671, 0.30993, 0.0, 0.0, 0.0, 0.0, 0.0, 0.20936),
            5, List.of(27.0, -0.95516, 0.89617, 0.0, 0.0, 0.0, 0.0, 0.0, 0.69509),
            12, List.of(67.0, 0.91055, 2.83168, 0.70373, 0.70373, 0.0, 0.125, -0.09049, 0.37349),
            50, List.of(60.0, 0.60055, 0.13648, 0.73166, 0.76228, -0.51506, 0.5, 0.07560, -0.14267),
            100, List.of(38.0, -0.44897, -2.15083, -0.48239, -0.45934, -1.26881, 1.0, -0.00915, -0.26896),
            150, List.of(39.0, -0.41832, 0.00468, -0.45618, -0.42948, -1.18045, 1.0, -0.01038, -0.30895));

    @Test
    void readsTheWorkedExample() {
        ValueTokeniser tokeniser = new ValueTokeniser(SLOTS, 2000, false);
        float[] features = new float[ValueTokeniser.FEATURES];
        for (int t = 0; t < 200; t++) {
            int token = tokeniser.token(example(t), t % SLOTS, (t + 1) % SLOTS, features);
            List<Double> expected = EXPECTED.get(t);
            if (expected != null) {
                assertEquals(expected.getFirst(), token, "token of row " + t);
                for (int i = 0; i < features.length; i++) {
                    assertEquals(expected.get(i + 1), features[i], 2e-5, "feature " + i + " of row " + t);
                }
            }
        }
    }

    private static double example(int t) {
        return (t % 12 < 4 ? 10 + t % 7 : 2) + 0.01 * t;
    }

    @Test
    void knowsNothingOfTheClockWhereThereIsNone() {
        ValueTokeniser tokeniser = new ValueTokeniser(0, 2000, false);
        float[] features = new float[ValueTokeniser.FEATURES];
        for (int t = 0; t < 50; t++) {
            tokeniser.token(example(t), ValueTokeniser.NO_SLOT, ValueTokeniser.NO_SLOT, features);
        }
        assertArrayEquals(new float[5], java.util.Arrays.copyOfRange(features, 2, 7));
    }

    @Test
    void weeksAddWhatThisTimeOfTheWeekUsuallyBrings() {
        ValueTokeniser days = new ValueTokeniser(SLOTS, 2000, false);
        ValueTokeniser weeks = new ValueTokeniser(SLOTS, 2000, true);
        float[] daily = new float[days.features()];
        float[] weekly = new float[weeks.features()];
        for (int t = 0; t < 6 * 7 * SLOTS; t++) {
            int slot = t % (7 * SLOTS);
            double x = slot / SLOTS == 6 ? 50 + slot % SLOTS : 1 + t % 3; // Sundays are other days
            int token = weeks.token(x, slot, (slot + 1) % (7 * SLOTS), weekly);
            assertEquals(days.token(x, slot, (slot + 1) % (7 * SLOTS), daily), token);
            assertArrayEquals(daily, java.util.Arrays.copyOf(weekly, daily.length));
            if (t == 5 * 7 * SLOTS + 6 * SLOTS - 1) { // a Saturday's end
                assertTrue(weekly[8] > daily[2] + 0.1, "it expects " + weekly[8] + ", of the day alone " + daily[2]);
                assertEquals(1, weekly[10]);
            }
        }
        assertTrue(weeks.bytes() > 7 * days.bytes());
    }

    @Test
    void staysWithinItsBinsAndEdgesWhateverComes() {
        ValueTokeniser tokeniser = new ValueTokeniser(SLOTS, 2000, false);
        float[] features = new float[ValueTokeniser.FEATURES];
        for (double x : new double[] {0, 0, 1e300, -1e300, 1e-300, 0, 5, Double.MIN_VALUE, 1e15}) {
            int token = tokeniser.token(x, 3, 4, features);
            assertTrue(token >= 0 && token < ValueTokeniser.BINS, "token " + token);
            for (float feature : features) {
                assertTrue(Math.abs(feature) <= 4, "feature " + feature + " after " + x);
            }
        }
    }
}
