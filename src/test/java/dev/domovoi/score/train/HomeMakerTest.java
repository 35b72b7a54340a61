package dev.domovoi.score.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.score.token.Event;
import dev.domovoi.score.token.EventTokeniser;
import dev.domovoi.score.token.Grain;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Made-up homes are what they are said to be.
final class HomeMakerTest {
    private static final int DAY = 86_400;
    private static final List<Home> HOMES = homes(150);

    /// Others may have been forgotten, and go on and off by themselves.
    private static final Set<PlugKind> BEGUN_BY_PEOPLE = EnumSet.of(
            PlugKind.KETTLE,
            PlugKind.TOASTER,
            PlugKind.MICROWAVE,
            PlugKind.WASHER,
            PlugKind.DISHWASHER,
            PlugKind.STEREO,
            PlugKind.LAMP,
            PlugKind.SECOND_LAMP);

    private static List<Home> homes(int count) {
        List<Home> homes = new ArrayList<>();
        for (int seed = 0; seed < count; seed++) {
            homes.add(HomeMaker.make(seed));
        }
        return homes;
    }

    @Test
    void eventsFollowOneAnotherAndLast() {
        Set<PlugKind> seen = EnumSet.noneOf(PlugKind.class);
        for (Home home : HOMES) {
            for (Home.Plug plug : home.plugs()) {
                seen.add(plug.kind());
                for (Grain grain : Grain.values()) {
                    followEach(home, plug, grain);
                }
            }
        }
        assertEquals(EnumSet.allOf(PlugKind.class), seen);
    }

