package dev.domovoi.score.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.score.Judgement;
import org.junit.jupiter.api.Test;

final class EwmaTest {
    private final Ewma scorer = new Ewma(Streams.PLUG, Streams.MINUTE);

    private static Judgement run(Ewma scorer, long from, long to, double watts) {
        Judgement last = null;
        for (long minute = from; minute < to; minute++) {
            double noise = Streams.independent(1).applyAsDouble(minute) - 60;
            last = scorer.judge(Streams.tick(minute, watts + noise), 1).orElse(last);
        }
        return java.util.Objects.requireNonNull(last);
    }

    @Test
    void alarmsOnAStepAndSaysHowFarItIsBefore() {
        assertFalse(run(scorer, 0, 3 * Streams.DAY, 60).isReady());
        assertEquals(8 / 12.0, scorer.readiness(Streams.START).ratio(), 0.1);
        assertFalse(run(scorer, 3 * Streams.DAY, 8 * Streams.DAY, 60).alarms());
        Judgement step = run(scorer, 8 * Streams.DAY, 8 * Streams.DAY + 60, 200);
        assertTrue(step.alarms() && step.anomaly() > 3, "anomaly " + step.anomaly());
    }

    @Test
    void goesOnFromItsState() {
        run(scorer, 0, 5 * Streams.DAY + 77, 60);
        byte[] state = scorer.state();
        Ewma restored = Ewma.restored(state, Streams.PLUG, Streams.MINUTE);
        long from = 5 * Streams.DAY + 77;
        Judgement one = run(scorer, from, from + Streams.DAY, 80);
        Judgement other = run(restored, from, from + Streams.DAY, 80);
        assertEquals(one.anomaly(), other.anomaly());
        assertEquals(one.tailProbability(), other.tailProbability());
        state[40] ^= 1;
        assertThrows(IllegalArgumentException.class, () -> Ewma.restored(state, Streams.PLUG, Streams.MINUTE));
    }
}
