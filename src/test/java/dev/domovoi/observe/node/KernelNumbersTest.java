package dev.domovoi.observe.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Memory, load, uptime and clocks.
final class KernelNumbersTest {
    private static final String CLOCK = "/sys/devices/system/cpu/cpufreq/policy0/scaling_cur_freq";

    @Test
    void memoryIsInKibibytes() {
        assertEquals(
                Map.of("total|memory", 7_998_764 * 1024.0, "available|memory", 6_421_300 * 1024.0),
                Told.by("/proc/meminfo", """
                        MemTotal:        7998764 kB
                        MemFree:         2114520 kB
                        MemAvailable:    6421300 kB
                        Buffers:          128340 kB
                        HugePages_Total:       0
                        """).values());
    }

    @Test
    void whatOfMemoryCannotBeReadIsAProblemBesideTheRest() {
        Told told = Told.by("/proc/meminfo", "MemTotal: 5 kB\nMemAvailable: lots\n");
        assertEquals(Map.of("total|memory", 5 * 1024.0), told.values());
        assertEquals(List.of("/proc/meminfo"), told.places());
        for (String wrong : List.of("", "MemFree: 5 kB", "MemTotal: 5 MB", "MemTotal: " + "9".repeat(30) + " kB")) {
            assertEquals(Map.of(), Told.by("/proc/meminfo", wrong).values(), wrong);
            assertFalse(Told.by("/proc/meminfo", wrong).places().isEmpty(), wrong);
        }
    }

    @Test
    void loadHasThreeSpans() {
        assertEquals(
                Map.of("1m|load", 0.52, "5m|load", 0.61, "15m|load", 11.7),
                Told.by("/proc/loadavg", "0.52 0.61 11.70 2/312 90417\n").values());
        for (String wrong : List.of("", "a b c", "-1 2 3 1/2 3")) {
            assertEquals(Map.of(), Told.by("/proc/loadavg", wrong).values(), wrong);
            assertEquals(
                    List.of("/proc/loadavg"), Told.by("/proc/loadavg", wrong).places(), wrong);
        }
    }

    @Test
    void uptimeIsTheFirstOfItsTwoNumbers() {
        assertEquals(
                Map.of("|uptime", 1_186.54),
                Told.by("/proc/uptime", "1186.54 2089.47\n").values());
        for (String wrong : List.of("", "long", "-5 1", "1".repeat(200))) {
            assertEquals(Map.of(), Told.by("/proc/uptime", wrong).values(), wrong);
            assertEquals(List.of("/proc/uptime"), Told.by("/proc/uptime", wrong).places(), wrong);
        }
    }

    @Test
    void clocksAreInKilohertz() {
        assertEquals(
                Map.of("policy0|cpu_frequency", 1.5e9),
                Told.by(CLOCK, "1500000\n").values());
        for (String wrong : List.of("", "<unknown>", "-1", "99999999999")) {
            assertEquals(Map.of(), Told.by(CLOCK, wrong).values(), wrong);
            assertEquals(List.of(CLOCK), Told.by(CLOCK, wrong).places(), wrong);
        }
    }

    @Test
    void aFileOfNoSignalIsPassedOver() {
        for (String path : List.of("/proc/version", "proc/uptime", "/proc/uptime/", "/x/proc/uptime", "", "/")) {
            Told told = Told.by(path, "1 2\n");
            assertEquals(Map.of(), told.values(), path);
            assertEquals(List.of(), told.places(), path);
        }
    }
}
