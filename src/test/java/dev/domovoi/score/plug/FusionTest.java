package dev.domovoi.score.plug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class FusionTest {
    private static final Fusion AGREEING = new Fusion(2, 0.5, 2);

    @Test
    void channelsThatAgreeSayMoreThanTheStrongestAlone() {
        assertEquals(4 + Math.log(2) / 2, AGREEING.together(new double[] {4, -20, 4}), 1e-9);
        assertEquals(4 + Math.log(3) / 2, AGREEING.together(new double[] {4, 4, 4}), 1e-9);
        assertEquals(4 + Math.log1p(Math.exp(-4)) / 2, AGREEING.together(new double[] {2, 4}), 1e-9);
    }

    @Test
    void oneStrongChannelIsHardlyMovedByManyWeakOnes() {
        double[] evidence = new double[14];
        evidence[3] = 4;
        double together = AGREEING.together(evidence);
        assertTrue(together > 4 && together < 4.003, "together " + together);
        assertEquals(800, AGREEING.together(new double[] {800, -800}), 1e-9);
    }

    @Test
    void infiniteSharpnessLeavesTheStrongest() {
        Fusion alone = new Fusion(2, 0.5, Double.POSITIVE_INFINITY);
        assertEquals(4, alone.together(new double[] {4, 1, 4}));
        assertEquals(-3, alone.together(new double[] {-3, -4}));
    }

    @Test
    void theLineFromEvidenceToRateIsTheSameBothWays() {
        assertEquals(2, AGREEING.threshold(1), 1e-9);
        double once = AGREEING.threshold(0.1);
        assertEquals(2 + 0.5 * Math.log(10), once, 1e-9);
        assertEquals(Math.log(280), AGREEING.surpriseNats(once), 1e-9);
    }
}
