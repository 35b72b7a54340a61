package dev.domovoi.app;

import static dev.domovoi.app.Says.shelly;
import static dev.domovoi.app.Says.shellyDelta;
import static dev.domovoi.app.Says.tasmota;
import static dev.domovoi.app.Says.zigbee;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.observe.liveness.Liveness;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who is live, quiet or lost: each rule once where it must catch, and once where it must not.
final class LivenessTest {
    private static final String PLUG = "shellyplusplugs-80646fd031f8";
    private static final String STATE =
            "{\"Time\":\"2026-03-02T12:00:00\",\"Uptime\":\"3T04:05:06\",\"UptimeSec\":273906,"
                    + "\"POWER\":\"ON\",\"Wifi\":{\"AP\":1,\"RSSI\":78,\"Signal\":-61}}";

    private final HeardHome home = new HeardHome();

    private Liveness fridge() {
        return home.state("tasmota", "fridge");
    }

    private void fridgeSays() {
        home.hears("tele/fridge/STATE", STATE).hears("tele/fridge/SENSOR", tasmota(12.5, 84));
    }

    /// A fridge with the usual TelePeriod of 300 s, for so many hours.
    private void fridgeRuns(int hours) {
        for (int i = 0; i < 12 * hours; i++) {
            fridgeSays();
            home.minutes(5);
        }
        fridgeSays();
    }

    @Test
    void aPlugThatReportsEveryFiveMinutesIsQuietAfterOneAndAHalfAndLostAfterAnHour() {
        fridgeRuns(3);
        home.seconds(440);
        assertEquals(Liveness.LIVE, fridge());
        home.seconds(20);
        assertEquals(Liveness.QUIET, fridge());
        home.minutes(52);
        assertEquals(Liveness.QUIET, fridge());
        assertEquals(84, home.watts("fridge"));
        home.minutes(2);
        assertEquals(Liveness.LOST, fridge());
        assertEquals(List.of(), home.devices.current(home.now));
        assertEquals(List.of(), home.devices.switches(home.now));
        assertTrue(home.devices.lastHeard(new DeviceId("tasmota", "fridge")).isPresent(), "its last time stays");
        fridgeSays();
        assertEquals(Liveness.LIVE, fridge(), "and back at once");
        assertEquals(84, home.watts("fridge"));
    }

    @Test
    void aPlugThatReportsEachSecondIsQuietAfterFiveMinutesAndLostAfterAQuarterOfAnHour() {
        for (int i = 0; i < 1_200; i++) {
            home.hears("shellies/fast/relay/0/power", "60.12").seconds(1);
        }
        home.minutes(4);
        assertEquals(Liveness.LIVE, home.state("shelly_gen1", "fast"));
        home.minutes(2);
        assertEquals(Liveness.QUIET, home.state("shelly_gen1", "fast"));
        home.minutes(10);
        assertEquals(Liveness.LOST, home.state("shelly_gen1", "fast"));
    }

    @Test
    void aSensorOnABatteryThatWakesTwiceADayIsNeverLostWhileItDoes() {
        for (int wake = 0; wake < 8; wake++) {
            home.hears("shellies/shellyht-AABBCC/sensor/temperature", "19.4");
            home.hears("shellies/shellyht-AABBCC/sensor/humidity", "51.0");
            for (int hour = 0; hour < 12; hour++) {
                home.minutes(60);
                Liveness state = home.state("shelly_gen1", "shellyht-AABBCC");
                assertTrue(state != Liveness.LOST, "lost " + (hour + 1) + " h after wake " + wake);
                assertEquals(List.of(19.4), home.shown("shellyht-AABBCC", Quantity.TEMPERATURE));
            }
        }
        home.minutes(60 * 60);
        assertEquals(Liveness.LOST, home.state("shelly_gen1", "shellyht-AABBCC"), "five wakes missed");
    }

    /// Evenings of many reports, and silence for the rest of the day: nothing changes, so nothing is published.
    private void evening() {
        for (int i = 0; i < 180; i++) {
            home.hears(PLUG + "/events/rpc", shellyDelta(PLUG, 100 + i % 9)).minutes(1);
        }
        home.hears(PLUG + "/events/rpc", shellyDelta(PLUG, 0));
    }

    @Test
    void theNightsOfAPlugThatReportsOnChangeAreLearned() {
        for (int day = 0; day < 3; day++) {
            evening();
            home.minutes(21 * 60);
        }
        evening();
        home.minutes(20 * 60);
        assertEquals(Liveness.QUIET, home.state("shelly_gen2", PLUG));
        assertEquals(0, home.watts(PLUG));
        home.minutes(14 * 60);
        assertEquals(Liveness.LOST, home.state("shelly_gen2", PLUG), "half as long again as ever");
    }

