package dev.domovoi.app;

import static dev.domovoi.app.Says.shelly;
import static dev.domovoi.app.Says.shellyDelta;
import static dev.domovoi.app.Says.tasmota;
import static dev.domovoi.app.Says.zigbee;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.act.mqtt.PlugSwitch;
import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.observe.liveness.Liveness;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Which watts are taken for true: each rule once where it must catch, and once where it must not.
final class TruePowerTest {
    private static final String FRIDGE = "tele/fridge/SENSOR";
    private static final String KETTLE = "shellyplusplugs-80646fd031f8";

    private final HeardHome home = new HeardHome();

    private HeardHome fridgeRunsForAnHour(HeardHome listening) {
        listening.hears("stat/fridge/POWER", "ON");
        for (int i = 0; i < 12; i++) {
            listening.hears(FRIDGE, tasmota(12.5 + 0.007 * i, 84 + i % 3)).minutes(5);
        }
        return listening;
    }

    private static Map<String, String> learnedAfter(HeardHome listening) {
        listening.minutes(5);
        for (int i = 0; i < 30; i++) {
            listening.hears(FRIDGE, tasmota(12.6 + 0.007 * i, 84 + i % 3)).minutes(5);
        }
        return listening.learned();
    }

    @Test
    void milliwattsSentAsWattsAreKeptFromThePageAndFromLearning() {
        fridgeRunsForAnHour(home).hears(FRIDGE, tasmota(12.59, 84_000, 231, 0.364));
        assertEquals(List.of("power 84000.0 unit"), home.quarantined);
        assertEquals(86, home.watts("fridge"));
        HeardHome undisturbed = fridgeRunsForAnHour(new HeardHome());
        assertTrue(learnedAfter(undisturbed).equals(learnedAfter(home)));
    }

    @Test
    void aLoneSampleAgainstItsOwnCurrentIsASpike() {
        fridgeRunsForAnHour(home).hears(FRIDGE, tasmota(12.59, 3_100, 231, 0.364));
        assertEquals(List.of("power 3100.0 contradiction"), home.quarantined);
        assertEquals(86, home.watts("fridge"));
        HeardHome undisturbed = fridgeRunsForAnHour(new HeardHome());
        assertTrue(learnedAfter(undisturbed).equals(learnedAfter(home)));
    }

    @Test
    void aLoneSampleThatItsCurrentBearsOutIsLearned() {
        fridgeRunsForAnHour(home).hears(FRIDGE, tasmota(12.59, 1_800));
        assertEquals(1_800, home.watts("fridge"));
        assertEquals(List.of(), home.quarantined);
        HeardHome undisturbed = fridgeRunsForAnHour(new HeardHome());
        assertFalse(learnedAfter(undisturbed).equals(learnedAfter(home)));
    }

    @Test
    void wattsAgainstTheCurrentAreBelievedFromTheSecondReportOn() {
        fridgeRunsForAnHour(home).hears(FRIDGE, tasmota(12.59, 3_100, 231, 0.364));
        home.seconds(10).hears(FRIDGE, tasmota(12.6, 3_098, 231, 0.364));
        assertEquals(3_098, home.watts("fridge"), "then it is the current that lies");
        home.seconds(10).hears(FRIDGE, tasmota(12.6, 3_101, 231, 0.364));
        assertEquals(3_101, home.watts("fridge"));
    }

    @Test
    void theSameMessageTwiceIsNoSecondReport() {
        fridgeRunsForAnHour(home);
        for (int copy = 0; copy < 3; copy++) {
            home.hears(FRIDGE, tasmota(12.59, 3_100, 231, 0.364)).seconds(5);
        }
        assertEquals(86, home.watts("fridge"));
    }

    @Test
    void aKettleThatReportsOnChangeIsBelievedAtItsOneReport() {
        home.hears(KETTLE + "/status/switch:0", shelly(true, 0.4, 230.8, 0.02, 41_200));
        home.minutes(90).hears(KETTLE + "/events/rpc", shellyDelta(KETTLE, 2_004.3));
        assertEquals(2_004.3, home.watts(KETTLE));
        home.seconds(150).hears(KETTLE + "/events/rpc", shellyDelta(KETTLE, 0));
        assertEquals(0, home.watts(KETTLE));
        assertEquals(List.of(), home.quarantined);
        assertEquals(List.of(), home.doubted);
    }

