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
        assertEquals(Optional.of(Cycle.RUNNING), cycle.state(), "its longest break of five minutes and as much again");
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

    /// As a dishwasher that lets the dishes drip for 25 minutes before it dries them.
    @Test
    void aProgrammeMayHaveShortBreaksAndALongOneFarApart() {
        for (int day = 0; day < 6; day++) {
            runs(10 * 60, 2);
            drips(25);
            runs(8, 2_000);
        }
        runs(10 * 60, 2);
        drips(30);
        assertEquals(Optional.of(Cycle.RUNNING), cycle.state(), "it may go on");
        runs(2, 2);
        assertEquals(Optional.of(Cycle.FINISHED), cycle.state());
    }

    private void drips(int minutes) {
        runs(40, 2_000);
        runs(3, 2);
        runs(40, 2_000);
        runs(minutes, 2);
    }

    @Test
    void afterAGapAPauseIsKnownOnceItIsLongerThanUsual() {
        for (int i = 0; i < 30; i++) {
            runs(40, 70);
            runs(20, 1);
        }
        cycle.interrupt();
        runs(19, 1);
        assertTrue(Double.isNaN(cycle.pauseMinutes()), "it may have begun long ago");
        assertEquals(0, cycle.runMinutes());
        runs(3, 1);
        assertEquals(22, cycle.pauseMinutes());
        runs(1, 70);
        runs(1, 1);
        assertEquals(1, cycle.pauseMinutes(), "its beginning was seen");
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