    @Test
    void oneOutageIsNoHabit() {
        fridgeRuns(24);
        home.minutes(20 * 60);
        fridgeRuns(24);
        home.minutes(61);
        assertEquals(Liveness.LOST, fridge());
    }

    @Test
    void aDeviceWhoseWillSaysOnlineIsQuietForADay() {
        home.isTold(PLUG + "/online", "true");
        evening();
        home.minutes(20 * 60);
        assertEquals(Liveness.QUIET, home.state("shelly_gen2", PLUG));
        assertEquals(0, home.watts(PLUG));
        home.minutes(6 * 60);
        assertEquals(Liveness.LOST, home.state("shelly_gen2", PLUG), "it hangs");
    }

    @Test
    void aWillThatSaysOfflineCountsAtOnceAndReportsOverruleIt() {
        fridgeRuns(1);
        home.hears("tele/fridge/LWT", "Offline");
        assertEquals(Liveness.LOST, fridge());
        assertEquals(List.of(), home.devices.current(home.now));
        home.seconds(40).hears("tele/fridge/LWT", "Online");
        assertEquals(Liveness.LIVE, fridge());
        assertEquals(List.of(), home.devices.current(home.now), "what was true before is not true now");
        home.hears("tele/fridge/LWT", "Offline").seconds(5);
        fridgeSays();
        assertEquals(Liveness.LIVE, fridge());
    }

    @Test
    void nothingOfALostDeviceIsLearned() {
        fridgeRuns(2);
        home.hears("tele/fridge/LWT", "Offline");
        Map<String, String> before = home.learned();
        home.minutes(240);
        assertTrue(before.equals(home.learned()), "no ticks");
    }

    @Test
    void nothingOfADeviceThatFellSilentIsLearnedThoughItsPowerCameSeldom() {
        for (int i = 0; i < 60 * 12; i++) {
            home.hears("shellies/slow/temperature", "31.5");
            if (i % 60 == 0) {
                home.hears("shellies/slow/relay/0/power", "60.12");
            }
            home.minutes(1);
        }
        home.minutes(16);
        assertEquals(Liveness.LOST, home.state("shelly_gen1", "slow"));
        Map<String, String> before = home.learned();
        home.minutes(50);
        assertTrue(before.equals(home.learned()), "a reading an hour is held for an hour and a half, but not now");
    }

    @Test
    void aBridgeThatGoesTakesItsDevicesAndTheirStreamsAlong() {
        home.isTold("zigbee2mqtt/bridge/state", "{\"state\":\"online\"}");
        for (int i = 0; i < 120; i++) {
            home.hears("zigbee2mqtt/heater", zigbee("ON", 800 + i % 3, 230, 3.48, 3.1))
                    .minutes(1);
        }
        fridgeSays();
        home.hears("zigbee2mqtt/bridge/state", "{\"state\":\"offline\"}");
        assertEquals(Liveness.LOST, home.state("zigbee2mqtt", "heater"));
        assertEquals(List.of(), home.shown("heater", Quantity.POWER));
        assertEquals(Liveness.LIVE, fridge());
        Map<String, String> before = home.learned();
        home.minutes(30);
        assertEquals(before.get("zigbee2mqtt:heater/power"), home.learned().get("zigbee2mqtt:heater/power"));
        home.minutes(180).hears("zigbee2mqtt/bridge/state", "{\"state\":\"online\"}");
        assertTrue(home.state("zigbee2mqtt", "heater") != Liveness.LOST, "the silence was the bridge's");
        assertEquals(List.of(), home.shown("heater", Quantity.POWER));
        home.hears("zigbee2mqtt/heater", zigbee("ON", 801, 230, 3.48, 3.1));
        assertEquals(801, home.watts("heater"));
    }

    @Test
    void availabilityOfOneZigbeeDeviceIsItsOwn() {
        home.hears("zigbee2mqtt/heater", zigbee("ON", 801, 230, 3.48, 3.1));
        home.hears("zigbee2mqtt/lamp", zigbee("ON", 9, 230, 0.04, 3.1));
        home.hears("zigbee2mqtt/heater/availability", "{\"state\":\"offline\"}");
        assertEquals(Liveness.LOST, home.state("zigbee2mqtt", "heater"));
        assertEquals(Liveness.LIVE, home.state("zigbee2mqtt", "lamp"));
    }

    @Test
    void aDeviceThatSendsItsStateButNoPowerIsAlive() {
        fridgeRuns(3);
        for (int i = 0; i < 36; i++) {
            home.minutes(5).hears("tele/fridge/STATE", STATE);
        }
        assertEquals(Liveness.LIVE, fridge());
    }

