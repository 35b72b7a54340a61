package dev.domovoi.observe.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PressureTest {
    @Test
    void readsTheTotalsOfEveryResource() {
        assertEquals(
                Map.of("io.some|psi_total", 159_886_802.0, "io.full|psi_total", 159_229_614.0),
                Told.by("/proc/pressure/io", """
                        some avg10=0.18 avg60=0.34 avg300=0.10 total=159886802
                        full avg10=0.18 avg60=0.34 avg300=0.10 total=159229614
                        """).values());
        assertEquals(
                Map.of("memory.some|psi_total", 7.0, "memory.full|psi_total", 0.0),
                Told.by("/proc/pressure/memory", """
                        some avg10=0.00 avg60=0.00 avg300=0.00 total=7
                        full avg10=0.00 avg60=0.00 avg300=0.00 total=0
                        """).values());
    }

    @Test
    void someKernelsHaveOnlyOneOfTheLines() {
        assertEquals(
                Map.of("irq.full|psi_total", 8_494.0),
                Told.by("/proc/pressure/irq", "full avg10=0.00 avg60=0.00 avg300=0.00 total=8494\n")
                        .values());
        assertEquals(
                Map.of("cpu.some|psi_total", 14_036_781.0),
                Told.by("/proc/pressure/cpu", "some avg10=0.00 avg60=0.00 avg300=0.00 total=14036781\n")
                        .values());
        assertEquals(Map.of(), Told.by("/proc/pressure/cpu", "").values());
    }

    @Test
    void aLineWithoutATotalIsAProblemAndTheOtherIsRead() {
        for (String wrong :
                List.of("some avg10=1 total=", "most total=5", "some total=-5", "some total=1e9", "total=5")) {
            Told told = Told.by("/proc/pressure/io", wrong + "\nfull avg10=0.00 total=3\n");
            assertEquals(Map.of("io.full|psi_total", 3.0), told.values(), wrong);
            assertEquals(List.of("/proc/pressure/io"), told.places(), wrong);
        }
    }

    @Test
    void aTotalBeyondSixtyFourBitsIsRefusedAndOneLineCountsOnce() {
        String path = "/proc/pressure/io";
        assertEquals(
                1.8446744073709552e19,
                Told.by(path, "some total=18446744073709551615").values().get("io.some|psi_total"));
        assertEquals(Map.of(), Told.by(path, "some total=" + "9".repeat(21)).values());
        assertEquals(
                Map.of("io.some|psi_total", 1.0),
                Told.by(path, "some total=1\nsome total=2").values());
    }
}
