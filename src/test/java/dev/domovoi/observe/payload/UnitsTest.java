package dev.domovoi.observe.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.signal.Quantity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "POWER, W, 42, 42",
        "POWER, mW, 42, 0.042",
        "POWER, kW, 0.042, 42",
        "POWER, MW, 1, 1000000",
        "CURRENT, mA, 500, 0.5",
        "VOLTAGE, mV, 230000, 230",
        "REACTIVE_POWER, kVAR, 1.5, 1500",
        "APPARENT_POWER, kVA, 1.5, 1500",
        "ENERGY_TOTAL, kWh, 12.5, 12.5",
        "ENERGY_TOTAL, Wh, 12500, 12.5",
        "ENERGY_TOTAL, MWh, 0.0125, 12.5",
        "ENERGY_TOTAL, J, 3600000, 1",
        "ENERGY_TOTAL, Wmin, 60000, 1",
        "TEMPERATURE, °C, 21.5, 21.5",
        "TEMPERATURE, F, 68, 20",
        "TEMPERATURE, K, 273.15, 0",
        "POWER_FACTOR, %, 97, 0.97",
        "HUMIDITY, %, 40, 40",
        "RSSI, dBm, -60, -60",
        "PING, ms, 2.5, 0.0025",
        "UPTIME, d, 2, 172800",
        "OCTETS_SENT, kbit/s, 8, 1000",
        "BITRATE, Mbit/s, 144.4, 144400000",
        "MEMORY, MiB, 2, 2097152",
        "PRESSURE_STALL_TOTAL, ms, 2, 2000"
    })
    void aNumberComesToTheQuantitysOwnUnit(Quantity quantity, String unit, double number, double expected) {
        double value = Units.of(quantity, unit).orElseThrow().inOwnUnit(number);
        assertEquals(expected, value, Math.abs(expected) * 1e-12 + 1e-12);
    }

    @Test
    void aUnitOfAnotherQuantityIsNone() {
        for (String unit : List.of("", "A", "Wh", "hp", "BTU/h", "m", "mmW", "W ", "°W", "%")) {
            assertEquals(Optional.empty(), Units.of(Quantity.POWER, unit), unit);
        }
        assertEquals(Optional.empty(), Units.of(Quantity.MEMORY, "Mbit"));
        assertEquals(Optional.empty(), Units.of(Quantity.POWER_FACTOR, "k"));
        assertEquals(Optional.empty(), Units.of(Quantity.HUMIDITY, "m%"));
    }

    @Test
    void everyQuantityKnowsItsOwnUnitAndShowsItFirst() {
        for (Quantity quantity : Quantity.values()) {
            assertEquals(Optional.of(Field.of(quantity)), Units.of(quantity, quantity.unit()), quantity.word());
            String first = quantity.unit().isEmpty() ? "none" : quantity.unit();
            assertTrue(Units.examples(quantity).startsWith(first), quantity.word());
        }
        assertEquals("kWh, J, Wh, Wmin, Ws, mWh", Units.examples(Quantity.ENERGY_TOTAL));
    }
}
