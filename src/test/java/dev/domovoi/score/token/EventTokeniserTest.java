package dev.domovoi.score.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.score.model.EventShape;
import dev.domovoi.score.model.EventWindow;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What the model sees at an event's start is the past alone, the same live as in training.
final class EventTokeniserTest {
    private static final EventShape SHAPE = EventShape.usual();

    /// A Monday, midnight.
    private static final long MONDAY = 1_704_067_200L;

    private static final int BINS = Durations.BINS;

    @Test
    void whatComesLaterChangesNothingBefore() {
        List<Event> events = events(7, 200);
        List<Event> changed = new ArrayList<>(events.subList(0, 120));
        Event last = changed.removeLast();
        changed.add(new Event(last.startSecond(), last.level(), last.centre(), last.startSecond() + 99_999, true));
        EventWindow whole = read(events, 0, 200);
        EventWindow other = read(changed, 0, 200);

        assertEquals(120, other.count);
        for (int t = 0; t < 120; t++) {
            assertSameInputs(whole, t, other, t);
        }
    }

    @Test
    void aWindowFromTheMiddleKnowsAllThatWasBefore() {
        List<Event> events = events(8, 200);
        EventWindow whole = read(events, 0, 200);
        EventWindow part = read(events, 150, 20);

        assertEquals(20, part.count);
        for (int t = 0; t < 20; t++) {
            assertSameInputs(whole, 150 + t, part, t);
            assertEquals(whole.bin[150 + t], part.bin[t]);
            assertEquals(whole.next[150 + t], part.next[t]);
        }
    }

    @Test
    void followedLiveAndSavedInBetweenItIsTheSameToTheBit() {
        List<Event> events = events(9, 900);
        EventWindow whole = read(events, 0, 900);
        EventTokeniser live = tokeniser();
        EventWindow row = new EventWindow(SHAPE, 1);
        for (int t = 0; t < events.size(); t++) {
            live.begin(
                    events.get(t).startSecond(),
                    events.get(t).level(),
                    events.get(t).centre());
            if (t % 50 == 3) {
                EventTokeniser again = tokeniser();
                again.load(saved(live));
                assertArrayEquals(saved(live).array(), saved(again).array());
                live = again;
            }
            live.describe(row, 0);
            assertSameInputs(whole, t, row, 0);
            live.end(events.get(t).endSecond(), events.get(t).isCensored());
        }
        assertTrue(live.bytes() < 10_000, live.bytes() + " bytes");
    }

    @Test
    void theTableBeginsWithWhatIsUsualAndComesToWhatItSaw() {
        float[] shares = UsualDurations.even().shares();
        EventTokeniser tokeniser = new EventTokeniser(new UsualDurations(shares), Grain.FINE, ZoneOffset.UTC);
        EventWindow row = new EventWindow(SHAPE, 1);
        tokeniser.begin(MONDAY, 0, 0);
        tokeniser.describe(row, 0);
        assertEquals(1 / 56.0, hazard(row, 0), 1e-6);
        assertEquals(1 / 6.0, hazard(row, 50), 1e-6);

        long at = MONDAY;
        for (int i = 0; i < 300; i++) {
            tokeniser.end(at + 600, false);
            at += 600;
            tokeniser.begin(at, i % 2 == 0 ? 1 : 0, 2);
        }
        tokeniser.describe(row, 0);
        int bin = Durations.bin(600);
        assertEquals(0.4, hazard(row, bin) * survival(row, bin), 0.03);
        assertEquals(1, Math.exp(row.tableLevels[1]), 0.02);
        assertEquals(bin, row.previous[0]);
    }

    @Test
    void durationsFromTheSameTimeOfDayCountMore() {
        EventTokeniser tokeniser = tokeniser();
        for (int day = 0; day < 20; day++) {
            for (int hour : new int[] {8, 20}) {
                tokeniser.begin(MONDAY + day * 86_400L + hour * 3600L, 1, 5);
                tokeniser.end(MONDAY + day * 86_400L + hour * 3600L + (hour == 8 ? 60 : 3000), true);
                tokeniser.begin(MONDAY + day * 86_400L + hour * 3600L + 4000, 1, 5);
                tokeniser.end(MONDAY + day * 86_400L + hour * 3600L + 4000 + (hour == 8 ? 60 : 3000), false);
            }
        }
        EventWindow row = new EventWindow(SHAPE, 1);
        tokeniser.begin(MONDAY + 20 * 86_400L + 9 * 3600L, 1, 5);
        tokeniser.describe(row, 0);
        double morning = hazard(row, Durations.bin(60));
        tokeniser.begin(MONDAY + 20 * 86_400L + 21 * 3600L, 1, 5);
        tokeniser.describe(row, 0);
        assertTrue(morning > 2 * hazard(row, Durations.bin(60)), "in the morning " + morning);
    }