    @Test
    void aKettleBehindAZigbeePlugIsShownAtOnceAndLearnedWhenItsCurrentHasCome() {
        String plug = "zigbee2mqtt/kettle";
        home.hears(plug, zigbee("ON", 0, 230, 0, 3.1)).minutes(30);
        home.hears(plug, zigbee("ON", 1_980, 230, 0, 3.1));
        assertEquals(1_980, home.watts("kettle"), "the bridge repeats an old current");
        assertEquals(List.of("power 1980.0 contradiction"), home.doubted);
        home.seconds(1).hears(plug, zigbee("ON", 1_980, 229, 8.62, 3.1));
        home.minutes(3).hears(plug, zigbee("ON", 0, 229, 8.62, 3.19));
        assertEquals(0, home.watts("kettle"));
        home.seconds(1).hears(plug, zigbee("ON", 0, 230, 0, 3.2));
        home.minutes(60).hears(plug, zigbee("ON", 1_985, 230, 0, 3.2));
        home.seconds(1).hears(plug, zigbee("ON", 1_985, 230, 8.63, 3.2));
        assertEquals(3, home.doubted.size());
        home.minutes(3).hears(plug, zigbee("ON", 0, 230, 8.63, 3.28));
        assertEquals(3, home.doubted.size(), "three times the current came late: it is not asked again");
        assertEquals(List.of(), home.quarantined);
    }

    @Test
    void aFalseZeroInTheMiddleOfAUseIsNotLearned() {
        home.hears("tele/oven/SENSOR", tasmota(5, 2_200)).seconds(30);
        home.hears("tele/oven/SENSOR", tasmota(5.02, 0, 231, 9.52)).seconds(30);
        assertEquals(List.of("power 0.0 contradiction"), home.doubted);
        home.hears("tele/oven/SENSOR", tasmota(5.04, 2_195));
        assertEquals(1, home.doubted.size());
        home.seconds(30).hears("tele/oven/SENSOR", tasmota(5.05, 0));
        assertEquals(1, home.doubted.size(), "an end is an end");
    }

    /// A wash: extra reports on each change by PowerDelta, some with the current of a moment before.
    @Test
    void aWashingMachineThatReportsEachChangeIsBelieved() {
        home.hears("stat/washer/POWER", "ON").hears("tele/washer/SENSOR", tasmota(31.2, 3));
        double[] washed = {3, 118, 240, 2_060, 2_045, 130, 310, 95, 2_050, 2_052, 140, 420, 610, 380, 90, 4, 3};
        double kwh = 31.2;
        double before = 3;
        for (double watts : washed) {
            home.seconds(150);
            kwh += watts / 1000 / 24;
            home.hears("tele/washer/SENSOR", tasmota(kwh, watts, 230, before / 230))
                    .seconds(4);
            home.hears("tele/washer/SENSOR", tasmota(kwh, watts, 230, watts / 230));
            assertEquals(watts, home.watts("washer"));
            before = watts;
        }
        assertEquals(3, home.quarantined.size() + home.doubted.size(), "then its current is known to come late");
    }

    @Test
    void moreThanAPlugCarriesIsNotBelievedButAnOverloadIs() {
        home.hears("shellies/heater/relay/0", "on").hears("shellies/heater/relay/0/power", "1998.12");
        home.seconds(30).hears("shellies/heater/relay/0/power", "65535.00");
        assertEquals(List.of("power 65535.0 rating"), home.quarantined);
        assertEquals(1_998.12, home.watts("heater"));
        home.seconds(60).hears("shellies/heater/relay/0/power", "65535.00");
        assertEquals(2, home.quarantined.size(), "no relay carries that, however often it is said");
        home.seconds(30).hears("shellies/heater/relay/0/power", "4890.00");
        assertEquals(4_890, home.watts("heater"), "a third more than 16 A is a danger, and must be seen");
    }

