package dev.domovoi.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.decide.Event.Maintain;
import dev.domovoi.decide.Event.Unsettled;
import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.decide.Policy.Allowed;
import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Outcome;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// While somebody works on a device nothing alarms of it and nothing is done to it.
final class MaintenanceTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final DeviceId OTHER = new DeviceId("tasmota", "lamp");

    private static boolean covers(Maintenance.Window window, String at) {
        return new Maintenance(BERLIN, List.of(window))
                .covers(HomeState.empty(), Home.DEVICE, "Kettle", Instant.parse(at));
    }

    private static Maintenance.Window window(String from, String to, DayOfWeek... days) {
        return new Maintenance.Window(
                days.length == 0 ? Maintenance.Window.everyDay() : Set.of(days),
                LocalTime.parse(from),
                LocalTime.parse(to),
                Set.of("Kettle"));
    }

    @Test
    void aWindowRecursByTheClockOnTheWall() {
        Maintenance.Window saturday = window("09:00", "10:00", DayOfWeek.SATURDAY);
        assertTrue(covers(saturday, "2026-01-10T08:00:00Z"));
        assertFalse(covers(saturday, "2026-01-10T09:00:00Z"), "its end is not in it");
        assertFalse(covers(saturday, "2026-01-11T08:30:00Z"), "a Sunday");
        assertTrue(covers(saturday, "2026-07-11T07:30:00Z"), "in summer an hour earlier by UTC");
        assertFalse(covers(saturday, "2026-07-11T08:30:00Z"));
    }

    @Test
    void aWindowOverMidnightBelongsToTheDayOnWhichItBegins() {
        Maintenance.Window night = window("23:00", "01:00", DayOfWeek.SATURDAY);
        assertTrue(covers(night, "2026-01-10T22:30:00Z"));
        assertTrue(covers(night, "2026-01-10T23:59:00Z"));
        assertFalse(covers(night, "2026-01-11T22:30:00Z"));
        assertFalse(covers(night, "2026-01-09T23:30:00Z"), "that night began on a Friday");
        Maintenance.Window always = window("00:00", "00:00");
        assertTrue(covers(always, "2026-01-11T22:30:00Z"));
    }

    @Test
    void daylightSavingLeavesOutAndRepeatsWhatTheClockLeavesOutAndRepeats() {
        Maintenance.Window window = window("02:30", "03:30");
        assertFalse(covers(window, "2026-03-29T00:59:00Z"), "01:59");
        assertTrue(covers(window, "2026-03-29T01:00:00Z"), "03:00, an hour later by the clock");
        assertFalse(covers(window, "2026-03-29T01:30:00Z"));
        assertTrue(covers(window, "2026-10-25T00:45:00Z"), "02:45, the first time");
        assertFalse(covers(window, "2026-10-25T01:15:00Z"), "02:15, the second time");
        assertTrue(covers(window, "2026-10-25T01:45:00Z"), "02:45, the second time");
        assertTrue(covers(window, "2026-10-25T02:29:00Z"), "03:29");
    }

    @Test
    void aWindowIsOfTheDevicesThatItNames() {
        Maintenance kettle = new Maintenance(BERLIN, List.of(window("00:00", "00:00")));
        assertFalse(kettle.covers(HomeState.empty(), OTHER, "Lamp", Home.NOON));
        Maintenance all = new Maintenance(
                BERLIN,
                List.of(new Maintenance.Window(
                        Maintenance.Window.everyDay(), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, Set.of())));
        assertTrue(all.covers(HomeState.empty(), OTHER, "Lamp", Home.NOON));
    }

    private static Maintain kettle(Home home, Duration length) {
        return new Maintain(Optional.of(Home.DEVICE), home.now.plus(length));
    }

    @Test
    void nothingAlarmsOrIsDoneUntilItIsOver() {
        Home home = Home.settled(Mode.ACT);
        home.happens(kettle(home, Duration.ofHours(2)));
        home.overdraws();
        assertEquals(List.of(), home.verdicts());
        home.passes(Duration.ofHours(2));
        home.overdraws();
        assertEquals(List.of("alert", "act"), home.verdicts());
    }

    @Test
    void ofOtherDevicesEverythingGoesOn() {
        Home home = Home.settled(Mode.ACT);
        home.happens(new Maintain(Optional.of(OTHER), home.now.plusSeconds(99)));
        home.overdraws();
        assertEquals(List.of("alert", "act"), home.verdicts());
        Home whole = Home.settled(Mode.ACT);
        whole.happens(new Maintain(Optional.empty(), whole.now.plusSeconds(99)));
        whole.overdraws();
        assertEquals(List.of(), whole.verdicts());
    }

    @Test
    void whatPeopleSaidLastCounts() {
        Home home = Home.settled(Mode.ACT);
        home.happens(kettle(home, Duration.ofHours(2)));
        home.happens(kettle(home, Duration.ZERO));
        assertEquals(List.of(), home.state.maintenance());
        home.happens(kettle(home, Duration.ofDays(99)));
        assertEquals(
                home.now.plus(Duration.ofDays(7)),
                home.state.maintenance().getFirst().until());
    }

    @Test
    void itOutlivesARestartAndIsForgottenWhenItIsOver() {
        Home home = Home.settled(Mode.ACT);
        home.happens(kettle(home, Duration.ofHours(2)));
        home.happens(new Maintain(Optional.empty(), home.now.plusSeconds(60)));
        List<Maintenance.OneOff> before = home.state.maintenance();
        home.state = HomeState.restored(home.state.durable());
        assertEquals(before, home.state.maintenance());
        home.happens(new Unsettled(Cause.START));
        home.passes(Duration.ofHours(1));
        home.happens(new Event.Minute());
        assertEquals(1, home.state.maintenance().size());
        home.overdraws();
        assertEquals(List.of(), home.verdicts());
    }

    private static Event.Ruled ruled(Home home, boolean isOver) {
        Ruling ruling = new Ruling(
                "too_much",
                OTHER,
                Severity.WARNING,
                isOver ? List.of() : List.of(new Ruling.Order(new Deed.Shed(Optional.empty()), Home.DEVICE)),
                List.of(),
                true,
                home.now,
                new Evidence(new TreeMap<>()),
                "Too much.");
        DeviceView lamp = new DeviceView(
                "Lamp",
                Optional.of(Role.LIGHT),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO);
        return new Event.Ruled(
                isOver ? new RuleEvent.Ended(ruling) : new RuleEvent.Began(ruling),
                Map.of(OTHER, lamp, Home.DEVICE, Home.view(Optional.of(Role.MEDIA), false)));
    }

    private static Home shedding() {
        return Home.settled(Policy.of(Mode.ACT, List.of(new Allowed("shed", "Kettle", Optional.empty()))));
    }

    @Test
    void anotherThingsRuleIsHeldByItsName() {
        Home home = shedding();
        home.happens(kettle(home, Duration.ofHours(2)));
        home.happens(ruled(home, false));
        assertEquals(List.of("alert", "held:maintenance"), home.verdicts());
    }

    @Test
    void whatWasShedIsGivenBackAfterIt() {
        Home home = shedding();
        home.happens(ruled(home, false));
        home.happens(new Event.Finished(home.onlyPlan().id(), new Outcome.Done("off")));
        home.effects.clear();
        home.happens(kettle(home, Duration.ofHours(2)));
        home.happens(ruled(home, true));
        home.passes(Duration.ofMinutes(119));
        home.happens(new Event.Minute());
        assertEquals(1, home.state.leases().size());
        home.passes(Duration.ofMinutes(1));
        home.happens(new Event.Minute());
        assertEquals(new Action.SwitchOn(Home.RELAY), home.onlyPlan().action());
    }

    @Test
    void aPersonWhoWantsAllBackGetsItAtOnce() {
        Home home = shedding();
        home.happens(ruled(home, false));
        home.happens(new Event.Finished(home.onlyPlan().id(), new Outcome.Done("off")));
        home.effects.clear();
        home.happens(kettle(home, Duration.ofHours(2)));
        home.happens(new Event.ReleaseAll());
        assertEquals(new Action.SwitchOn(Home.RELAY), home.onlyPlan().action());
    }
}
