package dev.domovoi.app.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What a block gives back, and what it makes of bytes that are none.
final class BlockTest {
    private static final StreamId PLUG =
            new StreamId(new Source(new DeviceId("tasmota", "attic/plüg 2"), "0"), Quantity.POWER);

    private static Block read(byte[] written) {
        return switch (Block.read("test", written)) {
            case Block.Read.Whole whole -> whole.block();
            case Block.Read.Refused refused -> throw new AssertionError(refused.problem());
        };
    }

    @Test
    void valuesComeBackToTheHundredthAndGapsAsGaps() {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[2160];
        for (int i = 0; i < values.length; i++) {
            double watts = random.nextInt(5) == 0 ? -1e6 * random.nextDouble() : 3000 * random.nextDouble();
            values[i] = random.nextInt(7) == 0 ? Float.NaN : (float) watts;
        }
        Block back = read(new Block(PLUG, 10, 176_000_000L, values).written());
        assertEquals(PLUG, back.stream());
        assertEquals(10, back.tickSeconds());
        assertEquals(176_000_000L, back.firstIndex());
        for (int i = 0; i < values.length; i++) {
            boolean isKnown = !Float.isNaN(values[i]);
            assertEquals(isKnown, !Float.isNaN(back.values()[i]));
            double error = isKnown ? Math.abs(values[i] - back.values()[i]) : 0;
            assertTrue(error < 0.0051 + Math.abs(back.values()[i]) * 1e-7 || !isKnown, values[i] + " W");
        }
    }

    @Test
    void whatIsWrittenAgainIsTheSame() {
        float[] values = {0, 0.004f, 0.006f, 12.34f, Float.NaN, 2000.5f};
        byte[] once = new Block(PLUG, 60, 1, values).written();
        assertArrayEquals(once, read(once).written());
    }

    @Test
    void aSteadyDayTakesHardlyAnything() {
        float[] values = new float[2160];
        Arrays.fill(values, 1.3f);
        int bytes = new Block(PLUG, 10, 0, values).written().length;
        assertTrue(bytes < 120, bytes + " bytes");
    }

    @Test
    void damagedAndForeignBytesAreRefused() {
        byte[] written = new Block(PLUG, 60, 1, new float[] {1, 2, 3}).written();
        for (int seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = Arrays.copyOf(written, 1 + random.nextInt(written.length));
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            assertTrue(Block.read("test", bytes) instanceof Block.Read.Refused, "seed " + seed);
        }
    }
}