    private static void followEach(Home home, Home.Plug plug, Grain grain) {
        List<Event> events = plug.events(grain);
        int levels = grain == Grain.COARSE ? 2 : EventTokeniser.LEVELS;
        assertTrue(events.getFirst().startSecond() >= home.startSecond());
        assertTrue(events.getLast().isCensored(), "nobody knows how long the last one lasts");
        assertTrue(events.getLast().endSecond()
                <= home.startSecond() + (long) home.people().days() * DAY);
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            assertTrue(event.seconds() >= 10 && event.level() < levels, plug.kind() + " " + event);
            if (i > 0) {
                Event before = events.get(i - 1);
                assertTrue(event.startSecond() >= before.endSecond());
                boolean isAdjacent = event.startSecond() == before.endSecond();
                assertTrue(!isAdjacent || event.level() != before.level(), plug.kind() + " " + before + event);
            }
        }
    }

    @Test
    void isTheSameForTheSameSeedOnly() {
        assertEquals(HomeMaker.make(5).plugs(), HomeMaker.make(5).plugs());
        assertNotEquals(HomeMaker.make(5).plugs(), HomeMaker.make(6).plugs());
    }

    @Test
    void habitsDifferByHour() {
        int[] byHour = new int[24];
        for (Home home : HOMES) {
            starts(home, PlugKind.KETTLE).forEach(at -> byHour[(int) (at % DAY / 3600)]++);
        }
        int night = byHour[2] + byHour[3] + byHour[4];
        int morning = byHour[6] + byHour[7] + byHour[8];
        assertTrue(morning > 10 * night, "kettles: " + morning + " in the morning, " + night + " at night");
    }

    @Test
    void weekendsDifferFromWorkingDays() {
        double[] perDay = new double[2];
        for (Home home : HOMES) {
            for (int day = 0; day < home.people().days(); day++) {
                int kind = home.people().weekday(day) >= 5 ? 1 : 0;
                for (int minute = 9 * 60; minute < 11 * 60; minute++) {
                    perDay[kind] += home.people().awake(day * People.DAY + minute) / (kind == 1 ? 2.0 : 5.0);
                }
            }
        }
        assertTrue(perDay[1] > 1.5 * perDay[0], "awake at home at ten: " + perDay[1] + " against " + perDay[0]);
    }

    @Test
    void nothingIsUsedWhileAllAreAwayAndTheFridgeGoesOn() {
        int days = 0;
        long fridge = 0;
        int fridges = 0;
        for (Home home : HOMES) {
            for (int day = 1; day < home.people().days(); day++) {
                if (home.people().isAway(day) && home.people().isAway(day - 1)) {
                    days++;
                    long from = home.startSecond() + (long) day * DAY + DAY / 2;
                    for (Home.Plug plug : home.plugs()) {
                        long begun = starts(home, plug.kind()).stream()
                                .filter(at -> at >= from && at < from + DAY / 4)
                                .count();
                        if (BEGUN_BY_PEOPLE.contains(plug.kind())) {
                            assertEquals(0, begun, plug.kind() + " on day " + day);
                        }
                        fridges += plug.kind() == PlugKind.FRIDGE ? 1 : 0;
                        fridge += plug.kind() == PlugKind.FRIDGE ? begun : 0;
                    }
                }
            }
        }
        assertTrue(days > 100, days + " days away");
        assertTrue(fridge > 4L * fridges, fridge + " cycles in " + fridges + " quarters of a day");
    }

    /// Beyond what the clock says: in two hours when the one is used more than it usually is at that time, so is the
    /// other.
    @Test
    void plugsOfOneHomeMoveTogether() {
        double together = 0;
        double apart = 0;
        int pairs = 0;
        for (int i = 0; i + 1 < HOMES.size(); i++) {
            List<double[]> own = uses(HOMES.get(i));
            List<double[]> other = uses(HOMES.get(i + 1));
            for (int a = 0; a < Math.min(own.size(), other.size()); a++) {
                for (int b = 0; b < a; b++) {
                    together += correlation(own.get(a), own.get(b));
                    apart += correlation(own.get(a), other.get(b));
                    pairs++;
                }
            }
        }
        assertTrue(pairs > 500, pairs + " pairs");
        assertTrue(Math.abs(apart / pairs) < 0.02, "of different homes: " + apart / pairs);
        assertTrue(together / pairs > 0.03, "of one home: " + together / pairs);
    }

    @Test
    void streamsAreAsBusyAsThoseOfRealPlugs() {
        List<Double> perDay = new ArrayList<>();
        for (Home home : HOMES) {
            for (Home.Plug plug : home.plugs()) {
                perDay.add((double) plug.fine().size() / home.people().days());
            }
        }
        perDay.sort(null);
        assertEquals(7, perDay.get(perDay.size() / 2), 3, "median of events a day");
        assertEquals(150, perDay.get(perDay.size() * 9 / 10), 100, "the busiest tenth");
    }

    /// When the plug went on; not where a gap hides it.
    private static List<Long> starts(Home home, PlugKind kind) {
        return home.plugs().stream()
                .filter(plug -> plug.kind() == kind)
                .map(HomeMakerTest::starts)
                .flatMap(List::stream)
                .toList();
    }

    private static List<Long> starts(Home.Plug plug) {
        List<Long> starts = new ArrayList<>();
        long seenUntil = 0;
        for (Event event : plug.coarse()) {
            if (event.level() == 1 && event.startSecond() == seenUntil) {
                starts.add(event.startSecond());
            }
            seenUntil = event.endSecond();
        }
        return starts;
    }

    /// By plug that people use, how much oftener than usual at that time it went on in each two hours of ten days.
    private static List<double[]> uses(Home home) {
        List<double[]> uses = new ArrayList<>();
        for (Home.Plug plug : home.plugs()) {
            List<Long> starts = starts(plug);
            if (!plug.kind().isUsedByPeople() || starts.size() < 20) {
                continue;
            }
            double[] slots = new double[12 * 10];
            for (long at : starts) {
                int slot = (int) ((at - home.startSecond()) / 7200);
                if (slot < slots.length) {
                    slots[slot] = 1;
                }
            }
            double[] usual = new double[12];
            for (int slot = 0; slot < slots.length; slot++) {
                usual[slot % 12] += slots[slot] / 10;
            }
            for (int slot = 0; slot < slots.length; slot++) {
                slots[slot] -= usual[slot % 12];
            }
            uses.add(slots);
        }
        return uses;
    }

    private static double correlation(double[] a, double[] b) {
        double ab = 0;
        double aa = 1e-9;
        double bb = 1e-9;
        for (int i = 0; i < a.length; i++) {
            ab += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return ab / Math.sqrt(aa * bb);
    }
}
