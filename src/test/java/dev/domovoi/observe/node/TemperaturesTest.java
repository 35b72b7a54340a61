package dev.domovoi.observe.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TemperaturesTest {
    private static NodeFile file(int zone, String name, String text) {
        return new NodeFile("/sys/class/thermal/thermal_zone" + zone + "/" + name, text);
    }

    @Test
    void aZoneGoesByItsType() {
        assertEquals(
                Map.of("cpu-thermal|temperature", 48.312),
                Told.by(file(0, "type", "cpu-thermal\n"), file(0, "temp", "48312\n"))
                        .values());
        assertEquals(
                Map.of("acpitz|temperature", -3.0),
                Told.by(file(0, "temp", "-3000\n"), file(0, "type", "acpitz\n")).values());
    }

    @Test
    void aZoneWithoutALegibleTypeGoesByItsFolder() {
        assertEquals(
                Map.of("thermal_zone3|temperature", 20.0),
                Told.by(file(3, "temp", "20000\n")).values());
        assertEquals(
                Map.of("thermal_zone3|temperature", 20.0),
                Told.by(file(3, "temp", "20000\n"), file(3, "type", "\u0007\n")).values());
        assertEquals(
                Map.of("thermal_zone3|temperature", 20.0),
                Told.by(file(3, "temp", "20000\n"), file(3, "type", "x".repeat(5_000)))
                        .values());
    }

    @Test
    void furtherZonesOfATypeCarryTheirNumberAndKeepItWhenAnotherCannotBeRead() {
        NodeFile first = file(0, "type", "acpitz\n");
        NodeFile second = file(1, "type", "acpitz\n");
        NodeFile third = file(2, "type", "acpitz.1\n");
        NodeFile warm = file(1, "temp", "27800\n");
        assertEquals(
                Map.of(
                        "acpitz|temperature", 16.8,
                        "acpitz.1|temperature", 27.8,
                        "acpitz.1.2|temperature", 30.0),
                Told.by(first, second, third, file(0, "temp", "16800\n"), warm, file(2, "temp", "30000\n"))
                        .values());
        assertEquals(
                Map.of("acpitz.1|temperature", 27.8),
                Told.by(first, second, warm).values());
    }

    @Test
    void whatIsNoTemperatureIsAProblem() {
        for (String wrong :
                List.of("", "warm", "0x20", "-274000", "999999999999999999999", "1e9", "4".repeat(60_000))) {
            Told told = Told.by(file(0, "temp", wrong));
            assertEquals(Map.of(), told.values(), wrong);
            assertEquals(List.of("/sys/class/thermal/thermal_zone0/temp"), told.places(), wrong);
        }
    }
}
