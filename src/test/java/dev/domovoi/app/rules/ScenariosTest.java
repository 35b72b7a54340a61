package dev.domovoi.app.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.decide.Role;
import dev.domovoi.decide.Ruling;
import dev.domovoi.decide.rule.Rule;
import dev.domovoi.decide.rule.Subject;
import dev.domovoi.decide.rule.Term;
import dev.domovoi.signal.DeviceId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Each shipped rule, in a story in which it must fire and in one in which it must not.
final class ScenariosTest {
    private final Story home = new Story();

    @Test
    void allOfThemAreTriedHere() {
        List<String> shipped = RuleFiles.read(Path.of("rules/decisions")).book().rules().stream()
                .map(Rule::name)
                .sorted()
                .toList();
        assertEquals(
                Stream.of(
                                "appliance_finished",
                                "stuck_on_heater",
                                "freezer_not_cycling",
                                "standby_cut_off",
                                "load_shedding",
                                "unexpected_consumption",
                                "internet_watchdog",
                                "unknown_client")
                        .sorted()
                        .toList(),
                shipped);
    }

    @Test
    void anApplianceHasFinishedOnceItsPauseIsLongerThanThoseWithinItsProgrammes() {
        Subject washer = home.plug("washer", Role.WASHER);
        for (int day = 0; day < 3; day++) {
            home.draws(washer, 1.2, 12 * 60);
            washes(washer);
        }
        home.draws(washer, 1.2, 12 * 60);
        home.told();
        washes(washer);
        assertEquals(List.of(), home.told(), "its soaking of four minutes is no end");
        home.draws(washer, 1.2, 8);
        assertEquals(List.of(), home.told());
        home.draws(washer, 1.2, 2);
        assertEquals(List.of("began appliance_finished washer"), home.told());
        assertEquals("washer has finished.", home.decisions.getLast().why());
        home.draws(washer, 1.2, 40);
        assertEquals(List.of("ended appliance_finished washer"), home.told());
        assertEquals(0, home.openIncidents());
    }

    @Test
    void anApplianceHasNotFinishedWhereNothingIsLearnedOrItIsLost() {
        Subject fresh = home.plug("dryer", Role.DRYER);
        washes(fresh);
        home.draws(fresh, 1.2, 60);
        assertEquals(List.of(), home.told());
        Subject washer = home.plug("washer", Role.WASHER);
        for (int day = 0; day < 4; day++) {
            home.draws(washer, 1.2, 12 * 60);
            washes(washer);
        }
        home.draws(washer, 1.2, 60);
        home.draws(washer, 2_000, 10);
        home.told();
        home.says(washer, Term.DEVICE_STATE, "lost");
        home.passes(60);
        home.draws(washer, 1.2, 60);
        assertEquals(List.of(), home.told(), "nobody saw it end");
    }

    /// Heats, soaks, tumbles with short breaks and spins.
    private void washes(Subject washer) {
        home.draws(washer, 2_000, 15);
        home.draws(washer, 2, 4);
        for (int i = 0; i < 8; i++) {
            home.draws(washer, 180, 4);
            home.draws(washer, 2, 1 + i % 3);
        }
        home.draws(washer, 450, 6);
    }

    @Test
    void aHeaterIsStuckOnOnceItHasNotPausedForHoursAndThreeTimesAsLongAsUsual() {
        Subject heater = home.plug("boiler", Role.HEATER);
        heats(heater, 30);
        home.draws(heater, 1_500, 4 * 60 - 5);
        assertEquals(List.of(), home.told());
        home.draws(heater, 1_500, 10);
        assertEquals(List.of("began stuck_on_heater boiler"), home.told());
        assertEquals(List.of("alert", "held:mode"), home.verdicts());
        assertEquals(
                List.of("mode", "not_allowed", "corroboration"),
                home.decisions.getLast().evidence().guards());
        home.draws(heater, 0, 6);
        assertEquals(List.of("ended stuck_on_heater boiler"), home.told());
    }

    @Test
    void aHeaterThatPausesOrUsuallyHeatsForHoursIsNotStuck() {
        Subject heater = home.plug("boiler", Role.HEATER);
        for (int i = 0; i < 12; i++) {
            home.draws(heater, 1_500, 3 * 60);
            home.draws(heater, 0, 30);
        }
        home.draws(heater, 1_500, 6 * 60);
        assertEquals(List.of(), home.told());
        Subject other = home.plug("heater", Role.HEATER);
        heats(other, 30);
        for (int i = 0; i < 6; i++) {
            home.draws(other, 1_500, 55);
            home.draws(other, 0, 2);
        }
        assertEquals(List.of(), home.told());
    }

    private void heats(Subject heater, int times) {
        for (int i = 0; i < times; i++) {
            home.draws(heater, 1_500, 20);
            home.draws(heater, 0, 40);
        }
    }

