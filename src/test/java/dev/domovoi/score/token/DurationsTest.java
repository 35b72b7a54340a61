package dev.domovoi.score.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Bins of durations, and what hazards over them say of a moment.
final class DurationsTest {
    @Test
    void edgesRiseFromTwentySecondsToFourHundredHours() {
        assertEquals(20, Durations.from(0));
        assertEquals(2595, Durations.from(12));
        assertEquals(3600, Durations.to(12));
        assertEquals(36 * 3600, Durations.from(48));
        assertEquals(400 * 3600, Durations.to(55));
        for (int bin = 0; bin < Durations.BINS; bin++) {
            assertTrue(Durations.from(bin) < Durations.to(bin), "bin " + bin);
            assertEquals(bin, Durations.bin(Durations.from(bin)));
            assertEquals(bin, Durations.bin(Durations.to(bin) - 0.001));
            assertEquals(bin, Durations.bin(Durations.middle(bin)));
        }
        assertEquals(0, Durations.bin(1));
        assertEquals(55, Durations.bin(1e9));
    }

    @Test
    void survivalIsTheProductOfBinsThatWereOutlasted() {
        float[] hazards = new float[Durations.BINS];
        hazards[0] = 0.5f;
        hazards[3] = 0.2f;

        assertEquals(0, Survival.surpriseNats(hazards, 20));
        assertEquals(Math.log(2), Survival.surpriseNats(hazards, 30), 1e-6);
        assertEquals(Math.log(2) / 2, Survival.surpriseNats(hazards, 25), 1e-6);
        assertEquals(-Math.log(0.4), Survival.surpriseNats(hazards, 5000), 1e-6);
    }

    @Test
    void behindTheLastBinItFallsOnForThreeWidths() {
        float[] hazards = new float[Durations.BINS];
        hazards[55] = 0.5f;
        double width = 256 * 3600;
        assertEquals(2 * Math.log(2), Survival.surpriseNats(hazards, 144 * 3600 + 2 * width), 1e-6);
        assertEquals(3 * Math.log(2), Survival.surpriseNats(hazards, 144 * 3600 + 9 * width), 1e-6);
        hazards[55] = 1;
        assertTrue(Double.isFinite(Survival.surpriseNats(hazards, 1e9)));
    }

    @Test
    void ratesAreTheSlopeOfTheSurprise() {
        float[] hazards = new float[Durations.BINS];
        java.util.Arrays.fill(hazards, 0.3f);
        for (double elapsed : new double[] {25, 400, 5000, 100_000}) {
            double step = 0.5;
            double slope = Survival.surpriseNats(hazards, elapsed + step) - Survival.surpriseNats(hazards, elapsed);
            assertEquals(slope / step * 3600, Survival.ratePerHour(hazards, elapsed), 1e-6);
        }
    }
}
