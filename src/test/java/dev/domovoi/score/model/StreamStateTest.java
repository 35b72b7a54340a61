package dev.domovoi.score.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a stream has behind it comes back to the bit, and nothing else is taken for it.
final class StreamStateTest {
    private static final ValueShape SHAPE = new ValueShape(new Size(12, 2, 3, 8, 500), 7, 4);
    private static final Span SPAN = new Span(9, 2);

    private final Random random = new Random(23);
    private final ValueStepper stepper = new ValueStepper(
            Kernels.best(),
            SHAPE,
            Compared.random(random, ValueWeights.of(SHAPE).layout().size(), 0.4),
            SPAN);
    private final float[] features = Compared.random(random, SHAPE.features(), 1);

    @Test
    void valuesGoOnFromWhatWasSavedToTheBit() {
        StreamState state = new StreamState(SHAPE.size(), SPAN);
        for (int t = 0; t < 40; t++) {
            StreamState again = StreamState.loaded(SHAPE.size(), SPAN, ByteBuffer.wrap(saved(state)));
            float[] expected = stepper.step(state, t % 7, features).clone();
            assertArrayEquals(expected, stepper.step(again, t % 7, features), "step " + t);
            assertArrayEquals(saved(state), saved(again));
        }
    }

    @Test
    void youngStreamsTakeLittleRoom() {
        StreamState state = new StreamState(SHAPE.size(), new Span(1000, 0));
        assertTrue(saved(state).length < 200, saved(state).length + " bytes");
        assertEquals(2 * 2 * 1000 * 12 * 4 + 2 * 2 * 8, state.bytes());
    }

    @Test
    void refusesOtherShapesCutsAndNonsense() {
        StreamState state = new StreamState(SHAPE.size(), SPAN);
        for (int t = 0; t < 30; t++) {
            stepper.step(state, t % 7, features);
        }
        byte[] bytes = saved(state);
        assertThrows(
                IllegalArgumentException.class,
                () -> StreamState.loaded(SHAPE.size(), new Span(11, 0), ByteBuffer.wrap(bytes)));
        assertThrows(
                IllegalArgumentException.class,
                () -> StreamState.loaded(new Size(12, 1, 3, 8, 500), SPAN, ByteBuffer.wrap(bytes)));
        assertThrows(
                IllegalArgumentException.class,
                () -> StreamState.loaded(new Size(12, 2, 3, 8, 1000), SPAN, ByteBuffer.wrap(bytes)),
                "another rotary base");
        for (int cut = 0; cut < bytes.length; cut += 7) {
            ByteBuffer shorter = ByteBuffer.wrap(bytes, 0, cut);
            assertThrows(BufferUnderflowException.class, () -> StreamState.loaded(SHAPE.size(), SPAN, shorter));
        }
        for (int round = 0; round < 500; round++) {
            byte[] damaged = bytes.clone();
            ByteBuffer.wrap(damaged).putInt(4 * random.nextInt(StreamState.HEAD_INTS), random.nextInt(-3, 40));
            try {
                StreamState other = StreamState.loaded(SHAPE.size(), SPAN, ByteBuffer.wrap(damaged));
                stepper.step(other, 0, features);
            } catch (IllegalArgumentException refused) {
                assertTrue(String.valueOf(refused.getMessage()).contains("state"), refused.toString());
            }
        }
    }

    @Test
    void refusesTurnsOffTheUnitCircle() {
        StreamState state = new StreamState(SHAPE.size(), SPAN);
        stepper.step(state, 3, features);
        byte[] bytes = saved(state);
        int firstTurn = StreamState.HEAD_INTS * Integer.BYTES;
        for (double shrunk : new double[] {0, 0.5, 0.999}) {
            byte[] damaged = bytes.clone();
            ByteBuffer turns = ByteBuffer.wrap(damaged);
            turns.putDouble(firstTurn, shrunk * turns.getDouble(firstTurn));
            turns.putDouble(firstTurn + Double.BYTES, shrunk * turns.getDouble(firstTurn + Double.BYTES));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> StreamState.loaded(SHAPE.size(), SPAN, ByteBuffer.wrap(damaged)));
        }
    }

    @Test
    void stepsNoStateOfAnotherSizeOrSpan() {
        StreamState otherBase = new StreamState(new Size(12, 2, 3, 8, 1000), SPAN);
        StreamState otherHeads = new StreamState(new Size(12, 2, 2, 8, 500), SPAN);
        StreamState otherSpan = new StreamState(SHAPE.size(), new Span(10, 1));
        for (StreamState other : new StreamState[] {otherBase, otherHeads, otherSpan}) {
            assertThrows(IllegalArgumentException.class, () -> stepper.step(other, 3, features));
            assertEquals(0, other.seen());
        }
    }

    private static byte[] saved(StreamState state) {
        ByteBuffer out = ByteBuffer.allocate(state.savedBytes());
        state.save(out);
        return out.array();
    }
}
