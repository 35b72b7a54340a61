package dev.domovoi.score.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.score.Restored;
import dev.domovoi.signal.Score;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

final class HourOfWeekTest {
    private static final long FAULT = 4 * Streams.WEEK + 2 * Streams.DAY + 600;
    private static final double BUDGET = 0.125;

    private final HourOfWeek scorer = Streams.scorer();

    private List<Score> runWithFault(LongToDoubleFunction normal, double watts, long minutes) {
        return Streams.run(scorer, 0, FAULT + minutes, m -> m < FAULT ? normal.applyAsDouble(m) : watts, BUDGET);
    }

    @Test
    void judgesNothingInTheFirstWeekAndSaysHowFarItIs() {
        assertEquals(0, scorer.readiness(Streams.START).ratio());
        assertEquals(List.of(), Streams.run(scorer, 0, Streams.WEEK, Streams.kettle(1), 1));
        assertTrue(scorer.readiness(Streams.START).ratio() > 0.9);
        assertFalse(Streams.run(scorer, Streams.WEEK, Streams.WEEK + 1, Streams.kettle(1), 1)
                .isEmpty());
        assertTrue(scorer.readiness(Streams.START).isReady());
    }

    @Test
    void alarmsOnAKettleThatStaysOnWithinHalfAnHour() {
        List<Score> scores = runWithFault(Streams.kettle(1), 2900, 180);
        long minutes = Streams.minutesToAlarm(scores, FAULT);
        assertTrue(minutes >= 0 && minutes <= 30, "alarm after " + minutes + " minutes");
        Score last = scores.getLast();
        assertTrue(last.alarms() && last.isAbove());
        assertTrue(last.why().startsWith("2,900 W on average over the last hour; at this hour 0 to "), last.why());
        assertTrue(last.why().endsWith("less than once in 20 years for this plug"), last.why());
    }

    @Test
    void alarmsOnAFreezerThatStoppedWithinAnHour() {
        List<Score> scores = runWithFault(Streams.freezer(1), 0, 180);
        long minutes = Streams.minutesToAlarm(scores, FAULT);
        assertTrue(minutes >= 0 && minutes <= 60, "alarm after " + minutes + " minutes");
        assertFalse(scores.getLast().isAbove());
    }

    @Test
    void alarmsOnAFreezerThatNeverPausesWithinAnHour() {
        long minutes = Streams.minutesToAlarm(runWithFault(Streams.freezer(1), 85, 180), FAULT);
        assertTrue(minutes >= 0 && minutes <= 60, "alarm after " + minutes + " minutes");
    }

    @Test
    void aPlugThatWasAlwaysOffIsNotAlarmedByOneWatt() {
        List<Score> scores = Streams.run(scorer, 0, FAULT + 600, m -> m < FAULT ? 0 : 1, 1);
        assertEquals(0, Streams.episodes(scores));
    }

    @Test
    void acceptsAChangeForGoodInTheEnd() {
        LongToDoubleFunction moved = m -> m < FAULT ? Streams.freezer(1).applyAsDouble(m) : 300;
        List<Score> scores = Streams.run(scorer, 0, FAULT + 8 * Streams.WEEK, moved, 1);
        assertFalse(scores.getLast().alarms(), scores.getLast().why());
    }

    @Test
    void daylightSavingMovesTheProfileWithTheClockOnTheWall() {
        LongToDoubleFunction breakfast = minute -> {
            Instant at = Streams.START.plusSeconds(60 * minute);
            return at.atZone(Streams.ROME).getHour() == 7 ? 1000 : 0;
        };
        List<Score> scores = Streams.run(scorer, 0, 6 * Streams.WEEK, breakfast, 1);
        Instant change = Instant.parse("2026-03-29T01:00:00Z");
        long after = scores.stream()
                .filter(score -> score.at().isAfter(change) && score.alarms())
                .count();
        assertEquals(0, after);
    }

    @Test
    void goesOnAfterGapsWithoutAnAlarm() {
        List<Score> scores = new ArrayList<>();
        for (int week = 0; week < 6; week++) {
            long start = week * Streams.WEEK;
            scores.addAll(Streams.run(scorer, start, start + 5 * Streams.DAY + 100, Streams.freezer(3), BUDGET));
        }
        assertFalse(scores.isEmpty());
        assertEquals(0, Streams.episodes(scores));
    }

    @Test
    void survivesAClockThatJumpsBackAndForth() {
        Streams.run(scorer, 0, 3 * Streams.WEEK, Streams.freezer(3), 1);
        assertEquals(
                0, Streams.episodes(Streams.run(scorer, Streams.WEEK, Streams.WEEK + 300, Streams.freezer(3), BUDGET)));
        assertFalse(Streams.run(scorer, 3 * Streams.WEEK, 3 * Streams.WEEK + 60, Streams.freezer(3), 1)
                .isEmpty());
    }

    @Test
    void neverLooksAhead() {
        LongToDoubleFunction watts = Streams.kettle(5);
        List<Score> whole = Streams.run(Streams.scorer(), 0, 3 * Streams.WEEK, watts, 1);
        List<Score> cut = Streams.run(Streams.scorer(), 0, 2 * Streams.WEEK, watts, 1);
        assertFalse(cut.isEmpty());
        assertEquals(whole.subList(0, cut.size()), cut);
    }

    @Test
    void aRestoredScorerGoesOnWithTheSameScores() {
        LongToDoubleFunction watts = Streams.dailyRhythm(5);
        Streams.run(scorer, 0, 2 * Streams.WEEK + 1234, watts, 1);
        byte[] state = scorer.state();
        assertTrue(state.length < 14_000, "state of " + state.length + " bytes");
        Restored.Whole restored = assertInstanceOf(
                Restored.Whole.class, HourOfWeek.restored(state, Streams.PLUG, Streams.ROME, Streams.MINUTE));
        long from = 2 * Streams.WEEK + 1234;
        assertEquals(
                Streams.run(scorer, from, from + Streams.WEEK, watts, 1),
                Streams.run(restored.scorer(), from, from + Streams.WEEK, watts, 1));
    }

    @Test
    void namesWhatIsWrongWithADamagedStateAndNeverThrows() {
        Streams.run(scorer, 0, Streams.DAY, Streams.kettle(1), 1);
        byte[] state = scorer.state();
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            byte[] damaged = random.nextBoolean() ? state.clone() : Arrays.copyOf(state, random.nextInt(state.length));
            if (damaged.length > 0) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
            }
            assertInstanceOf(
                    Restored.Damaged.class,
                    HourOfWeek.restored(damaged, Streams.PLUG, Streams.ROME, Streams.MINUTE),
                    "seed " + seed);
        }
    }

    @Test
    void refusesTheStateOfAnotherStreamOrTick() {
        Restored other =
                HourOfWeek.restored(scorer.state(), Streams.PLUG, Streams.ROME, Streams.MINUTE.multipliedBy(5));
        Restored.Damaged damaged = assertInstanceOf(Restored.Damaged.class, other);
        assertTrue(
                damaged.problem().toString().contains("60 s"), damaged.problem().toString());
    }
}