    @Test
    void aDeclaredRatingDecidesForALargerRelay() {
        HeardHome declared = new HeardHome(HeardHome.NOON, Map.of("boiler", HeardHome.rated(7_400)));
        for (HeardHome each : List.of(home, declared)) {
            each.hears("shellies/boiler/relay/0", "on").hears("shellies/boiler/relay/0/power", "7150.00");
        }
        assertEquals(List.of("power 7150.0 rating"), home.quarantined);
        assertEquals(7_150, declared.watts("boiler"));
        home.seconds(30).hears("shellies/boiler/relay/0/power", "7148.00");
        assertEquals(List.of("power 7148.0 rating"), home.doubted);
        assertEquals(7_148, home.watts("boiler"), "what stays must be seen, though it is not learned");
        declared.seconds(30).hears("shellies/boiler/relay/0/power", "11500.00");
        assertEquals(List.of("power 11500.0 rating"), declared.quarantined);
    }

    @Test
    void aLargeLoadThatVoltsAndAmperesBearOutNeedsNoDeclaration() {
        home.hears("stat/charger/POWER", "ON").hears("tele/charger/SENSOR", tasmota(880, 7_200, 232, 31.03));
        assertEquals(7_200, home.watts("charger"));
    }

    @Test
    void aMeterOfTheWholeHomeMayDrawMuchAndFeedBack() {
        String meter = "shellies/mains/emeter/0/";
        home.hears("shellies/mains/relay/0", "off");
        home.hears(meter + "total_returned", "1200.5").hears(meter + "power", "9850.00");
        assertEquals(9_850, home.watts("mains"), "its relay is for a contactor");
        home.seconds(30).hears(meter + "power", "-6420.50");
        assertEquals(-6_420.5, home.watts("mains"));
        assertEquals(List.of(), home.quarantined);
        home.seconds(30).hears(meter + "power", "9850000.00");
        assertEquals(List.of("power 9850000.0 limit"), home.quarantined);
    }

    @Test
    void aSolarInverterFeedsBackThroughAPlug() {
        home.hears("stat/solar/POWER", "ON").hears("tele/solar/SENSOR", tasmota(0.2, -3, 231, 0.02));
        for (int watts = -40; watts >= -800; watts -= 40) {
            home.minutes(5).hears("tele/solar/SENSOR", tasmota(0.2, watts));
            assertEquals(watts, home.watts("solar"));
        }
        assertEquals(List.of(), home.quarantined);
        assertEquals(List.of(), home.doubted);
    }

    @Test
    void whatABridgeStillRemembersOfARelayThatIsOffIsNotLearned() {
        String plug = "zigbee2mqtt/heater";
        home.hears(plug, zigbee("ON", 1_900, 230, 8.26, 3.1)).minutes(1);
        for (int repeat = 0; repeat < 20; repeat++) {
            home.hears(plug, zigbee("OFF", 1_900, 230, 8.26, 3.1)).seconds(30);
        }
        assertEquals(20, home.doubted.size());
        assertEquals("power 1900.0 relay_off", home.doubted.getFirst());
        home.hears(plug, zigbee("OFF", 0, 230, 0, 3.1));
        assertEquals(20, home.doubted.size());
    }

    @Test
    void aRelayThatSaysOffAndStillLetsWattsThroughIsBelieved() {
        home.hears("shellies/heater/relay/0", "on")
                .hears("shellies/heater/relay/0/power", "1991.20")
                .seconds(30);
        home.hears("shellies/heater/relay/0", "off").hears("shellies/heater/relay/0/power", "1990.87");
        assertEquals(1_990.87, home.watts("heater"), "shown at once");
        home.seconds(30).hears("shellies/heater/relay/0", "off").hears("shellies/heater/relay/0/power", "1988.30");
        assertEquals(2, home.doubted.size());
        home.seconds(30).hears("shellies/heater/relay/0", "off").hears("shellies/heater/relay/0/power", "1989.54");
        assertEquals(2, home.doubted.size(), "the number moves: it is measured, and the relay is welded");
        assertEquals(List.of(), home.quarantined);
    }

