package dev.domovoi.score.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One step at a time gives what a whole window gives, for ever, and without making a byte.
final class ValueStepperTest {
    private static final ValueShape SHAPE = new ValueShape(new Size(24, 2, 2, 32, 1000), 20, 4);
    private static final int POSITIONS = 150;

    private final Random random = new Random(11);
    private final float[] features = Compared.random(random, POSITIONS * SHAPE.features(), 1);
    private final int[] tokens = random.ints(POSITIONS + 1, 0, SHAPE.bins()).toArray();

    static List<Span> spans() {
        return List.of(
                new Span(1, 0),
                new Span(7, 0),
                new Span(32, 0),
                new Span(149, 0),
                new Span(1000, 0),
                new Span(16, 4),
                new Span(5, 30));
    }

    @ParameterizedTest
    @MethodSource("spans")
    void equalsTheWholeWindow(Span span) {
        for (Kernels kernels : List.of(new PlainKernels(), Kernels.best())) {
            ValueModel whole = new ValueModel(kernels, SHAPE, span, POSITIONS);
            float[] w = Compared.random(random, whole.layout().size(), 0.3);
            float[] wt = new float[w.length];
            whole.layout().transpose(w, wt);
            float[] logits = whole.forward(w, wt, tokens, features, POSITIONS).clone();
            ValueStepper stepper = new ValueStepper(kernels, SHAPE, w, span);
            StreamState state = new StreamState(SHAPE.size(), span);

            for (int t = 0; t < POSITIONS; t++) {
                float[] p = stepper.step(state, tokens[t], feature(t));
                for (int k = 0; k < SHAPE.bins(); k++) {
                    assertEquals(softmax(logits, t, k), p[k], 1e-5, "position " + t + ", bin " + k);
                }
            }
        }
    }

    @Test
    void saysHowMuchItLookedAtEachStepBefore() {
        Span span = new Span(6, 0);
        ValueStepper stepper = stepper(span);
        StreamState state = new StreamState(SHAPE.size(), span);
        float[] byAge = new float[8];
        for (int t = 0; t < 20; t++) {
            stepper.step(state, tokens[t], feature(t));
            stepper.attention(state, 1, 0, byAge);
            float sum = 0;
            for (float share : byAge) {
                sum += share;
            }
            assertEquals(1, sum, 1e-5);
            assertEquals(0, byAge[Math.min(t + 1, 6)]);
            assertTrue(byAge[Math.min(t, 5)] > 0);
        }
    }

    @Test
    void goesOnForEverInTheSameMemoryWithFiniteValues() {
        Span span = new Span(16, 2);
        ValueStepper stepper = stepper(span);
        StreamState state = new StreamState(SHAPE.size(), span);
        int saved = 0;
        float[] feature = feature(0);
        for (int t = 0; t < 1_000_000; t++) {
            float sum = 0;
            for (float p : stepper.step(state, tokens[t % POSITIONS], feature)) {
                sum += p;
            }
            assertEquals(1, sum, 1e-5, "sum of the probabilities at step " + t);
            saved = t == 100 ? state.savedBytes() : saved;
        }
        assertEquals(18, state.seen());
        assertEquals(saved, state.savedBytes(), "a state that has wandered on is no larger");
        for (double cosine : state.cosines) {
            assertTrue(Math.abs(cosine) <= 1 + 1e-12);
        }
    }

    @Test
    void allocatesNothing() {
        ValueShape usual = ValueShape.usual();
        Span span = new Span(64, 0);
        float[] w = Compared.random(random, usual.layout().size(), 0.1);
        ValueStepper stepper = new ValueStepper(Kernels.best(), usual, w, span);
        StreamState state = new StreamState(usual.size(), span);
        float[] feature = new float[usual.features()];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long made = Long.MAX_VALUE;
        for (int round = 0;
                round < 20 && made > 0;
                round++) { // the compiler needs some rounds to see that it needs none
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int t = 0; t < 20_000; t++) {
                stepper.step(state, tokens[t % POSITIONS], feature);
            }
            made = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertTrue(made < 1_000, "20,000 steps made " + made + " bytes");
    }

    private ValueStepper stepper(Span span) {
        float[] w = Compared.random(random, ValueWeights.of(SHAPE).layout().size(), 0.3);
        return new ValueStepper(Kernels.best(), SHAPE, w, span);
    }

    private float[] feature(int t) {
        float[] feature = new float[SHAPE.features()];
        System.arraycopy(features, t * feature.length, feature, 0, feature.length);
        return feature;
    }

    private static double softmax(float[] logits, int t, int bin) {
        double sum = 0;
        for (int k = 0; k < SHAPE.bins(); k++) {
            sum += Math.exp(logits[t * SHAPE.bins() + k]);
        }
        return Math.exp(logits[t * SHAPE.bins() + bin]) / sum;
    }
}
