package dev.domovoi.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class SlowestLineTest {
    @Test
    void tellsTheWarmOnesApartFromTheFirstHundred() {
        SlowestLine slowest = new SlowestLine();
        slowest.took(57_000_000, 1);
        assertEquals("slowest line 57.0 ms (line 1)", slowest.toString());
        for (int number = 2; number <= 100; number++) {
            slowest.took(3_000_000, number);
        }
        slowest.took(1_000_000, 101);
        slowest.took(2_500_000, 102);
        slowest.took(2_000_000, 103);
        assertEquals("slowest line 57.0 ms (line 1), after the first 100 2.5 ms (line 102)", slowest.toString());
    }
}