    @Test
    void aDeviceThatTalksNonsenseIsAlive() {
        fridgeRuns(3);
        for (int i = 0; i < 36; i++) {
            home.minutes(5).hears("tele/fridge/SENSOR", tasmota(12.5, 9e9));
        }
        assertEquals(Liveness.LIVE, fridge());
        assertEquals(84, home.watts("fridge"));
    }

    @Test
    void whileOurBrokerIsAwayNobodyIsLostButValuesGrowOld() {
        fridgeRuns(3);
        home.happens(Cause.DISCONNECT).minutes(30);
        assertEquals(84, home.watts("fridge"));
        home.minutes(300);
        assertEquals(Liveness.QUIET, fridge());
        assertEquals(List.of(), home.devices.current(home.now));
        home.happens(Cause.RECONNECT).minutes(1);
        assertEquals(Liveness.LIVE, fridge());
        assertEquals(List.of(), home.devices.current(home.now), "nobody knows yet what it draws");
        home.minutes(61);
        assertEquals(Liveness.LOST, fridge(), "now the silence is its own");
    }

    @Test
    void whoWasLostBeforeTheBrokerWentIsLostStill() {
        fridgeRuns(3);
        home.minutes(70).happens(Cause.DISCONNECT).minutes(10);
        assertEquals(Liveness.LOST, fridge());
        home.happens(Cause.RECONNECT);
        assertEquals(Liveness.LOST, fridge());
    }

    @Test
    void theBrokersAbsenceIsNotLearnedAsAHabit() {
        fridgeRuns(24);
        for (int outage = 0; outage < 3; outage++) {
            home.happens(Cause.DISCONNECT).minutes(20 * 60).happens(Cause.RECONNECT);
            fridgeRuns(4);
        }
        home.minutes(61);
        assertEquals(Liveness.LOST, fridge());
    }

    @Test
    void aClockThatJumpsMakesNobodyLostAndKeepsNobodyAlive() {
        fridgeRuns(3);
        home.now = home.now.plus(Duration.ofDays(20));
        home.happens(Cause.CLOCK_JUMP);
        assertEquals(Liveness.LIVE, fridge());
        home.now = Instant.parse("2026-02-01T00:00:00Z");
        home.happens(Cause.CLOCK_JUMP).minutes(70);
        assertEquals(Liveness.LOST, fridge());
    }

    @Test
    void aDeviceThatIsOnlyToldOfIsQuietForADayThenLostAndOneThatIsToldOfflineIsLost() {
        home.isTold("tele/fridge/LWT", "Online").isTold("tele/gone/LWT", "Offline");
        assertEquals(Liveness.QUIET, fridge());
        assertEquals(Liveness.LOST, home.state("tasmota", "gone"));
        assertEquals(2, home.devices.all().size());
        assertEquals(Optional.empty(), home.devices.lastHeard(new DeviceId("tasmota", "fridge")));
        home.minutes(26 * 60);
        assertEquals(Liveness.LOST, fridge());
        fridgeSays();
        assertEquals(Liveness.LIVE, fridge());
    }

    @Test
    void aRestartAlarmsNobody() {
        home.isTold("tele/fridge/LWT", "Online");
        home.isTold("zigbee2mqtt/bridge/state", "{\"state\":\"online\"}");
        home.isTold("zigbee2mqtt/lamp", zigbee("ON", 9, 230, 0.04, 3.1));
        home.isTold(PLUG + "/online", "true").isTold(PLUG + "/status/switch:0", shelly(true, 9, 230, 0.04, 1));
        for (int hour = 0; hour < 12; hour++) {
            home.minutes(60);
            for (DeviceId device : home.devices.all()) {
                assertEquals(Liveness.QUIET, home.devices.liveness(device, home.now), device.toString());
            }
        }
        assertEquals(3, home.devices.all().size());
        assertEquals(List.of(), home.decisions);
    }

    @Test
    void aDeviceThatItsDiscoveryRemovedIsForgotten() {
        fridgeSays();
        home.isTold("tasmota/discovery/A1B2C3D4E5F6/config", """
                {"dn":"fridge","fn":["fridge"],"hn":"t","mac":"A1B2C3D4E5F6","md":"x","ofln":"Offline","onln":"Online",
                "state":["OFF","ON","TOGGLE","HOLD"],"t":"fridge","ft":"%prefix%/%topic%/",
                "tp":["cmnd","stat","tele"],"rl":[1,0,0,0,0,0,0,0],"ver":1}""");
        home.isTold("tasmota/discovery/A1B2C3D4E5F6/config", "");
        assertEquals(List.of(), home.devices.all());
        assertEquals(List.of(), home.devices.current(home.now));
    }
}