    @Test
    void aFreezerThatRestsOrRunsThreeTimesAsLongAsEverDoesNotCycle() {
        Subject freezer = home.plug("freezer", Role.FREEZER);
        cools(freezer, 40);
        home.draws(freezer, 0, 60);
        assertEquals(List.of(), home.told());
        home.draws(freezer, 0, 5);
        assertEquals(List.of("began freezer_not_cycling freezer"), home.told());
        cools(freezer, 2);
        assertEquals(List.of("ended freezer_not_cycling freezer"), home.told());
        home.draws(freezer, 80, 60);
        assertEquals(List.of("began freezer_not_cycling freezer"), home.told(), "its door is open");
    }

    @Test
    void aFreezerThatCyclesOrIsNotHeardIsLeftAlone() {
        Subject freezer = home.plug("freezer", Role.FREEZER);
        cools(freezer, 40);
        home.draws(freezer, 80, 25);
        home.draws(freezer, 0, 50);
        cools(freezer, 3);
        home.says(freezer, Term.DEVICE_STATE, "lost");
        home.passes(6 * 60);
        assertEquals(List.of(), home.told());
    }

    private void cools(Subject freezer, int times) {
        for (int i = 0; i < times; i++) {
            home.draws(freezer, 80, 10 + i % 4);
            home.draws(freezer, 0, 22 + i % 5);
        }
    }

    @Test
    void standbyIsCutAtNight() {
        Subject tv = home.plug("tv", Role.MEDIA);
        watchesForDays(tv);
        until("23:29", tv, 8);
        assertEquals(List.of(), home.told());
        home.draws(tv, 8, 3);
        assertEquals(List.of("began standby_cut_off tv"), home.told());
        assertTrue(home.decisions
                .getLast()
                .why()
                .endsWith("I would switch it off for a while, but I am only asked to"
                        + " advise and that is not on the allow list."));
        until("05:31", tv, 0);
        assertEquals(List.of("ended standby_cut_off tv"), home.told());
    }

    @Test
    void nobodysFilmIsCutAndNoStandbyByDay() {
        Subject tv = home.plug("tv", Role.MEDIA);
        watchesForDays(tv);
        home.draws(tv, 8, 120);
        until("22:00", tv, 8);
        until("02:00", tv, 110);
        assertEquals(List.of(), home.told());
    }

    /// The evenings of five days, seen while nobody asks: the rule's nights are left out.
    private void watchesForDays(Subject tv) {
        home.is(tv, Term.DEVICE_SWITCH, 0);
        for (int day = 0; day < 5; day++) {
            for (int minute = 0; minute < 24 * 60; minute++) {
                home.watch.remember(tv, minute < 150 ? 110 : 8);
            }
        }
    }

    private void until(String time, Subject plug, double watts) {
        while (!home.now.toString().contains("T" + time)) {
            home.is(plug, Term.DEVICE_SWITCH, 1);
            home.draws(plug, watts, 1);
        }
    }

    @Test
    void loadIsShedByPriorityUntilItFitsAndGivenBackInTheOppositeOrder() {
        home.watch.agree(3_500);
        Subject boiler = home.plug("boiler", Role.HEATER, 1);
        Subject dryer = home.plug("dryer", Role.DRYER, 2);
        Subject oven = home.plug("oven", Role.OTHER);
        drawsTogether(boiler, 1_500, dryer, 1_800, oven, 3_000, 2);
        Ruling shed = home.events.getFirst().ruling();
        assertEquals(List.of("began load_shedding home"), home.told());
        assertEquals(
                List.of("boiler", "dryer"),
                shed.orders().stream().map(order -> order.target().name()).toList());
        assertEquals("The home draws 6,300 W of 3,500 W.", shed.why());
        assertEquals(List.of("alert", "held:mode", "held:mode"), home.verdicts());
        drawsTogether(boiler, 0, dryer, 0, oven, 3_000, 20);
        assertEquals(List.of(), home.told(), "no room for either");
        drawsTogether(boiler, 0, dryer, 0, oven, 1_000, 9);
        assertEquals(List.of(), home.told(), "not for long enough");
        drawsTogether(boiler, 0, dryer, 0, oven, 1_000, 2);
        assertEquals(List.of(dryer.id()), home.events.getFirst().ruling().givenBack());
        home.told();
        drawsTogether(boiler, 0, dryer, 1_800, oven, 1_000, 20);
        assertEquals(List.of(), home.told(), "the boiler would be too much");
        drawsTogether(boiler, 0, dryer, 0, oven, 1_000, 12);
        assertEquals(List.of("ended load_shedding home"), home.told());
    }

    @Test
    void aHomeWithinItsContractOrAboveItForAMomentShedsNothing() {
        home.watch.agree(3_500);
        Subject boiler = home.plug("boiler", Role.HEATER, 1);
        Subject oven = home.plug("oven", Role.OTHER);
        drawsTogether(boiler, 1_500, oven, 1_900, oven, 1_900, 30);
        home.is(oven, Term.DEVICE_POWER, 2_900);
        home.now = home.now.plus(Duration.ofSeconds(20));
        home.is(oven, Term.DEVICE_POWER, 900);
        home.passes(10);
        assertEquals(List.of(), home.told());
    }

