package dev.domovoi.score.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BlockMaximaTest {
    private static BlockMaxima exponential(int blocks, double floor) {
        BlockMaxima maxima = new BlockMaxima(floor);
        Random random = new Random(3);
        for (int i = 0; i < blocks; i++) {
            maxima.add(-Math.log(random.nextDouble()));
        }
        return maxima;
    }

    @Test
    void anOrdinaryValueIsNotRareAndATailIsRareAsItIs() {
        BlockMaxima maxima = exponential(400, 0.1);
        assertEquals(0, maxima.rarityNats(1));
        assertEquals(4, maxima.rarityNats(4), 0.6);
        assertEquals(8, maxima.rarityNats(8), 1.4);
    }

    @Test
    void aStreamThatWasAlwaysTheSameIsJudgedByTheFloor() {
        BlockMaxima maxima = new BlockMaxima(0.5);
        for (int i = 0; i < 20; i++) {
            maxima.add(2);
        }
        assertEquals(0, maxima.rarityNats(2));
        assertEquals(Math.log(5) + 2, maxima.rarityNats(3), 1e-9);
    }

    @Test
    void oneBadBlockDoesNotMakeTheNextOneNormalButTenDo() {
        BlockMaxima maxima = exponential(28, 0.5);
        double before = maxima.rarityNats(30);
        maxima.add(30);
        assertTrue(maxima.rarityNats(30) > before / 2, before + " and then " + maxima.rarityNats(30));
        for (int i = 0; i < 40; i++) {
            maxima.add(30);
        }
        assertTrue(maxima.rarityNats(30) < 3, "then " + maxima.rarityNats(30));
    }

    @Test
    void knowsNothingBeforeTheFirstBlock() {
        assertEquals(0, new BlockMaxima(1).rarityNats(1e9));
    }

    @Test
    void goesOnFromWhatItSavedAndRefusesWhatItCannotHaveSaved() {
        BlockMaxima maxima = exponential(500, 0.1);
        ByteBuffer saved = ByteBuffer.allocate(BlockMaxima.stateBytes());
        maxima.save(saved);
        BlockMaxima restored = new BlockMaxima(0.1);
        restored.load(saved.flip());
        assertEquals(maxima.rarityNats(5), restored.rarityNats(5));
        assertThrows(
                IllegalArgumentException.class,
                () -> restored.load(saved.clear().putInt(0, -1)));
    }
}
