package dev.domovoi.score.plug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.score.token.Grain;
import dev.domovoi.score.token.UsualDurations;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/// Events of a made-up plug with three levels (off, on, full), against the counts of its own past.
final class EventReaderTest {
    private static final int CELL = 10;
    private static final Levels LEVELS = new Levels(new double[] {0.1, 3, 6}, new double[] {0.05, 0.05, 0.05}, 1.5);

    /// The same levels, and one between that was not known before.
    private static final Levels FINER =
            new Levels(new double[] {0.1, 1.8, 3, 6}, new double[] {0.05, 0.05, 0.05, 0.05}, 1.5);

    private final Foresight counts = new Foresight.Counted(UsualDurations.even());
    private long second;
    private Levels levels = LEVELS;
    private double endNats;

    /// Feeds so many minutes of a level; the surprise of the event that ended with their first cell.
    private void feed(EventReader events, int level, int minutes) {
        for (int cell = 0; cell < 6 * minutes; cell++) {
            step(events, level, false);
            endNats = cell == 0 ? events.endNats() : endNats;
        }
    }

    private void step(EventReader events, int level, boolean isAfterGap) {
        double power = levels.centres()[level];
        boolean isOn = power > levels.onFrom();
        events.step(new Step(second, CELL, Step.watts(power), power, level, isOn, false, false, isAfterGap, levels));
        second += CELL;
    }

    /// Off 50 minutes, on 8, full 2, for some days.
    private EventReader settled(Grain grain, int hours) {
        EventReader events = new EventReader(counts, grain, ZoneOffset.UTC);
        for (int hour = 0; hour < hours; hour++) {
            feed(events, 0, 50);
            feed(events, 1, 8);
            feed(events, 2, 2);
        }
        return events;
    }

    @Test
    void whatLastsAsUsualSurprisesLittleAndWhatLastsLongerSurprisesMoreAndMore() {
        EventReader events = settled(Grain.COARSE, 72);
        feed(events, 0, 40);
        double usual = events.lastingNats();
        assertTrue(usual < 1, "off for 40 min: " + usual);
        feed(events, 0, 80);
        double longer = events.lastingNats();
        assertTrue(longer > usual + 1, "off for 2 h: " + longer);
        feed(events, 0, 480);
        assertTrue(events.lastingNats() > longer + 1, "off for 10 h: " + events.lastingNats());
        assertEquals("off for 10 h", events.words());
    }

    @Test
    void anEventThatComesTooEarlyOrInAnotherOrderSurprises() {
        EventReader events = settled(Grain.FINE, 72);
        feed(events, 0, 50);
        feed(events, 1, 8);
        double usual = endNats;
        double standing = events.standingNats();
        feed(events, 0, 1);
        double otherOrder = endNats;
        feed(events, 1, 1);
        double tooEarly = endNats;
        assertTrue(otherOrder > usual + 2, otherOrder + " after " + usual);
        assertTrue(tooEarly > usual + 2, tooEarly + " after " + usual);
        assertTrue(events.standingNats() > 1.5 * standing, events.standingNats() + " after " + standing);
    }

    @Test
    void aGapEndsTheEventWithoutSurprise() {
        EventReader events = settled(Grain.FINE, 48);
        second += 7200;
        step(events, 2, true);
        assertEquals(0, events.endNats());
        assertEquals(0, events.standingNats(), 0.5);
    }

    @Test
    void newLevelsRenameThePastInsteadOfForgettingIt() {
        EventReader events = settled(Grain.FINE, 72);
        feed(events, 0, 50);
        feed(events, 1, 8);
        double before = endNats;
        feed(events, 2, 2);
        feed(events, 0, 1);
        levels = FINER;
        feed(events, 0, 49);
        assertEquals("at 0.5 W for 50 min", events.words());
        feed(events, 2, 8);
        assertEquals(before, endNats, 0.3);
    }

    @Test
    void theEventThatGoesOnIsNotEndedByNewLevels() {
        EventReader events = settled(Grain.FINE, 48);
        feed(events, 0, 20);
        feed(events, 1, 4);
        levels = FINER;
        feed(events, 2, 4);
        assertEquals(0, endNats);
        assertTrue(events.words().endsWith("for 8 min"), events.words());
    }

    @Test
    void goesOnFromItsSavedState() {
        EventReader events = settled(Grain.FINE, 30);
        ByteBuffer state = ByteBuffer.allocate(events.stateBytes());
        events.save(state);
        assertEquals(0, state.remaining());
        EventReader restored = new EventReader(counts, Grain.FINE, ZoneOffset.UTC);
        restored.load(state.flip());
        long here = second;
        feed(events, 0, 70);
        second = here;
        double ended = endNats;
        feed(restored, 0, 70);
        assertEquals(ended, endNats);
        assertEquals(events.standingNats(), restored.standingNats());
        assertEquals(events.words(), restored.words());
    }
}
