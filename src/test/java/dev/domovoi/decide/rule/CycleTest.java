package dev.domovoi.decide.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is learned of a cycle of work.
final class CycleTest {
    private final Cycle cycle = new Cycle();

    @Test
    void nothingIsSaidBeforeHalfADay() {
        runs(60, 2_000);
        runs(11 * 60, 1);
        assertEquals(Optional.empty(), cycle.state());
        assertTrue(Double.isNaN(cycle.pauseMinutes()));
    }

    @Test
    void whatIsAlwaysTheSameHasNoCycle() {
        Random random = new Random(1);
        for (int minute = 0; minute < 3 * 24 * 60; minute++) {
            cycle.step(12 + random.nextDouble());
        }
        assertEquals(Optional.empty(), cycle.state());
        assertTrue(Double.isNaN(cycle.runMinutes()));
    }

    @Test
    void runsAndPausesAreKnownWhateverTheShareOfRunning() {
        for (int i = 0; i < 30; i++) {
            runs(40, 70);
            runs(20, 1);
        }
        assertEquals(40, cycle.usualRunMinutes());
        assertEquals(20, cycle.usualPauseMinutes());
        assertEquals(20, cycle.pauseMinutes());
        assertEquals(0, cycle.runMinutes());
    }

    @Test
    void aProgrammeWithPausesIsOneAndItsEndIsSeen() {
        for (int day = 0; day < 5; day++) {
            runs(10 * 60, 2);
            programme();
        }
        assertEquals(Optional.of(Cycle.RUNNING), cycle.state());
        runs(10, 2);
        assertEquals(Optional.of(Cycle.RUNNING), cycle.state(), "twice its longest pause of five minutes");
        runs(1, 2);
        assertEquals(Optional.of(Cycle.FINISHED), cycle.state());
        runs(Cycle.FINISHED_MINUTES, 2);
        assertEquals(Optional.of(Cycle.IDLE), cycle.state());
    }

    @Test
    void whatWasNotSeenToTheEndIsNotFinished() {
        for (int day = 0; day < 5; day++) {
            runs(10 * 60, 2);
            programme();
        }
        cycle.interrupt();
        runs(60, 2);
        assertEquals(Optional.of(Cycle.IDLE), cycle.state());
    }

    private void programme() {
        runs(20, 2_100);
        runs(5, 3);
        runs(10, 200);
        runs(2, 3);
        runs(15, 300);
    }

    private void runs(int minutes, double watts) {
        for (int i = 0; i < minutes; i++) {
            cycle.step(watts);
        }
    }
}
