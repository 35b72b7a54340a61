package dev.domovoi.app;

import static dev.domovoi.app.Says.tasmota;
import static dev.domovoi.app.Says.zigbee;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A meter that reports and does not move is found; one that has no reason to move is left alone.
final class FrozenMeterTest {
    private static final String SENSOR = "tele/freezer/SENSOR";

    private final HeardHome home = new HeardHome();
    private final Random chance = new Random(11);
    private double kwh = 40;

    /// A freezer as it is, told every five minutes for so many hours.
    private void runs(int hours) {
        for (int i = 0; i < 12 * hours; i++) {
            double watts = i % 8 < 3 ? 85 + chance.nextInt(4) : 0;
            kwh += watts / 12 / 1000;
            home.hears(SENSOR, tasmota(kwh, watts, 228 + chance.nextInt(5), watts / 230))
                    .minutes(5);
        }
    }

    private void repeats(String topic, String payload, int hours) {
        for (int i = 0; i < 12 * hours; i++) {
            home.hears(topic, payload).minutes(5);
        }
    }

    @Test
    void aMeterThatHangsWhileThePlugReportsIsFrozenAndItsPowerNotLearned() {
        runs(24);
        assertEquals(Optional.of(false), home.isFrozen("freezer"));
        repeats(SENSOR, tasmota(kwh, 87, 229, 0.378), 2);
        assertEquals(Optional.of(false), home.isFrozen("freezer"));
        repeats(SENSOR, tasmota(kwh, 87, 229, 0.378), 3);
        assertEquals(Optional.of(true), home.isFrozen("freezer"));
        assertEquals("power 87.0 frozen", home.doubted.getFirst());
        assertEquals(87, home.watts("freezer"), "shown beside the word that it is frozen");
        int doubted = home.doubted.size();
        runs(1);
        assertEquals(Optional.of(false), home.isFrozen("freezer"));
        assertEquals(doubted, home.doubted.size());
    }

    @Test
    void aPlugThatIsOffForDaysIsNotFrozen() {
        runs(24);
        for (int i = 0; i < 12 * 72; i++) {
            home.hears(SENSOR, tasmota(kwh, 0, 228 + chance.nextInt(5), 0)).minutes(5);
        }
        assertEquals(Optional.of(false), home.isFrozen("freezer"));
        repeats(SENSOR, tasmota(kwh, 0, 0, 0), 72);
        assertEquals(Optional.of(false), home.isFrozen("freezer"), "nor is one that measures behind its open relay");
        assertEquals(List.of(), home.doubted);
    }

    @Test
    void aVoltageThatStandsStillAtNoWattsIsFrozen() {
        runs(24);
        repeats(SENSOR, tasmota(kwh, 0, 230, 0), 12);
        assertEquals(Optional.of(true), home.isFrozen("freezer"));
    }

    @Test
    void aLampOfWholeWattsMayRepeatThemAllNight() {
        for (int day = 0; day < 20; day++) {
            repeats("shellies/lamp/relay/0/power", "0.00", 12);
            repeats("shellies/lamp/relay/0/power", day % 2 == 0 ? "9.00" : "10.00", 12);
        }
        assertTrue(home.isFrozen("lamp").filter(frozen -> frozen).isEmpty());
        assertEquals(List.of(), home.doubted);
    }

    @Test
    void aFinePowerThatAlwaysMovedAndStandsStillIsFrozen() {
        for (int i = 0; i < 12 * 24; i++) {
            home.hears("shellies/server/relay/0/power", Says.decimal(61 + chance.nextInt(30) / 10.0));
            home.hears("shellies/server/relay/0/energy", Integer.toString(100_000 + 310 * i))
                    .minutes(5);
        }
        for (int i = 0; i < 12 * 4; i++) {
            home.hears("shellies/server/relay/0/power", "62.4");
            home.hears("shellies/server/relay/0/energy", "189000").minutes(5);
        }
        assertEquals(Optional.of(true), home.isFrozen("server"));
    }

    @Test
    void aStuckHeaterOfWhichOnlyThePowerIsToldIsNotFrozen() {
        home.hears(
                "homeassistant/sensor/s31/power/config",
                "{\"stat_t\":\"s31/sensor/power/state\",\"dev_cla\":\"power\",\"unit_of_meas\":\"W\"}");
        for (int i = 0; i < 12 * 24; i++) {
            home.hears("s31/sensor/power/state", i % 4 == 0 ? "0.0" : Says.decimal(1_990 + chance.nextInt(200) / 10.0))
                    .minutes(5);
        }
        repeats("s31/sensor/power/state", "2000.0", 12);
        assertEquals(List.of(), home.doubted);
    }

    @Test
    void aStuckHeaterAtSteadyWattsWhoseTotalCountsIsNotFrozen() {
        runs(24);
        for (int i = 0; i < 12 * 24; i++) {
            kwh += 0.1667;
            home.hears(SENSOR, tasmota(kwh, 2_000, 230, 8.696)).minutes(5);
        }
        assertEquals(Optional.of(false), home.isFrozen("freezer"));
        assertEquals(List.of(), home.doubted);
    }

    @Test
    void aBridgeThatRepeatsWhatItRemembersIsNotFrozenWhileAnyPartMoves() {
        for (int i = 0; i < 12 * 48; i++) {
            home.hears("zigbee2mqtt/heater", zigbee("ON", 1_900, 227 + chance.nextInt(6), 8.26, 3.1))
                    .minutes(5);
        }
        assertEquals(Optional.of(false), home.isFrozen("heater"));
    }

    @Test
    void aNumberThatNeverMovedIsAConstantOfTheDevice() {
        String constant = "{\"wifi_sta\":{\"connected\":true,\"rssi\":-61},\"relays\":[{\"ison\":true}],"
                + "\"meters\":[{\"power\":60.00,\"is_valid\":true}]}";
        repeats("shellies/shelly1-B929CC/info", constant, 72);
        assertEquals(Optional.empty(), home.isFrozen("shelly1-B929CC"));
        assertEquals(List.of(), home.doubted);
    }

    @Test
    void aMeterThatIsAwayIsNotFrozen() {
        runs(24);
        home.hears(SENSOR, tasmota(kwh, 87, 229, 0.378)).minutes(12 * 60);
        home.hears(SENSOR, tasmota(kwh, 87, 229, 0.378)).minutes(5);
        home.hears(SENSOR, tasmota(kwh, 87, 229, 0.378));
        assertEquals(List.of(), home.doubted);
    }
}
