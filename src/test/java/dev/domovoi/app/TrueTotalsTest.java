package dev.domovoi.app;

import static dev.domovoi.app.Says.shelly;
import static dev.domovoi.app.Says.tasmota;
import static dev.domovoi.app.Says.zigbee;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.signal.Quantity;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which energy totals, and which other slow numbers, are taken for true.
final class TrueTotalsTest {
    private static final String SENSOR = "tele/washer/SENSOR";
    private static final String ENERGY = "shellies/plug/relay/0/energy";

    private final HeardHome home = new HeardHome();

    private void says(double kwh) {
        home.hears(SENSOR, tasmota(kwh, 60));
    }

    private void counts(double... kwhs) {
        for (double kwh : kwhs) {
            says(kwh);
            home.minutes(5);
        }
    }

    @Test
    void aTotalThatIsSetToZeroIsShownFromTheSecondReportOn() {
        counts(12.500, 12.505, 0.000);
        assertEquals(List.of("energy_total 0.0 reset"), home.quarantined);
        assertEquals(12.505, home.kwh("washer"));
        counts(0.005);
        assertEquals(0.005, home.kwh("washer"));
        counts(0.010);
        assertEquals(1, home.quarantined.size());
    }

    @Test
    void aGlitchOfZeroIsNoReset() {
        counts(12.500, 12.505, 0.000, 12.515, 12.520);
        assertEquals(List.of("energy_total 0.0 reset"), home.quarantined);
        assertEquals(12.520, home.kwh("washer"));
    }

    @Test
    void aShellyStartsToCountAnewWhenItBoots() {
        home.hears(ENERGY, "612345").seconds(30).hears(ENERGY, "612352").seconds(90);
        home.hears(ENERGY, "0");
        assertEquals(612352 / 60_000.0, home.kwh("plug"));
        home.seconds(30).hears(ENERGY, "7");
        assertEquals(7 / 60_000.0, home.kwh("plug"));
    }

    @Test
    void aResetBelievedWhileNothingFlowsNeedsHalfAMinuteNotTheSameMessageTwice() {
        home.hears(ENERGY, "612345")
                .seconds(60)
                .hears(ENERGY, "0")
                .hears(ENERGY, "0")
                .seconds(3)
                .hears(ENERGY, "0");
        assertEquals(3, home.quarantined.size());
        home.seconds(30).hears(ENERGY, "0");
        assertEquals(0, home.kwh("plug"));
    }

    @Test
    void aResetDuringAnAbsenceOfDaysIsOneToo() {
        counts(412.500);
        home.minutes(6 * 1440);
        counts(0.000, 0.005);
        assertEquals(0.005, home.kwh("washer"));
    }

    @Test
    void aTotalOfWattHoursIsNoKilowattHours() {
        counts(12.500, 12.505, 12_510, 12_515, 12_520);
        assertEquals(
                List.of("energy_total 12510.0 unit", "energy_total 12515.0 unit", "energy_total 12520.0 unit"),
                home.quarantined);
        counts(12.525);
        assertEquals(12.525, home.kwh("washer"));
    }

    @Test
    void aTotalThatAlwaysCountsWattHoursIsFoundOutByThePower() {
        for (int i = 0; i < 12; i++) {
            home.hears(SENSOR, tasmota(500 + 2 * i, 24)).minutes(5); // 24 W make 2 Wh in five minutes
        }
        assertEquals("energy_total 522.0 unit", home.quarantined.getLast());
        assertTrue(home.quarantined.size() > 6, home.quarantined::toString);
    }

    @Test
    void aLeapBeyondWhatThePlugCanDrawWaitsForASecondReport() {
        home.hears("stat/washer/POWER", "ON");
        counts(12.500, 12.505, 99.000, 12.515);
        assertEquals(List.of("energy_total 99.0 jump"), home.quarantined);
        counts(99.000, 99.005);
        assertEquals(99.005, home.kwh("washer"), "it was set to another value");
    }

    @Test
    void aWashingMachineHeardAgainAfterHoursDidNotLeap() {
        home.hears("stat/washer/POWER", "ON");
        counts(12.500);
        home.minutes(180);
        counts(14.100);
        assertEquals(14.100, home.kwh("washer"));
        assertEquals(List.of(), home.quarantined);
    }

    @Test
    void aMeterOfWholeKilowattHoursSteps() {
        home.hears("zigbee2mqtt/meter", "{\"power\":420,\"energy\":5123,\"state\":\"ON\"}")
                .seconds(20);
        home.hears("zigbee2mqtt/meter", "{\"power\":421,\"energy\":5124,\"state\":\"ON\"}");
        assertEquals(5_124, home.kwh("meter"));
    }

    @Test
    void anOlderMessageAfterANewerOneIsNeitherAResetNorCountedTwice() {
        home.hears("s1/status/switch:0", shelly(true, 900, 230, 3.9, 41_200)).seconds(10);
        home.hears("s1/status/switch:0", shelly(true, 901, 230, 3.9, 41_205)).seconds(1);
        home.hears("s1/status/switch:0", shelly(true, 900, 230, 3.9, 41_202.5)).seconds(9);
        assertEquals(List.of("energy_total 41.2025 decrease"), home.quarantined);
        assertEquals(41.205, home.kwh("s1"));
        home.hears("s1/status/switch:0", shelly(true, 900, 230, 3.9, 41_207.5));
        assertEquals(41.2075, home.kwh("s1"));
        assertEquals(1, home.quarantined.size());
    }

