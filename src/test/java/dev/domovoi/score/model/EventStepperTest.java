package dev.domovoi.score.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One event at a time gives what a whole window gives, after a restart too, and without making a byte.
final class EventStepperTest {
    private static final EventShape SHAPE = new EventShape(new Size(24, 2, 2, 32, 1000), 5, 12, 4, 6, 10);
    private static final int EVENTS = 90;

    private final Random random = new Random(19);
    private final EventWindow window = window();
    private final float[] weights =
            Compared.random(random, EventWeights.of(SHAPE).layout().size(), 0.3);

    static List<Span> spans() {
        return List.of(new Span(1, 0), new Span(7, 0), new Span(32, 0), new Span(1000, 0), new Span(16, 4));
    }

    @ParameterizedTest
    @MethodSource("spans")
    void equalsTheWholeWindow(Span span) {
        for (Kernels kernels : List.of(new PlainKernels(), Kernels.best())) {
            EventModel whole = new EventModel(kernels, SHAPE, span, EVENTS);
            whole.forward(weights, window);
            EventStepper stepper = new EventStepper(kernels, SHAPE, weights, span);
            StreamState state = new StreamState(SHAPE.size(), span);
            EventOutlook outlook = new EventOutlook(SHAPE);
            for (int t = 0; t < EVENTS; t++) {
                stepper.step(state, row(t), outlook);
                for (int k = 0; k < SHAPE.bins(); k++) {
                    double expected = 1 / (1 + Math.exp(-whole.hazardLogits()[t * SHAPE.bins() + k]));
                    assertEquals(expected, outlook.hazards()[k], 1e-5, "event " + t + ", bin " + k);
                }
                float[] next = stepper.next(outlook, window.bin[t]);
                for (int level = 0; level < SHAPE.levels(); level++) {
                    assertEquals(softmax(whole.nextLogits(), t, level), next[level], 1e-5, "after event " + t);
                }
            }
        }
    }

    @Test
    void goesOnFromWhatWasSavedToTheBit() {
        Span span = new Span(16, 3);
        EventStepper stepper = new EventStepper(Kernels.best(), SHAPE, weights, span);
        StreamState state = new StreamState(SHAPE.size(), span);
        EventOutlook outlook = new EventOutlook(SHAPE);
        for (int t = 0; t < 60; t++) {
            StreamState again = StreamState.loaded(SHAPE.size(), span, saved(state));
            EventOutlook outlookAgain = new EventOutlook(SHAPE);

            stepper.step(state, row(t), outlook);
            stepper.step(again, row(t), outlookAgain);

            assertEquals(state.seen(), again.seen());
            assertArrayEquals(saved(state).array(), saved(again).array(), "after event " + t);
            assertArrayEquals(saved(outlook).array(), saved(outlookAgain).array());
            EventOutlook loaded = EventOutlook.loaded(SHAPE, saved(outlook));
            float[] next = stepper.next(outlook, 3).clone();
            assertArrayEquals(next, stepper.next(loaded, 3));
        }
    }

    @Test
    void refusesMoreEventsThanOne() {
        Span span = new Span(16, 0);
        EventStepper stepper = new EventStepper(Kernels.best(), SHAPE, weights, span);
        StreamState state = new StreamState(SHAPE.size(), span);
        EventOutlook outlook = new EventOutlook(SHAPE);
        EventWindow two = new EventWindow(SHAPE, 2);
        two.copy(window, 0, 2);

        assertThrows(IllegalArgumentException.class, () -> stepper.step(state, two, outlook));
        assertThrows(IllegalArgumentException.class, () -> stepper.step(state, new EventWindow(SHAPE, 1), outlook));
        assertEquals(0, state.seen());
    }

    @Test
    void allocatesNothing() {
        Span span = new Span(16, 0);
        EventStepper stepper = new EventStepper(Kernels.best(), SHAPE, weights, span);
        StreamState state = new StreamState(SHAPE.size(), span);
        EventOutlook outlook = new EventOutlook(SHAPE);
        EventWindow row = row(5);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long made = Long.MAX_VALUE;
        for (int round = 0; round < 20 && made > 0; round++) { // the compiler needs some to see that it needs none
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int t = 0; t < 10_000; t++) {
                stepper.step(state, row, outlook);
                stepper.next(outlook, t % SHAPE.bins());
            }
            made = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertTrue(made < 1_000, "10,000 events made " + made + " bytes");
    }

    private static ByteBuffer saved(StreamState state) {
        ByteBuffer out = ByteBuffer.allocate(state.savedBytes());
        state.save(out);
        assertEquals(0, out.remaining());
        return out.flip();
    }

    private static ByteBuffer saved(EventOutlook outlook) {
        ByteBuffer out = ByteBuffer.allocate(outlook.bytes());
        outlook.save(out);
        assertEquals(0, out.remaining());
        return out.flip();
    }

    private EventWindow row(int t) {
        EventWindow row = new EventWindow(SHAPE, 1);
        row.count = 1;
        row.level[0] = window.level[t];
        row.previous[0] = window.previous[t];
        System.arraycopy(window.reals, t * SHAPE.reals(), row.reals, 0, SHAPE.reals());
        System.arraycopy(window.hours, t * SHAPE.bins(), row.hours, 0, SHAPE.bins());
        System.arraycopy(window.tableHazards, t * SHAPE.bins(), row.tableHazards, 0, SHAPE.bins());
        System.arraycopy(window.tableLevels, t * SHAPE.levels(), row.tableLevels, 0, SHAPE.levels());
        return row;
    }

    private EventWindow window() {
        EventWindow made = new EventWindow(SHAPE, EVENTS);
        made.count = EVENTS;
        for (int t = 0; t < EVENTS; t++) {
            made.level[t] = random.nextInt(SHAPE.levels());
            made.previous[t] = random.nextInt(SHAPE.bins() + 1);
            made.bin[t] = random.nextInt(SHAPE.bins());
        }
        for (int i = 0; i < made.hours.length; i++) {
            made.hours[i] = (byte) random.nextInt(24);
        }
        for (float[] each : List.of(made.reals, made.tableHazards, made.tableLevels)) {
            for (int i = 0; i < each.length; i++) {
                each[i] = (float) random.nextGaussian();
            }
        }
        return made;
    }

    private static double softmax(float[] logits, int t, int level) {
        double sum = 0;
        for (int k = 0; k < SHAPE.levels(); k++) {
            sum += Math.exp(logits[t * SHAPE.levels() + k]);
        }
        return Math.exp(logits[t * SHAPE.levels() + level]) / sum;
    }
}
