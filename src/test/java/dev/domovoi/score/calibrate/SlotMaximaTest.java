package dev.domovoi.score.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SlotMaximaTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final SlotMaxima maxima = new SlotMaxima(HOUR, 0.5);
    private Instant now = START;

    /// Six hours whose largest evidence is the given one; the verdict on that one.
    private SlotMaxima.Verdict slot(double largest, double alarmsPerWeek) {
        maxima.advance(now);
        SlotMaxima.Verdict verdict = maxima.judge(now, largest, alarmsPerWeek);
        for (int hour = 1; hour < 6; hour++) {
            now = now.plus(HOUR);
            maxima.advance(now);
            maxima.judge(now, 0, alarmsPerWeek);
        }
        now = now.plus(HOUR);
        return verdict;
    }

    private void calibrate() {
        for (int i = 1; i <= 24; i++) {
            slot(i / 10.0, 1);
        }
        maxima.advance(now);
        assertTrue(maxima.isReady());
    }

    @Test
    void makesNoClaimBeforeEightSlots() {
        for (int i = 0; i < 7; i++) {
            slot(i, 1);
        }
        maxima.advance(now);
        assertEquals(1, maxima.tailProbability(1e9));
        slot(7, 1);
        maxima.advance(now);
        assertTrue(maxima.tailProbability(1e9) < 1e-6);
    }

    @Test
    void countsInsideTheHistoryAndExtrapolatesBeyondIt() {
        calibrate();
        assertEquals(1, maxima.tailProbability(0.1), 1e-9);
        assertEquals((15 + 1) / 25.0, maxima.tailProbability(0.95), 1e-6);
        double scale = Math.max(0.5, (0.1 + 0.2 + 0.3 + 0.4 + 2 * 0.5) / 6);
        assertEquals(4.5 / 25 * Math.exp(-(5 - 2.0) / scale), maxima.tailProbability(5), 1e-6);
    }

    @Test
    void staysInTheEpisodeUntilAnHourHasBeenQuiet() {
        calibrate();
        assertTrue(maxima.judge(now, 50, 1).begins());
        SlotMaxima.Verdict shortlyAfter = maxima.judge(now.plusSeconds(3540), 0, 1);
        assertTrue(shortlyAfter.alarms() && !shortlyAfter.begins());
        assertFalse(shortlyAfter.exceeds(), "an open episode is no evidence by itself");
        assertFalse(maxima.judge(now.plusSeconds(3600), 0, 1).alarms());
    }

    @Test
    void learnsOnlyEveryFifthSlotOfALastingAlarm() {
        calibrate();
        int known = maxima.slots();
        for (int i = 0; i < 5; i++) {
            assertEquals(known, maxima.slots());
            for (int half = 0; half < 12; half++) {
                maxima.advance(now);
                maxima.judge(now, 50, 1);
                now = now.plus(HOUR.dividedBy(2));
            }
        }
        maxima.advance(now);
        assertEquals(known + 1, maxima.slots());
    }

    @Test
    void leavesOutASlotThatWasHardlySeen() {
        maxima.advance(now);
        maxima.judge(now, 1, 1);
        assertEquals(SlotMaxima.Closing.LEFT_OUT, maxima.advance(now.plus(SlotMaxima.SLOT)));
        assertEquals(0, maxima.slots());
    }

    @Test
    void aStreamThatKeepsExceedingItsBudgetIsHeldToItAllTheSame() {
        calibrate();
        int episodes = 0;
        int weeks = 40;
        for (int i = 0; i < weeks * 28; i++) {
            double drifting = 3 + 0.02 * i + (i % 3) * 2;
            episodes += slot(drifting, 1).begins() ? 1 : 0;
        }
        assertTrue(episodes <= 1.3 * weeks, episodes + " episodes in " + weeks + " weeks at 1 a week");
    }

    @Test
    void goesOnFromASavedStateAsIfNothingHadHappened() {
        calibrate();
        slot(50, 1);
        ByteBuffer state = ByteBuffer.allocate(SlotMaxima.maxStateBytes());
        maxima.save(state);
        SlotMaxima other = new SlotMaxima(HOUR, 0.5);
        other.load(state.flip());
        for (int i = 0; i < 100; i++) {
            Instant later = now.plus(HOUR.multipliedBy(i));
            assertEquals(maxima.advance(later), other.advance(later));
            assertEquals(maxima.judge(later, i % 7, 1), other.judge(later, i % 7, 1));
        }
    }
}
