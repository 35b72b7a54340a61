package dev.domovoi.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PoissonIntervalTest {
    /// Garwood's table of 1936.
    @ParameterizedTest
    @CsvSource({"0, 0, 3.69", "1, 0.0253, 5.57", "5, 1.62, 11.67", "30, 20.24, 42.83"})
    void isTheExactOne(int count, double low, double high) {
        PoissonInterval interval = PoissonInterval.of(count);
        assertEquals(low, interval.low(), 0.005);
        assertEquals(high, interval.high(), 0.005);
    }
}
