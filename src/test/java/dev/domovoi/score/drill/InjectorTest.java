package dev.domovoi.score.drill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What each fault looks like, and which streams cannot have it.
final class InjectorTest {
    private static final int PLACES = 4;
    private static final int HOUR = 60;

    private final Trace freezer = Pasts.freezer();
    private final Trace kettle = Pasts.kettle();
    private final Trace tv = Pasts.tv();

    @Test
    void everyFaultLiesInTheHeldBackPartAndChangesIt() {
        int made = 0;
        for (Trace trace : List.of(freezer, kettle, tv, Pasts.router(), Pasts.socket())) {
            Injector injector = injector(trace);
            for (Fault fault : Fault.values()) {
                for (int i = 0; i < 3 * PLACES; i++) {
                    made += check(trace, injector, fault, i % PLACES, i / PLACES);
                }
            }
        }
        assertTrue(made > 300, "only " + made + " faults were made");
    }

    private static int check(Trace trace, Injector injector, Fault fault, int place, int seed) {
        return switch (injector.inject(fault, place, PLACES, seed)) {
            case Injection.CannotApply no -> {
                assertFalse(no.why().isBlank());
                yield 0;
            }
            case Injection.Made it -> {
                String what = fault + " of " + trace.stream() + ", place " + place + ", seed " + seed;
                assertTrue(it.from() >= Pasts.HELD_BACK_FROM && it.to() <= trace.size(), what);
                float[] own = Arrays.copyOfRange(trace.values(), it.from(), it.to());
                assertFalse(Arrays.equals(own, it.values()), what + " changes nothing");
                float[] again = made(injector, fault, place, seed).values();
                assertArrayEquals(it.values(), again, what + " is not repeatable");
                yield 1;
            }
        };
    }

    @Test
    void aLoadStuckOnGoesOnFromTheEndOfAUseWithItsOwnTexture() {
        Injection.Made made = made(tv, Fault.STUCK_ON, 1, 1);
        assertTrue(tv.values()[made.from() - 1] > 100 && tv.values()[made.from()] < 1, "not at the end of a use");
        assertTrue(made.values().length >= 3 * HOUR && made.values().length <= 8 * HOUR);
        Set<Float> lived = new java.util.HashSet<>();
        for (int i = 0; i < Pasts.HELD_BACK_FROM; i++) {
            lived.add(tv.values()[i]);
        }
        for (float value : made.values()) {
            assertTrue(value >= 110 && lived.contains(value), "never seen: " + value);
        }
    }

    @Test
    void whatHeatsIsStuckForAtMostTwoHours() {
        Injector injector = injector(kettle);
        for (int seed = 1; seed <= 20; seed++) {
            assertTrue(made(injector, Fault.STUCK_ON, 0, seed).values().length <= 2 * HOUR);
        }
    }

    @Test
    void aFrozenMeterIsExactlyConstantAndADeadLoadNothing() {
        float[] frozen = made(freezer, Fault.FROZEN_ON, 2, 1).values();
        assertTrue(frozen[0] > 80, "was not on: " + frozen[0]);
        for (float value : frozen) {
            assertEquals(frozen[0], value);
        }
        for (float value : made(freezer, Fault.DEAD, 2, 1).values()) {
            assertEquals(0, value);
        }
        assertTrue(made(freezer, Fault.FROZEN_LONG, 2, 1).values().length >= 12 * HOUR);
    }

    @Test
    void nightUseIsAtThreeByTheClockOfTheHome() {
        Injection.Made made = made(kettle, Fault.NIGHT_USE, 0, 1);
        int second = kettle.secondOfDay(made.from());
        assertTrue(second >= 3 * 3600 && second <= 3 * 3600 + 1800, "at second " + second);
        assertTrue(made.values()[0] >= 2000);
        int leftOn = tv.secondOfDay(made(tv, Fault.LEFT_ON, 0, 1).from());
        assertEquals(3600, leftOn);
    }

    @Test
    void cyclesGrowLongerRepeatAndWeaken() {
        float[] repeated = made(kettle, Fault.REPEAT_CYCLE, 0, 1).values();
        int starts = repeated[0] > 1000 ? 1 : 0;
        for (int i = 1; i < repeated.length; i++) {
            starts += repeated[i] > 1000 && repeated[i - 1] < 1000 ? 1 : 0;
        }
        assertTrue(starts >= 5 && starts <= 8, "repeated " + starts + " times");
        for (float value : made(kettle, Fault.WEAK_ELEMENT, 0, 1).values()) {
            assertTrue(value >= 1000 && value <= 0.66 * 2020, "power of a weak element: " + value);
        }
        Injection.Made longer = made(freezer, Fault.LONG_CYCLES, 0, 1);
        float[] own = Arrays.copyOfRange(freezer.values(), longer.from(), longer.to());
        assertTrue(minutesOn(longer.values()) > 1.4 * minutesOn(own), "not longer");
    }

    private static int minutesOn(float[] values) {
        int on = 0;
        for (float value : values) {
            on += value > 40 ? 1 : 0;
        }
        return on;
    }

