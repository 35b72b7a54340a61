package dev.domovoi.observe.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What only a Raspberry Pi tells: of its supply, and of what slows it down.
final class RaspberryPiTest {
    private static final String THROTTLED = "/sys/devices/platform/soc/soc:firmware/get_throttled";

    private static NodeFile monitor(int number, String name, String text) {
        return new NodeFile("/sys/class/hwmon/hwmon" + number + "/" + name, text);
    }

    @Test
    void theSupplyIsTheMonitorOfThatNameWhateverItsNumber() {
        assertEquals(
                Map.of("|undervoltage", 1.0),
                Told.by(
                                monitor(0, "name", "cpu_thermal\n"),
                                monitor(1, "name", "nct6775\n"),
                                monitor(1, "in0_lcrit_alarm", "0\n"),
                                monitor(7, "name", "rpi_volt\n"),
                                monitor(7, "in0_lcrit_alarm", "1\n"))
                        .values());
        assertEquals(
                Map.of("|undervoltage", 0.0),
                Told.by(monitor(1, "in0_lcrit_alarm", "0\n")).values());
    }

    @Test
    void anotherChipsAlarmIsNoUndervoltage() {
        assertEquals(
                Map.of(),
                Told.by(monitor(0, "name", "ina3221\n"), monitor(0, "in0_lcrit_alarm", "1\n"))
                        .values());
    }

    @Test
    void anAlarmIsZeroOrOne() {
        Told told = Told.by(monitor(1, "name", "rpi_volt\n"), monitor(1, "in0_lcrit_alarm", "2\n"));
        assertEquals(Map.of(), told.values());
        assertEquals(List.of("/sys/class/hwmon/hwmon1/in0_lcrit_alarm"), told.places());
    }

    @Test
    void onlyTheSupplyMustBeLookedAtAllTheTime() {
        assertEquals(
                List.of(SupplyVoltage.class),
                NodeSignals.all("/").stream()
                        .filter(NodeSignal::isFleeting)
                        .map(NodeSignal::getClass)
                        .toList());
    }

    @Test
    void eachBitOfTheMaskHasItsOwnName() {
        Map<String, Double> told = Told.by(THROTTLED, "50005\n").values();
        assertEquals(
                Map.of(
                        "undervoltage_now|throttled", 1.0,
                        "freq_capped_now|throttled", 0.0,
                        "throttled_now|throttled", 1.0,
                        "soft_temp_limit_now|throttled", 0.0,
                        "undervoltage_seen|throttled", 1.0,
                        "freq_capped_seen|throttled", 0.0,
                        "throttled_seen|throttled", 1.0,
                        "soft_temp_limit_seen|throttled", 0.0),
                told);
        Map<String, Double> past = Told.by(THROTTLED, "90008\n").values();
        assertEquals(1.0, past.get("soft_temp_limit_now|throttled"));
        assertEquals(1.0, past.get("soft_temp_limit_seen|throttled"));
        assertEquals(0.0, past.get("undervoltage_now|throttled"));
        assertEquals(1.0, past.get("undervoltage_seen|throttled"));
        assertEquals(3.0, past.values().stream().mapToDouble(bit -> bit).sum());
    }

    @Test
    void theMaskIsHexadecimalWithOrWithoutItsPrefixAndOnEveryBoardsPath() {
        Map<String, Double> capped = Told.by(THROTTLED, "20002\n").values();
        assertEquals(1.0, capped.get("freq_capped_now|throttled"));
        for (String alike : List.of("0x20002\n", "0X20002", "throttled=0x20002\n")) {
            assertEquals(capped, Told.by(THROTTLED, alike).values(), alike);
        }
        for (String path : List.of(
                "/sys/devices/platform/soc:firmware/get_throttled",
                "/sys/devices/platform/soc@107c000000/soc@107c000000:firmware/get_throttled")) {
            assertEquals(capped, Told.by(path, "20002\n").values(), path);
        }
        assertTrue(Told.by(THROTTLED, "ffffffff").values().values().stream().allMatch(bit -> bit == 1));
    }

    @Test
    void whatIsNoMaskTellsNothingRatherThanAllIsWell() {
        for (String wrong : List.of("", "none", "0x", "-1", "150005005", "5 5")) {
            Told told = Told.by(THROTTLED, wrong);
            assertEquals(Map.of(), told.values(), wrong);
            assertEquals(List.of(THROTTLED), told.places(), wrong);
        }
    }
}
