package dev.domovoi.score.plug;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.score.Judgement;
import dev.domovoi.score.Restored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlugScorerTest {
    private static final long FAULT = 9 * Plugs.DAY + 2 * Plugs.HOUR;

    private static LongToDoubleFunction faulty(LongToDoubleFunction normal, LongToDoubleFunction fault) {
        return second -> second < FAULT ? normal.applyAsDouble(second) : fault.applyAsDouble(second);
    }

    /// Runs over nine quiet days into the fault; the words of the alarm, if one comes in time.
    private static String alarm(int tick, LongToDoubleFunction normal, LongToDoubleFunction fault, long within) {
        PlugScorer scorer = Plugs.scorer(tick);
        Plugs.run(scorer, 0, FAULT, tick, normal, 1);
        for (long second = FAULT; second < FAULT + within; second += tick) {
            Judgement judgement = scorer.judge(
                            Plugs.tick(second, faulty(normal, fault).applyAsDouble(second)), 1)
                    .orElseThrow();
            if (judgement.alarms()) {
                return scorer.channels().get(judgement.channel()) + ": " + scorer.why(judgement);
            }
        }
        return "no alarm";
    }

    @Test
    void saysWhatIsUnusualInWords() {
        String alarm = alarm(10, Plugs.freezer(1), second -> 86, Plugs.HOUR);
        assertTrue(
                alarm.matches(
                        "frozen: has told the very same 86 W for \\d+ (s|min); the longest here so far was \\d+ s; "
                                + "at this hour 1.. W to 8\\d W is usual; that is about once (a week|in \\d+ weeks) for this plug"),
                alarm);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 60})
    void findsFaultsAtFineAndCoarseTicks(int tick) {
        LongToDoubleFunction tv = Plugs.television(3);
        assertAlarm("plateau_off|novel_", alarm(tick, Plugs.freezer(1), second -> 0, 3 * Plugs.HOUR));
        assertAlarm("frozen", alarm(tick, Plugs.freezer(1), second -> 86, Plugs.HOUR));
        assertAlarm("novel_", alarm(tick, tv, second -> tv.applyAsDouble(second) + 6, Plugs.HOUR));
        LongToDoubleFunction flapping =
                second -> tv.applyAsDouble(second / 120 % 2 == 0 ? 20 * Plugs.HOUR + second % 900 : second);
        assertAlarm("switching|on_off|odd", alarm(tick, tv, flapping, Plugs.HOUR));
        LongToDoubleFunction leftOn = second -> 90 + 12 * Plugs.chance(1, second);
        assertAlarm("odd_hour", alarm(tick, tv, leftOn, 3 * Plugs.HOUR));
    }

    private static void assertAlarm(String channel, String alarm) {
        assertTrue(alarm.matches("(" + channel + ").*"), "expected " + channel + ", got " + alarm);
    }

    @Test
    void isReadyAfterFourDaysAndSaysHowFarItIs() {
        PlugScorer scorer = Plugs.scorer(10);
        assertEquals(0, scorer.readiness(Plugs.START).ratio());
        assertEquals(
                List.of(),
                Plugs.run(scorer, 0, Plugs.DAY, 10, Plugs.freezer(1), 1).stream()
                        .filter(Judgement::isReady)
                        .toList());
        assertEquals(0.25, scorer.readiness(Plugs.START).ratio(), 0.01);
        assertEquals(
                "has learned 1 day of the 4 days it needs",
                scorer.readiness(Plugs.START).why());
        Plugs.run(scorer, Plugs.DAY, 4 * Plugs.DAY + Plugs.MINUTE, 10, Plugs.freezer(1), 1);
        assertTrue(
                scorer.readiness(Plugs.START).isReady(),
                scorer.readiness(Plugs.START).why());
    }

    @Test
    void neverLooksAhead() {
        LongToDoubleFunction watts = faulty(Plugs.television(5), second -> 40);
        List<Judgement> whole = Plugs.run(Plugs.scorer(30), 0, 11 * Plugs.DAY, 30, watts, 1);
        Random random = new Random(11);
        for (int i = 0; i < 4; i++) {
            long end = Plugs.DAY + random.nextLong(10 * Plugs.DAY) / 30 * 30;
            List<Judgement> cut = Plugs.run(Plugs.scorer(30), 0, end, 30, watts, 1);
            assertFalse(cut.isEmpty());
            assertSame(whole.subList(0, cut.size()), cut, "seed 11, cut " + i);
        }
    }

    @Test
    void aRestoredScorerGoesOnWithTheSameScores() {
        LongToDoubleFunction watts = faulty(Plugs.television(5), second -> 40);
        long middle = 6 * Plugs.DAY + 3210;
        PlugScorer scorer = Plugs.scorer(30);
        Plugs.run(scorer, 0, middle, 30, watts, 1);
        byte[] state = scorer.state();
        assertTrue(state.length < 64_000, "state of " + state.length + " bytes");
        Restored.Whole restored = assertInstanceOf(
                Restored.Whole.class, PlugScorer.restored(state, Plugs.PLUG, Plugs.ROME, Duration.ofSeconds(30)));
        assertArrayEquals(state, restored.scorer().state());
        assertSame(
                Plugs.run(scorer, middle, 10 * Plugs.DAY, 30, watts, 1),
                Plugs.run(restored.scorer(), middle, 10 * Plugs.DAY, 30, watts, 1),
                "restored");
    }

    private static void assertSame(List<Judgement> expected, List<Judgement> actual, String what) {
        assertEquals(expected.size(), actual.size(), what);
        for (int i = 0; i < expected.size(); i++) {
            Judgement one = expected.get(i);
            Judgement other = actual.get(i);
            assertArrayEquals(one.evidence(), other.evidence(), what + ", judgement " + i);
            assertEquals(one.anomaly(), other.anomaly(), what + ", judgement " + i);
            assertEquals(one.tailProbability(), other.tailProbability(), what + ", judgement " + i);
            assertEquals(one.alarms(), other.alarms(), what + ", judgement " + i);
            assertEquals(one.expected(), other.expected(), what + ", judgement " + i);
        }
    }

    @Test
    void refusesADamagedStateAndNeverThrows() {
        PlugScorer scorer = Plugs.scorer(60);
        Plugs.run(scorer, 0, 2 * Plugs.DAY, 60, Plugs.freezer(1), 1);
        byte[] state = scorer.state();
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            byte[] damaged = random.nextBoolean() ? state.clone() : Arrays.copyOf(state, random.nextInt(state.length));
            if (damaged.length > 0) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
            }
            assertInstanceOf(
                    Restored.Damaged.class,
                    PlugScorer.restored(damaged, Plugs.PLUG, Plugs.ROME, Duration.ofSeconds(60)),
                    "seed " + seed);
        }
        assertInstanceOf(
                Restored.Damaged.class, PlugScorer.restored(state, Plugs.PLUG, Plugs.ROME, Duration.ofSeconds(10)));
    }

    @Test
    void livesThroughGapsOddTicksAndAClockThatIsSetBack() {
        PlugScorer scorer = Plugs.scorer(10);
        LongToDoubleFunction watts = Plugs.freezer(7);
        List<Judgement> judgements = new ArrayList<>();
        Plugs.run(scorer, 0, 6 * Plugs.DAY, 10, watts, 0.1);
        judgements.addAll(Plugs.run(scorer, 7 * Plugs.DAY, 8 * Plugs.DAY, 10, watts, 0.1));
        LongToDoubleFunction holes = second -> Plugs.chance(1, second) < 0.3 ? Double.NaN : watts.applyAsDouble(second);
        judgements.addAll(Plugs.run(scorer, 8 * Plugs.DAY + 3, 9 * Plugs.DAY, 11, holes, 0.1));
        judgements.addAll(Plugs.run(scorer, 8 * Plugs.DAY, 10 * Plugs.DAY, 10, watts, 0.1));
        assertEquals(0, Plugs.episodes(judgements));
    }

    @Test
    void daylightSavingMovesTheHabitWithTheClockOnTheWall() {
        LongToDoubleFunction breakfast = second -> {
            int hour = Plugs.START.plusSeconds(second).atZone(Plugs.ROME).getHour();
            return hour == 7 ? 900 + 20 * Plugs.chance(1, second) : 0.4;
        };
        PlugScorer scorer = Plugs.scorer(60);
        Plugs.run(scorer, 0, 26 * Plugs.DAY, 60, breakfast, 0.3);
        List<Judgement> after = Plugs.run(scorer, 26 * Plugs.DAY, 31 * Plugs.DAY, 60, breakfast, 0.3);
        int oddHour = scorer.channels().indexOf("odd_hour");
        assertEquals(0, Plugs.episodes(after));
        assertTrue(after.stream().allMatch(judgement -> judgement.evidence()[oddHour] < 1));
    }

    @Test
    void takesShortTicksTogether() {
        LongToDoubleFunction watts = Plugs.freezer(2);
        List<Judgement> each = Plugs.run(Plugs.scorer(2), 0, 26 * Plugs.HOUR, 2, watts, 1);
        assertEquals(3600.0, each.size(), 12);
    }

    @Test
    void newsIsToldOnlyAtTheEndOfAMinuteAndGrowsForHalfAnHour() {
        PlugScorer scorer = Plugs.scorer(10);
        Plugs.run(scorer, 0, FAULT, 10, Plugs.television(3), 1);
        List<Judgement> fault = Plugs.run(scorer, FAULT, FAULT + Plugs.HOUR, 10, second -> 40, 1);
        int told = 0;
        for (int i = 0; i < fault.size(); i++) {
            boolean isNews = fault.get(i).isNews();
            assertTrue(!isNews || i % 6 == 5, "news at tick " + i);
            told += isNews ? 1 : 0;
        }
        assertTrue(told >= 1 && told < 40, told + " times");
    }

    @Test
    void refusesATickItCannotWorkWith() {
        assertThrows(IllegalArgumentException.class, () -> Plugs.scorer(61));
        assertThrows(IllegalArgumentException.class, () -> Plugs.scorer(0));
    }
}
