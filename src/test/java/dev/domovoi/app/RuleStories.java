package dev.domovoi.app;

import dev.domovoi.app.router.Records;
import dev.domovoi.app.sim.MadeUpHome;
import dev.domovoi.signal.Message;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/// What happens in the recordings on which the shipped rules are tried, by the recording's name: the rule, and whether
/// it must fire. They are heard in the home of `home.yaml` beside them.
final class RuleStories {
    static final Map<String, Consumer<MadeUpHome>> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("appliance_finished.fires", RuleStories::fourWashes),
            Map.entry("appliance_finished.silent", RuleStories::anApplianceOfWhichNothingIsLearned),
            Map.entry("stuck_on_heater.fires", RuleStories::aHeaterThatDoesNotPause),
            Map.entry("stuck_on_heater.silent", RuleStories::aHeaterThatUsuallyHeatsForHours),
            Map.entry("freezer_not_cycling.fires", RuleStories::aFreezerThatRestsForTooLong),
            Map.entry("freezer_not_cycling.silent", RuleStories::aFreezerThatIsUnplugged),
            Map.entry("standby_cut_off.fires", RuleStories::aTelevisionInStandbyAtNight),
            Map.entry("standby_cut_off.silent", RuleStories::aTelevisionThatIsSwitchedOffAtNight),
            Map.entry("load_shedding.fires", RuleStories::tooMuchAtOnce),
            Map.entry("load_shedding.silent", RuleStories::muchAndTooMuchForAMoment),
            Map.entry("unexpected_consumption.fires", home -> anIron(home, "not_home")),
            Map.entry("unexpected_consumption.silent", home -> anIron(home, "home")),
            Map.entry("internet_watchdog.fires", home -> pings(home, "1")),
            Map.entry("internet_watchdog.silent", home -> pings(home, "0.1")),
            Map.entry("unknown_client.fires", home -> aStranger(home, 30)),
            Map.entry("unknown_client.silent", home -> aStranger(home, 5))));

    private static final Instant START = Instant.parse("2026-01-10T12:00:00Z");
    private static final int DAY = 24 * 60;
    private static final String ROUTER = "domovoi/router/gateway/";

    private RuleStories() {}

    /// The messages of one of them.
    static List<Message> told(String name) {
        MadeUpHome home = new MadeUpHome(START);
        Objects.requireNonNull(ALL.get(name)).accept(home);
        return home.told();
    }

    private static void fourWashes(MadeUpHome home) {
        home.plug("washer");
        for (int day = 0; day < 4; day++) {
            home.draws("washer", 1.2, 12 * 60);
            washes(home, "washer");
        }
        home.draws("washer", 1.2, 60);
    }

    private static void anApplianceOfWhichNothingIsLearned(MadeUpHome home) {
        home.plug("dryer").draws("dryer", 1.2, 12 * 60);
        washes(home, "dryer");
        home.draws("dryer", 1.2, 12 * 60);
        washes(home, "dryer");
        home.draws("dryer", 1.2, 60);
    }

    /// Heats, soaks, tumbles with short breaks and spins.
    private static void washes(MadeUpHome home, String plug) {
        home.draws(plug, 2_000, 15).draws(plug, 2, 4);
        for (int i = 0; i < 8; i++) {
            home.draws(plug, 180, 4).draws(plug, 2, 1 + i % 3);
        }
        home.draws(plug, 450, 6);
    }

    private static void aHeaterThatDoesNotPause(MadeUpHome home) {
        home.plug("boiler");
        for (int i = 0; i < 30; i++) {
            home.draws("boiler", 1_500, 20).draws("boiler", 0, 40);
        }
        home.draws("boiler", 1_500, 4 * 60 + 15).draws("boiler", 0, 10);
    }

    private static void aHeaterThatUsuallyHeatsForHours(MadeUpHome home) {
        home.plug("boiler");
        for (int i = 0; i < 12; i++) {
            home.draws("boiler", 1_500, 3 * 60).draws("boiler", 0, 30);
        }
        home.draws("boiler", 1_500, 6 * 60);
    }

    private static void aFreezerThatRestsForTooLong(MadeUpHome home) {
        cools(home.plug("freezer"), 40);
        home.draws("freezer", 0, 2 * 60);
        cools(home, 2);
    }

    private static void aFreezerThatIsUnplugged(MadeUpHome home) {
        cools(home.plug("freezer"), 40);
        home.draws("freezer", 80, 25).draws("freezer", 0, 50);
        cools(home, 3);
        home.goes("freezer").passes(6 * 60);
    }

    private static void cools(MadeUpHome home, int times) {
        for (int i = 0; i < times; i++) {
            home.draws("freezer", 80, 10 + i % 4).draws("freezer", 0, 22 + i % 5);
        }
    }

    private static void aTelevisionInStandbyAtNight(MadeUpHome home) {
        home.plug("tv");
        for (int day = 0; day < 6; day++) {
            home.draws("tv", 8, 7 * 60).draws("tv", 110, 150).draws("tv", 8, DAY - 7 * 60 - 150);
        }
    }

    private static void aTelevisionThatIsSwitchedOffAtNight(MadeUpHome home) {
        home.plug("tv");
        for (int day = 0; day < 6; day++) {
            home.draws("tv", 8, 7 * 60).draws("tv", 110, 150).draws("tv", 8, 60);
            home.switches("tv", false).passes(8 * 60 + 30);
            home.switches("tv", true).passes(5 * 60);
        }
    }

    private static void tooMuchAtOnce(MadeUpHome home) {
        home.plug("boiler").plug("dryer").plug("oven").passes(10);
        home.plug("boiler", 1_500).plug("dryer", 1_800).draws("oven", 3_000, 20);
        home.plug("boiler", 0).plug("dryer", 0).draws("oven", 0, 30);
    }

    private static void muchAndTooMuchForAMoment(MadeUpHome home) {
        home.plug("boiler").plug("oven").passes(10);
        home.plug("boiler", 1_500).draws("oven", 1_900, 30);
        for (int i = 0; i < 20; i++) {
            home.says("shellies/oven/relay/0/power", "2900.00").passesSeconds(20);
            home.says("shellies/oven/relay/0/power", "1900.00")
                    .passesSeconds(40)
                    .passes(1);
        }
    }

    /// Nine days of an iron that is used at noon, and then in the middle of the night.
    private static void anIron(MadeUpHome home, String presence) {
        home.plug("iron");
        for (int day = 0; day < 9; day++) {
            home.says("people/anna", "home");
            home.draws("iron", 1_200, 20).draws("iron", 0, DAY - 20);
        }
        home.says("people/anna", presence).draws("iron", 0, 15 * 60);
        home.says("people/anna", presence).draws("iron", 1_200, 40).draws("iron", 0, 10);
    }

    private static void pings(MadeUpHome home, String lossOfTheSecond) {
        for (int minute = 0; minute < 40; minute++) {
            boolean isGone = minute >= 10 && minute < 30;
            ping(home, "192.0.2.1", isGone ? "1" : "0");
            ping(home, "192.0.2.2", isGone ? lossOfTheSecond : "0");
            home.passes(1);
        }
    }

    private static void ping(MadeUpHome home, String host, String loss) {
        home.says("collectd/gateway/ping/ping_droprate-" + host, home.now().getEpochSecond() + ".000:" + loss);
    }

    /// Two clients that were always there, and a third that comes so many hours after them and goes again; until after
    /// a week it is known too.
    private static void aStranger(MadeUpHome home, int comesAtHour) {
        home.says(ROUTER + "leases", Records.leases("02:00:5e:00:00:01", "nas"));
        for (int hour = 0; hour < 9 * 24; hour++) {
            home.says(ROUTER + "health", Records.health(""));
            for (int round = 0; round < 4; round++) {
                talks(home, "02:00:5e:00:00:01", "192.168.1.20");
                talks(home, "02:00:5e:00:00:02", "192.168.1.21");
                if (hour == comesAtHour) {
                    talks(home, "02:00:5e:00:00:99", "192.168.1.99");
                }
                home.passes(15);
            }
        }
    }

    private static void talks(MadeUpHome home, String mac, String address) {
        long second = home.now().getEpochSecond();
        home.says(ROUTER + "flows", Records.flow(mac, address, "198.51.100.9", 443, second, 600, true));
    }
}
