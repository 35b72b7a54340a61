package dev.domovoi.decide.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.decide.rule.Window.Function;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Windows against a plain reckoning over all that was said.
final class RingTest {
    private static final long MINUTE = 60_000;
    private static final long OVER = 30 * MINUTE;

    private record Said(long at, double value) {}

    @Test
    void agreesWithAPlainReckoningOfTheSameTime() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<Said> said = new ArrayList<>();
            List<Ring> rings = new ArrayList<>();
            for (Function function : Function.values()) {
                rings.add(new Ring(new Window(function, Duration.ofMillis(OVER), 50)));
            }
            long now = 1_000 * MINUTE + random.nextInt(60_000);
            for (int i = 0; i < 200; i++) {
                now += 1 + random.nextInt(40_000);
                said.add(new Said(now, random.nextInt(100)));
                for (Ring ring : rings) {
                    ring.put(said.getLast().value(), now, now + OVER);
                }
            }
            long asked = now + random.nextInt(30_000);
            // the oldest slot that still counts begins here
            long from = (asked / MINUTE - 29) * MINUTE;
            for (Function function : Function.values()) {
                double found =
                        rings.get(List.of(Function.values()).indexOf(function)).value(asked);
                assertEquals(plain(function, said, from, asked), found, 1e-6, function + ", seed " + seed);
            }
        }
    }

    private static double plain(Function function, List<Said> said, long from, long asked) {
        double sum = 0;
        double most = Double.NEGATIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        double first = Double.NaN;
        int rises = 0;
        for (int i = 0; i < said.size(); i++) {
            long until = i + 1 < said.size() ? said.get(i + 1).at() : asked;
            long begin = Math.max(from, said.get(i).at());
            double value = said.get(i).value();
            if (until > begin) {
                sum += value * (until - begin);
                most = Math.max(most, value);
                least = Math.min(least, value);
                first = Double.isNaN(first) ? value : first;
            }
            if (i > 0 && said.get(i).at() >= from && said.get(i - 1).value() <= 50 && value > 50) {
                rises++;
            }
        }
        return switch (function) {
            case AVG -> sum / (asked - from);
            case MAX -> most;
            case MIN -> least;
            case RATE -> (said.getLast().value() - first) * 60 * MINUTE / (asked - from);
            case COUNT -> rises;
        };
    }

    @Test
    void whatIsNotKnownForMostOfTheTimeHasNoValue() {
        Ring ring = new Ring(new Window(Function.AVG, Duration.ofMillis(OVER), 0));
        ring.put(10, 0, 20 * MINUTE);
        assertTrue(Double.isNaN(ring.value(29 * MINUTE)), "20 of 30 minutes");
        Ring whole = new Ring(new Window(Function.AVG, Duration.ofMillis(OVER), 0));
        whole.put(10, 0, 26 * MINUTE);
        assertEquals(10, whole.value(29 * MINUTE));
    }

    @Test
    void aClockThatIsSetBackBeginsAgain() {
        Ring ring = new Ring(new Window(Function.AVG, Duration.ofMillis(OVER), 0));
        ring.put(10, 100 * MINUTE, 200 * MINUTE);
        assertEquals(10, ring.value(130 * MINUTE));
        ring.put(20, 50 * MINUTE, 200 * MINUTE);
        assertTrue(Double.isNaN(ring.value(60 * MINUTE)));
        assertEquals(20, ring.value(79 * MINUTE + 59_000));
    }
}