    @Test
    void theSameTotalTwiceIsCountedOnce() {
        says(12.5);
        says(12.5);
        home.seconds(10);
        says(12.5);
        assertEquals(12.5, home.kwh("washer"));
        assertEquals(List.of(), home.quarantined);
    }

    @Test
    void aTotalThatCreepsDownStaysAtItsHighestUntilItIsPassed() {
        for (int i = 0; i < 200; i++) {
            counts(12.5 - 0.01 * i); // a sunny day at a meter that counts backwards
        }
        assertEquals(12.5, home.kwh("washer"), "on the page a counter that falls would count as a reset each time");
        for (int i = 0; i < 210; i++) {
            counts(10.5 + 0.01 * i);
        }
        assertEquals(12.59, home.kwh("washer"), 1e-9);
        assertTrue(home.quarantined.stream().allMatch(each -> each.endsWith("decrease")), home.quarantined::toString);
    }

    @Test
    void aTotalThatWasSetLowerIsTakenOver() {
        counts(12.500, 12.505, 8.000, 8.005, 8.010);
        assertEquals(8.010, home.kwh("washer"));
        assertEquals(List.of("energy_total 8.0 reset"), home.quarantined);
    }

    @Test
    void aCounterThatWrapsGoesOnFromNothing() {
        home.hears("zigbee2mqtt/old", zigbee("ON", 60, 230, 0.26, 655.35)).minutes(5);
        home.hears("zigbee2mqtt/old", zigbee("ON", 60, 230, 0.26, 0.00)).minutes(5);
        home.hears("zigbee2mqtt/old", zigbee("ON", 60, 230, 0.26, 0.01));
        assertEquals(0.01, home.kwh("old"));
    }

    @Test
    void whatIsFedBackIsCountedByTheSameRules() {
        String total = "shellies/roof/emeter/0/total_returned";
        home.hears(total, "1200500").minutes(1).hears(total, "0").minutes(1).hears(total, "1200540");
        assertEquals(List.of(1_200.54), home.shown("roof", Quantity.ENERGY_RETURNED_TOTAL));
        assertEquals(List.of("energy_returned_total 0.0 reset"), home.quarantined);
    }

    @Test
    void aClockThatWasSetBackDoesNotHoldUpACounter() {
        counts(12.500, 12.505);
        home.now = Instant.parse("2026-03-01T00:00:00Z");
        home.happens(Cause.CLOCK_JUMP);
        counts(12.600, 12.605);
        assertEquals(12.605, home.kwh("washer"));
    }

    @Test
    void theStartValueOfASensorIsNoHeatAndALooseOneNoCold() {
        String sensor = "tele/cellar/SENSOR";
        String degrees = "{\"DS18B20\":{\"Id\":\"01\",\"Temperature\":%s},\"TempUnit\":\"C\"}";
        for (String celsius : List.of("11.4", "85.0", "11.5", "-127.0", "11.4")) {
            home.hears(sensor, degrees.formatted(celsius)).minutes(5);
        }
        assertEquals(List.of("temperature 85.0 spike", "temperature -127.0 limit"), home.quarantined);
        assertEquals(List.of(11.4), home.shown("cellar", Quantity.TEMPERATURE));
        home.hears(sensor, degrees.formatted("64.0")).minutes(5).hears(sensor, degrees.formatted("66.5"));
        assertEquals(List.of(66.5), home.shown("cellar", Quantity.TEMPERATURE), "two reports: it is a fire");
    }

    @Test
    void theMainsFallBehindAnOpenRelayButDoNotDouble() {
        home.hears("tele/plug/SENSOR", tasmota(1, 0, 231, 0)).minutes(5);
        home.hears("tele/plug/SENSOR", tasmota(1, 0, 0, 0)).minutes(5);
        home.hears("tele/plug/SENSOR", tasmota(1, 0, 230, 0)).minutes(5);
        assertEquals(List.of(), home.quarantined);
        home.hears("tele/plug/SENSOR", tasmota(1, 0, 466, 0)).minutes(5);
        home.hears("tele/plug/SENSOR", tasmota(1, 0, 230_000, 0)).minutes(5);
        assertEquals(List.of("voltage 466.0 spike", "voltage 230000.0 limit"), home.quarantined);
        assertEquals(List.of(230.0), home.shown("plug", Quantity.VOLTAGE));
    }

    @Test
    void milliamperesAreNoAmperes() {
        home.hears(
                "s1/status/switch:0", "{\"id\":0,\"output\":true,\"apower\":60.0,\"voltage\":230.1,\"current\":261}");
        assertEquals(List.of("current 261.0 rating"), home.quarantined);
        assertEquals(60, home.watts("s1"), "and nothing is concluded from them");
        home.seconds(5).hears("s1/status/switch:0", "{\"id\":0,\"output\":true,\"apower\":2990.0,\"current\":13.1}");
        assertEquals(List.of(13.1), home.shown("s1", Quantity.CURRENT));
    }

    @Test
    void shareAndPercentHaveTheirBounds() {
        home.hears("shellies/sensor/sensor/humidity", "55.5").hears("shellies/mains/emeter/0/pf", "-0.97");
        assertEquals(List.of(), home.quarantined);
        home.hears("shellies/sensor/sensor/humidity", "130.5").hears("shellies/mains/emeter/0/pf", "97");
        assertEquals(List.of("humidity 130.5 limit", "power_factor 97.0 limit"), home.quarantined);
    }
}