    @Test
    void flappingIsAveragedOverTheMinute() {
        float[] flapping = made(tv, Fault.FLAPPING, 0, 1).values();
        assertTrue(flapping.length >= 15 && flapping.length <= 60);
        double mean = 0;
        for (float value : flapping) {
            mean += value / flapping.length;
        }
        assertTrue(mean > 35 && mean < 80, "about half of 110 W, was " + mean);
    }

    @Test
    void driftAndCreepAreAsLargeAsTheyShouldBe() {
        Injection.Made drift = made(freezer, Fault.DRIFT_UP, 0, 1);
        float last = 0;
        for (int i = drift.values().length - HOUR; i < drift.values().length; i++) {
            last = Math.max(last, drift.values()[i]);
        }
        assertTrue(last > 85 * 1.2 && last < 90 * 1.5, "at the end " + last + " W");
        Injection.Made creep = made(tv, Fault.STANDBY_CREEP, 0, 1);
        for (int i = 0; i < creep.values().length; i++) {
            float more = creep.values()[i] - tv.values()[creep.from() + i];
            assertTrue(more > 2.5 && more < 11, more + " W more");
        }
    }

    @Test
    void whatAStreamCannotHaveIsRefusedWithTheReason() {
        assertRefused(Pasts.socket(), "it was hardly ever on", Fault.STUCK_ON, Fault.FLAPPING, Fault.DRIFT_UP);
        assertRefused(Pasts.router(), "it is never off: it always draws about 9 W", Fault.STUCK_ON, Fault.NIGHT_USE);
        assertRefused(tv, "it draws nothing for up to", Fault.DEAD);
        assertRefused(tv, "it reads 0 W while it idles", Fault.FROZEN, Fault.FROZEN_LONG);
        assertRefused(tv, "it heats nothing: it draws 118 W at most", Fault.WEAK_ELEMENT);
        assertRefused(freezer, "it is on after one at night in 100 % of the nights", Fault.LEFT_ON);
        assertRefused(freezer, "no other stream", Fault.SWAP);
        Injector always = injector(Pasts.router());
        EnumSet<Fault> router = EnumSet.noneOf(Fault.class);
        for (Fault fault : Fault.values()) {
            if (always.inject(fault, 0, 1, 1) instanceof Injection.Made) {
                router.add(fault);
            }
        }
        assertEquals(
                EnumSet.of(
                        Fault.DEAD,
                        Fault.DRIFT_UP,
                        Fault.FROZEN,
                        Fault.FROZEN_ON,
                        Fault.FROZEN_LONG,
                        Fault.FLAPPING,
                        Fault.STANDBY_CREEP),
                router);
    }

    private static void assertRefused(Trace trace, String why, Fault... faults) {
        Injector injector = injector(trace);
        for (Fault fault : faults) {
            switch (injector.inject(fault, 0, 1, 1)) {
                case Injection.Made made -> throw new AssertionError(fault + " was injected into " + trace.stream());
                case Injection.CannotApply no -> assertTrue(no.why().contains(why), no.why());
            }
        }
    }

    @Test
    void aSwappedLoadShowsTheOthersValuesOfTheSameTime() {
        Injector injector = new Injector(new Bench(tv, Pasts.HELD_BACK_FROM, Optional.of(kettle)));
        switch (injector.inject(Fault.SWAP, 0, 1, 1)) {
            case Injection.CannotApply no -> throw new AssertionError(no.why());
            case Injection.Made made ->
                assertArrayEquals(Arrays.copyOfRange(kettle.values(), made.from(), made.to()), made.values());
        }
    }

    @Test
    void faultsAreNotPutWhereTheStreamIsUnknown() {
        Trace gappy = Pasts.trace("gappy", minute -> minute % 600 < 450 ? 20 + Pasts.noise(minute) : Double.NaN);
        Injector injector = injector(gappy);
        for (int seed = 1; seed <= 10; seed++) {
            switch (injector.inject(Fault.FLAPPING, 0, 1, seed)) {
                case Injection.CannotApply no -> throw new AssertionError(no.why());
                case Injection.Made made -> {
                    int known = 0;
                    for (int i = made.from(); i < made.to(); i++) {
                        known += Float.isNaN(gappy.values()[i]) ? 0 : 1;
                    }
                    assertTrue(known >= 0.9 * made.values().length);
                }
            }
            assertTrue(injector.inject(Fault.FROZEN_LONG, 0, 1, seed) instanceof Injection.CannotApply);
        }
    }

    private static Injector injector(Trace trace) {
        return new Injector(new Bench(trace, Pasts.HELD_BACK_FROM, Optional.empty()));
    }

    private static Injection.Made made(Trace trace, Fault fault, int place, long seed) {
        return made(injector(trace), fault, place, seed);
    }

    private static Injection.Made made(Injector injector, Fault fault, int place, long seed) {
        return switch (injector.inject(fault, place, PLACES, seed)) {
            case Injection.Made made -> made;
            case Injection.CannotApply no -> throw new AssertionError(no.why());
        };
    }
}
