package dev.domovoi.score.plug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class StatesTest {
    private static final int CELL = 10;

    private long second;

    private Step feed(States states, double watts, int cells) {
        Step step = states.step(second, watts, second == 0);
        for (int i = 1; i < cells; i++) {
            second += CELL;
            step = states.step(second, watts, false);
        }
        second += CELL;
        return step;
    }

    private States learned() {
        States states = new States(CELL);
        for (int hour = 0; hour < 24; hour++) {
            feed(states, 0.5, 300);
            feed(states, 90, 50);
            feed(states, 2000, 10);
        }
        feed(states, 0.5, 10);
        return states;
    }

    @Test
    void learnsTheLevelsOfTheFirstDayAndNothingBefore() {
        States states = new States(CELL);
        assertFalse(feed(states, 0.5, 8000).isOn());
        assertFalse(states.areKnown());
        assertEquals(8000 / 8640.0, states.learnedShare(), 1e-3);
        assertTrue(learned().areKnown());
    }

    @Test
    void tellsStandbyFromTheTwoLevelsOfUseAndFromWhatItNeverSaw() {
        States states = learned();
        int standby = feed(states, 0.5, 5).fine();
        int low = feed(states, 91, 5).fine();
        int high = feed(states, 2050, 5).fine();
        assertTrue(standby < low && low < high, standby + ", " + low + ", " + high);
        assertEquals(Step.NOVEL, feed(states, 400, 5).fine());
        assertTrue(feed(states, 91, 5).isOn());
        assertFalse(feed(states, 0.5, 5).isOn());
    }

    @Test
    void countsAStateOnceAndNotASpikeOfOneCell() {
        States states = learned();
        feed(states, 90, 1);
        assertFalse(feed(states, 0.5, 1).fineStarts());
        feed(states, 90, 1);
        assertTrue(feed(states, 90, 1).fineStarts());
        assertTrue(feed(states, 90, 1).coarseStarts());
        assertFalse(feed(states, 90, 1).fineStarts());
    }

    @Test
    void theFirstCellAfterAGapIsNoStart() {
        States states = learned();
        Step after = states.step(second + 4000, 90, true);
        assertTrue(after.isOn());
        assertFalse(after.fineStarts() || after.coarseStarts());
    }

    @Test
    void oneSteadyLevelIsOneLevelAndOff() {
        States states = new States(CELL);
        Step step = feed(states, 60, 9000);
        assertTrue(states.areKnown());
        assertEquals(0, step.fine());
        assertFalse(step.isOn());
    }
}