    private void drawsTogether(
            Subject one, double oneWatts, Subject two, double twoWatts, Subject three, double threeWatts, int minutes) {
        for (int i = 0; i < minutes; i++) {
            home.is(one, Term.DEVICE_POWER, oneWatts);
            home.is(two, Term.DEVICE_POWER, twoWatts);
            home.is(three, Term.DEVICE_POWER, threeWatts);
            home.passes(1);
        }
    }

    @Test
    void whatIsUnexpectedWhileNobodyIsHomeIsTold() {
        Subject iron = home.plug("iron", Role.OTHER);
        away(iron, 1, 1_200, 19);
        assertEquals(List.of(), home.told());
        away(iron, 1, 1_200, 3);
        assertEquals(List.of("began unexpected_consumption iron"), home.told());
        assertEquals(
                "Nobody is home, and iron draws 1,200 W where at most 50 W is usual.",
                home.decisions.getLast().why());
        home.is(Subject.HOME, Term.HOME_PRESENCE, 1);
        assertEquals(List.of("ended unexpected_consumption iron"), home.told());
    }

    @Test
    void nothingIsUnexpectedWhereSomebodyIsHomeOrItIsUsualOrWorksByItself() {
        Subject iron = home.plug("iron", Role.OTHER);
        away(iron, 0, 1_200, 40);
        away(iron, 1, 60, 40);
        Subject fridge = home.plug("fridge", Role.FRIDGE);
        away(fridge, 1, 1_200, 40);
        home.draws(iron, 1_200, 60);
        assertEquals(List.of(), home.told(), "after five minutes nobody knows who is home");
    }

    private void away(Subject plug, int away, double watts, int minutes) {
        for (int i = 0; i < minutes; i++) {
            home.is(Subject.HOME, Term.HOME_PRESENCE, 1 - away);
            home.expects(plug, 50);
            home.draws(plug, watts, 1);
        }
    }

    @Test
    void theInternetIsGoneWhereNoHostAnswersARouterThatIsThere() {
        Subject router = new Subject(dev.domovoi.decide.rule.Scope.ROUTER, new DeviceId("collectd", "gateway"));
        pings(router, 1, 11);
        assertEquals(List.of("began internet_watchdog gateway"), home.told());
        pings(router, 0, 4);
        assertEquals(List.of("ended internet_watchdog gateway"), home.told());
    }

    @Test
    void theInternetIsThereWhereOneHostAnswersOrTheRouterIsSilent() {
        Subject router = new Subject(dev.domovoi.decide.rule.Scope.ROUTER, new DeviceId("collectd", "gateway"));
        for (int i = 0; i < 20; i++) {
            home.says(router, Term.ROUTER_STATE, "live");
            channel(router, "one", 1);
            channel(router, "two", 0.1);
            home.passes(1);
        }
        pings(router, 1, 5);
        home.says(router, Term.ROUTER_STATE, "lost");
        home.passes(30);
        assertEquals(List.of(), home.told());
    }

    private void pings(Subject router, double loss, int minutes) {
        for (int i = 0; i < minutes; i++) {
            home.says(router, Term.ROUTER_STATE, "live");
            channel(router, "one", loss);
            channel(router, "two", loss);
            home.passes(1);
        }
    }

    private void channel(Subject router, String host, double loss) {
        home.events.addAll(home.watch.observe(
                new dev.domovoi.decide.rule.Fact.Amount(
                        router, Term.ROUTER_PING_LOSS, host, loss, home.now, Duration.ofMinutes(5)),
                home.now));
    }

    @Test
    void anUnknownClientIsToldAndAKnownOneIsNot() {
        Subject stranger = Subject.client("02:00:00:00:00:01");
        home.is(stranger, Term.CLIENT_KNOWN, 0);
        assertEquals(List.of(), home.told());
        home.is(stranger, Term.CLIENT_ONLINE, 1);
        assertEquals(List.of("began unknown_client 02:00:00:00:00:01"), home.told());
        Subject phone = Subject.client("02:00:00:00:00:02");
        home.is(phone, Term.CLIENT_KNOWN, 1);
        home.is(phone, Term.CLIENT_ONLINE, 1);
        home.passes(60);
        assertEquals(List.of(), home.told());
    }

    @Test
    void aRestartBeginsNothing() {
        Subject freezer = home.plug("freezer", Role.FREEZER);
        cools(freezer, 40);
        home.draws(freezer, 0, 60);
        home.watch.interrupt(home.now, home.now.plus(Duration.ofMinutes(2)));
        Instant back = home.now;
        home.draws(freezer, 0, 60);
        assertEquals(List.of(), home.told(), "what it did before " + back + " does not count");
    }
}