    @Test
    void whatAGapCutOffCountsAsRunningUntilThen() {
        EventTokeniser cut = tokeniser();
        for (int i = 0; i < 50; i++) {
            cut.begin(MONDAY + i * 30_000L, 0, 1);
            cut.end(MONDAY + i * 30_000L + 20_000, true);
        }
        EventWindow row = new EventWindow(SHAPE, 1);
        cut.begin(MONDAY + 3_000_000, 0, 1);
        cut.describe(row, 0);
        assertTrue(hazard(row, 3) < 0.002, "while they ran: " + hazard(row, 3));
        assertTrue(hazard(row, 40) > 0.05, "later: " + hazard(row, 40));
        assertEquals(1, row.reals[8], "after a gap");
    }

    @Test
    void theClockIsThatOfTheHome() {
        EventTokeniser tokeniser = new EventTokeniser(UsualDurations.even(), Grain.COARSE, ZoneId.of("Europe/Berlin"));
        EventWindow row = new EventWindow(SHAPE, 1);
        tokeniser.begin(MONDAY - 3600, 0, 0); // Monday, midnight in Berlin
        tokeniser.describe(row, 0);
        assertEquals(0, row.hours[0]);
        assertEquals(1, row.hours[Durations.bin(4000)]);
        assertEquals(0, row.reals[13], "weekend");
        assertEquals(1, row.reals[14], "coarse");
        assertEquals(1, row.reals[15], "night");
        tokeniser.end(MONDAY - 3000, false);
        tokeniser.begin(MONDAY - 3700, 0, 0); // two minutes before
        tokeniser.describe(row, 0);
        assertEquals(1, row.reals[13], "weekend");
        assertEquals(23, row.hours[0]);
    }

    @Test
    void refusesStatesThatNoStreamLeaves() {
        EventTokeniser tokeniser = tokeniser();
        for (Event event : events(3, 50)) {
            tokeniser.begin(event.startSecond(), event.level(), event.centre());
            tokeniser.end(event.endSecond(), event.isCensored());
        }
        byte[] bytes = saved(tokeniser).array();
        assertThrows(
                BufferUnderflowException.class, () -> tokeniser().load(ByteBuffer.wrap(bytes, 0, bytes.length - 1)));
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 300; round++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            EventTokeniser other = tokeniser();
            try {
                other.load(ByteBuffer.wrap(damaged));
                other.begin(MONDAY, 0, 1);
                other.describe(new EventWindow(SHAPE, 1), 0);
            } catch (IllegalArgumentException refused) {
                assertTrue(refused.toString().contains("state of events"), refused.toString());
            }
        }
    }

    private static void assertSameInputs(EventWindow a, int i, EventWindow b, int j) {
        assertEquals(a.level[i], b.level[j]);
        assertEquals(a.previous[i], b.previous[j]);
        for (int k = 0; k < EventTokeniser.REALS; k++) {
            assertEquals(a.reals[i * EventTokeniser.REALS + k], b.reals[j * EventTokeniser.REALS + k], "event " + i);
        }
        for (int k = 0; k < BINS; k++) {
            assertEquals(a.hours[i * BINS + k], b.hours[j * BINS + k]);
            assertEquals(a.tableHazards[i * BINS + k], b.tableHazards[j * BINS + k], "event " + i + ", bin " + k);
        }
        for (int k = 0; k < EventTokeniser.LEVELS; k++) {
            assertEquals(a.tableLevels[i * EventTokeniser.LEVELS + k], b.tableLevels[j * EventTokeniser.LEVELS + k]);
        }
    }

    private static double hazard(EventWindow row, int bin) {
        return 1 / (1 + Math.exp(-row.tableHazards[bin]));
    }

    private static double survival(EventWindow row, int bin) {
        double survival = 1;
        for (int k = 0; k < bin; k++) {
            survival *= 1 - hazard(row, k);
        }
        return survival;
    }

    private static EventWindow read(List<Event> events, int first, int most) {
        EventWindow window = new EventWindow(SHAPE, most);
        tokeniser().read(events, first, window);
        return window;
    }

    private static EventTokeniser tokeniser() {
        return new EventTokeniser(UsualDurations.even(), Grain.FINE, ZoneOffset.UTC);
    }

    private static ByteBuffer saved(EventTokeniser tokeniser) {
        ByteBuffer out = ByteBuffer.allocate(tokeniser.savedBytes());
        tokeniser.save(out);
        assertEquals(0, out.remaining());
        return out.flip();
    }

    private static List<Event> events(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Event> events = new ArrayList<>();
        long at = MONDAY;
        int level = 0;
        for (int i = 0; i < count; i++) {
            long end = at + 20 + (long) Math.exp(9 * random.nextDouble());
            boolean isCensored = random.nextDouble() < 0.05;
            events.add(new Event(at, level, level, end, isCensored));
            at = isCensored ? end + 5000 : end;
            level = (level + 1 + random.nextInt(3)) % 5;
        }
        return events;
    }
}
