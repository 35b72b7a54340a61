package dev.domovoi.score.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.score.model.CrossEntropy;
import dev.domovoi.score.model.Kernels;
import dev.domovoi.score.model.PlainKernels;
import dev.domovoi.score.model.Size;
import dev.domovoi.score.model.Span;
import dev.domovoi.score.model.ValueModel;
import dev.domovoi.score.model.ValueShape;
import dev.domovoi.score.model.WeightsFile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Training learns what there is to learn, and nothing depends on threads or on pauses.
final class TrainerTest {
    private static final Size SMALL = new Size(24, 2, 2, 48, 1000);

    private final ExecutorService threads = Executors.newFixedThreadPool(3);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void learnsOneBatchByHeart() throws Exception {
        TrainingPlan plan = plan(24, 4, 1500, 1);
        Trainer trainer = new Trainer(plan, new ValueLessons(plan, new Repeated(plan), Kernels.best()));
        double loss = Double.NaN;
        while (!trainer.isDone()) {
            loss = trainer.step(threads);
        }
        assertTrue(loss - CrossEntropy.floor() < 0.01, "loss " + loss + ", floor " + CrossEntropy.floor());
    }

    @Test
    void comesToTheEntropyOfAChainOfWhichItIsKnown() throws Exception {
        TrainingPlan plan = plan(64, 8, 500, 0);
        Chain chain = new Chain();
        Trainer trainer = new Trainer(plan, new ValueLessons(plan, chain, Kernels.best()));
        double sum = 0;
        for (int step = 0; step < 500; step++) {
            double loss = trainer.step(threads);
            sum += step >= 400 ? loss : 0;
        }
        double learned = sum / 100 - CrossEntropy.floor();
        assertEquals(chain.entropy(), learned, 0.05 * chain.entropy());
    }

    @Test
    void givesTheSameToTheBitWithAnyNumberOfThreads() throws Exception {
        float[] one = trained(Executors.newSingleThreadExecutor(), 12).weights();
        float[] three = trained(threads, 12).weights();
        assertArrayEquals(one, three);
    }

    @Test
    void goesOnAfterAPauseAsIfThereHadBeenNone() throws Exception {
        Trainer whole = trained(threads, 12);
        byte[] state = trained(threads, 7).state();
        Trainer second = trainer();

        assertEquals(Optional.empty(), second.resume("state", state));
        for (int step = 7; step < 12; step++) {
            second.step(threads);
        }

        assertArrayEquals(whole.weights(), second.weights());
        assertArrayEquals(whole.state(), second.state());
    }

    @Test
    void refusesTheStateOfAnotherPlanOrADamagedOne() throws Exception {
        byte[] state = trained(threads, 1).state();
        TrainingPlan other = plan(24, 4, 30, 1);
        Trainer trainer = new Trainer(other, new ValueLessons(other, new Repeated(other), new PlainKernels()));
        float[] before = trainer.weights().clone();

        assertTrue(trainer.resume("s", state).isPresent());
        state[100] ^= 1;
        assertTrue(trainer().resume("s", state).orElseThrow().got().contains("damaged"));
        assertTrue(trainer().resume("s", Arrays.copyOf(state, 5)).isPresent());
        assertArrayEquals(before, trainer.weights());
    }

    @Test
    void refusesAStateThatOtherStreamsWereLearnedWith() throws Exception {
        TrainingPlan plan = plan(32, 6, 20, 2);
        byte[] state = trained(threads, 3).state();
        Mixture same = new Mixture(200, List.of(24, 96), 0.3);
        Mixture slots = new Mixture(200, List.of(48), 0.3);
        Mixture weekdays = new Mixture(200, List.of(24, 96), 0.31);
        for (SeriesPool pool : List.of(
                new SeriesPool(10, 2, slots, 8, 3),
                new SeriesPool(10, 2, weekdays, 8, 3),
                new SeriesPool(11, 2, same, 8, 3),
                new SeriesPool(10, 1, same, 8, 3),
                new SeriesPool(10, 2, same, 8, 4))) {
            ValueLessons lessons = new ValueLessons(plan, pool, Kernels.best());
            String problem =
                    new Trainer(plan, lessons).resume("s", state).orElseThrow().toString();
            assertTrue(problem.contains("with these streams"), problem);
        }
        ValueLessons right = new ValueLessons(plan, new SeriesPool(10, 2, same, 8, 3), Kernels.best());
        assertEquals(Optional.empty(), new Trainer(plan, right).resume("s", state));
    }