    @Test
    void aStuckHeaterAtTheSameRoundWattsIsBelievedWhenItsTotalGrows() {
        String plug = "zigbee2mqtt/heater";
        home.hears(plug, zigbee("OFF", 2_000, 230, 8.7, 3.10)).seconds(61);
        home.hears(plug, zigbee("OFF", 2_000, 231, 8.7, 3.13)).seconds(60);
        home.hears(plug, zigbee("OFF", 2_000, 230, 8.7, 3.17));
        assertEquals(2, home.doubted.size());
    }

    @Test
    void powerThatAddsUpToAThousandTimesTheTotalIsInTheWrongUnit() {
        for (int hour = 0; hour < 24 * 8; hour++) {
            home.hears("shellies/meter/emeter/0/power", Says.decimal(2_050.0 + hour % 3)); // milliwatts
            home.hears("shellies/meter/emeter/0/total", Says.decimal(100 + 2.05 * hour))
                    .minutes(60);
        }
        assertEquals("power 2052.0 unit", home.quarantined.getLast());
    }

    @Test
    void aShortUseBetweenTwoReportsDoesNotLookLikeAWrongUnit() {
        for (int day = 0; day < 14; day++) {
            for (int report = 0; report < 288; report++) {
                boolean isAfterUse = report == 100;
                home.hears(
                        "tele/kettle/SENSOR", tasmota(9 + 0.1 * (day + (report > 99 ? 1 : 0)), isAfterUse ? 1 : 0.1));
                home.minutes(5);
            }
        }
        assertEquals(List.of(), home.quarantined);
    }

    @Test
    void beforeOurClockIsSetNothingIsMeasured() {
        HeardHome early = new HeardHome(Instant.parse("1970-01-01T00:01:00Z"), Map.of());
        early.hears("tele/plug/LWT", "Online").hears("tele/plug/STATE", "{\"POWER\":\"ON\"}");
        early.hears("tele/plug/SENSOR", tasmota(3, 40));
        assertEquals(List.of(), early.shown("plug", Quantity.POWER));
        assertEquals(Map.of(), early.learned());
        assertEquals(0, early.devices.switches(early.now).size());
        assertEquals("power 40.0 clock", early.quarantined.get(3));
        early.now = HeardHome.NOON;
        early.happens(Cause.CLOCK_JUMP);
        assertEquals(Liveness.QUIET, early.state("tasmota", "plug"), "its will says that it is there");
        early.hears("tele/plug/SENSOR", tasmota(3, 40));
        assertEquals(40, early.watts("plug"));
        assertEquals(Liveness.LIVE, early.state("tasmota", "plug"));
    }

    @Test
    void whatIsNotTrueProvesNoCut() {
        home.hears("stat/heater/POWER", "ON").hears("tele/heater/SENSOR", tasmota(9, 2_000));
        List<String> sent = new ArrayList<>();
        PlugSwitch plugs = new PlugSwitch(
                command -> {
                    sent.add(command.topic() + " " + command.payload());
                    home.hears("stat/heater/POWER", "OFF").hears("tele/heater/SENSOR", tasmota(9, 4e6));
                    return true;
                },
                home.devices::recipe,
                home.confirmations,
                Duration.ofSeconds(2),
                Duration.ofMillis(2));
        Outcome outcome = plugs.perform(new Action.SwitchOff(Source.whole(new DeviceId("tasmota", "heater"))));
        assertEquals("cmnd/heater/POWER OFF", sent.getFirst());
        assertTrue(outcome.why().contains("no watts came"), outcome.why());
    }

    @Test
    void aDevicesOwnClockIsNeverAsked() {
        home.hears(FRIDGE, tasmota(12, 84).replace("2026-03-02", "1970-01-01"));
        assertEquals(84, home.watts("fridge"));
        assertEquals(home.now, home.devices.current(home.now).getFirst().at());
    }

    @Test
    void nothingThatWasRetainedIsMeasuredOrJudged() {
        home.isTold("tele/fridge/SENSOR", tasmota(12, 84_000)).isTold("zigbee2mqtt/lamp", zigbee("ON", 9, 230, 0, 1));
        assertEquals(List.of(), home.quarantined);
        assertEquals(List.of(), home.devices.current(home.now));
        assertEquals(Map.of(), home.learned());
    }
}
