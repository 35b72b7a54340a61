package dev.domovoi.score.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class EpisodeBudgetTest {
    private static final long HOUR = 3600;
    private static final long WEEK = 7 * 24 * HOUR;

    private final EpisodeBudget budget = new EpisodeBudget(Duration.ofHours(2), 2);

    private boolean exceeds(long second, double evidence) {
        return budget.exceeds(second, evidence, 1, rate -> -Math.log(rate));
    }

    @Test
    void anEpisodeLastsUntilTheEvidenceStayedUnderTheThreshold() {
        assertFalse(exceeds(0, -0.1));
        assertTrue(exceeds(60, 0.1));
        assertFalse(exceeds(60 + HOUR, -1));
        assertTrue(budget.isOn(60 + HOUR));
        assertTrue(exceeds(60 + HOUR + 60, 0.1));
        assertFalse(budget.isOn(60 + HOUR + 60 + 2 * HOUR));
    }

    @Test
    void inDebtAnAlarmMustBeFourTimesRarerForEachMissingEpisode() {
        for (int i = 0; i < 3; i++) {
            assertTrue(exceeds(3L * i * HOUR, 0.1), "episode " + i);
        }
        assertFalse(exceeds(9 * HOUR, Math.log(4) * 0.9));
        assertTrue(exceeds(9 * HOUR + 60, Math.log(4)));
        assertFalse(exceeds(12 * HOUR, 1.9 * Math.log(4)));
        assertTrue(exceeds(9 * HOUR + 3 * WEEK, 0.1));
    }

    @Test
    void inTheLongRunTheBudgetHoldsWhateverTheEvidenceIs() {
        int episodes = 0;
        for (long second = 0; second < 50 * WEEK; second += 5 * HOUR) {
            double evidence = 3 * Math.abs(Math.sin((double) second));
            episodes += exceeds(second, evidence) ? 1 : 0;
        }
        assertEquals(50, episodes, 8);
    }
}