    @Test
    void losesNextToNothingToWholeNumbers() throws Exception {
        Trainer trainer = trained(threads, 20);
        ValueShape shape = new ValueShape(SMALL, 96, 8);
        byte[] file = WeightsFile.encoded(
                List.of(new WeightsFile.Values(shape, trainer.weights())), WeightsFile.Precision.INT8);
        WeightsFile.Read.Whole read = assertInstanceOf(WeightsFile.Read.Whole.class, WeightsFile.decoded("w", file));
        double exact = nats(shape, trainer.weights());
        assertEquals(exact, nats(shape, read.members().getFirst().weights()), 0.0005 * exact);
    }

    private static double nats(ValueShape shape, float[] w) {
        ValueModel model = new ValueModel(Kernels.best(), shape, new Span(64, 0), 64);
        float[] turned = new float[w.length];
        model.layout().transpose(w, turned);
        SeriesPool pool = new SeriesPool(10, 2, new Mixture(200, List.of(24, 96), 0.3), 8, 99);
        pool.advanceTo(0);
        int[] tokens = new int[65];
        float[] features = new float[64 * 8];
        double sum = 0;
        for (int place = 0; place < 40; place++) {
            pool.fill(place, tokens, features);
            sum += model.learn(w, turned, tokens, features, 64, 8, new float[w.length]);
        }
        return sum / 40;
    }

    private Trainer trained(ExecutorService executor, int steps) throws InterruptedException {
        Trainer trainer = trainer();
        for (int step = 0; step < steps; step++) {
            trainer.step(executor);
        }
        return trainer;
    }

    private static Trainer trainer() {
        TrainingPlan plan = plan(32, 6, 20, 2);
        return new Trainer(
                plan,
                new ValueLessons(
                        plan, new SeriesPool(10, 2, new Mixture(200, List.of(24, 96), 0.3), 8, 3), Kernels.best()));
    }

    private static TrainingPlan plan(int window, int batch, int steps, int unscored) {
        ValueShape shape = new ValueShape(SMALL, 96, 8);
        return new TrainingPlan(shape, window, batch, unscored, new Schedule(steps, 10, 1e-2, 0.02), 0, 1, 7);
    }

    /// The same few windows again and again: noise, with features that tell them apart.
    private record Repeated(TrainingPlan plan) implements Windows {
        @Override
        public String origin() {
            return "one window";
        }

        @Override
        public void advanceTo(int step) {}

        @Override
        public void fill(int place, int[] tokens, float[] features) {
            SplittableRandom random = new SplittableRandom(place);
            for (int t = 0; t < tokens.length; t++) {
                tokens[t] = 1 + random.nextInt(94);
            }
            for (int i = 0; i < features.length; i++) {
                features[i] = (float) random.nextGaussian();
            }
        }
    }

    /// Four tokens far apart, each followed by the next with 0.7, by itself with 0.2, by the one before with 0.1.
    private static final class Chain implements Windows {
        @Override
        public String origin() {
            return "a chain";
        }

        private static final double[] SHARES = {0.7, 0.2, 0.1};
        private static final int[] MOVES = {1, 0, 3};

        private int step;

        double entropy() {
            return -Arrays.stream(SHARES).map(p -> p * Math.log(p)).sum();
        }

        @Override
        public void advanceTo(int next) {
            step = next;
        }

        @Override
        public void fill(int place, int[] tokens, float[] features) {
            SplittableRandom random = new SplittableRandom(1000L * step + place);
            int state = random.nextInt(4);
            for (int t = 0; t < tokens.length; t++) {
                tokens[t] = 10 + 25 * state;
                double at = random.nextDouble();
                int move = at < SHARES[0] ? 0 : at < SHARES[0] + SHARES[1] ? 1 : 2;
                state = (state + MOVES[move]) % 4;
            }
            Arrays.fill(features, 0);
        }
    }
}
