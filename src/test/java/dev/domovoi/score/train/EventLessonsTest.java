package dev.domovoi.score.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.score.model.EventShape;
import dev.domovoi.score.model.Kernels;
import dev.domovoi.score.model.Size;
import dev.domovoi.score.model.WeightsFile;
import dev.domovoi.score.model.WeightsFile.Precision;
import dev.domovoi.score.token.UsualDurations;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The model of events soon knows more than its table; and nothing depends on threads or on pauses.
final class EventLessonsTest {
    private static final EventShape SHAPE = new EventShape(new Size(16, 1, 2, 24, 1000), 8, 56, 16, 4, 12);
    private static final UsualDurations USUAL = UsualCount.ofHomes(20, 3);

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void soonKnowsMoreThanItsTableAndLosesLittleToWholeNumbers() throws Exception {
        HeldOutHomes held = new HeldOutHomes(SHAPE, USUAL, 2);
        Trainer trainer = trainer(120);
        HeldOutHomes.Figures before = figures(held, trainer.weights());
        while (!trainer.isDone()) {
            trainer.step(threads);
        }
        HeldOutHomes.Figures after = figures(held, trainer.weights());

        assertTrue(nats(after) < 0.97 * nats(before), "from " + before + " to " + after);
        HeldOutHomes.Figures whole = figures(held, int8(trainer.weights()));
        assertEquals(nats(after), nats(whole), 0.005 * nats(after));
    }

    @Test
    void givesTheSameWithAnyNumberOfThreadsAndAfterAPause() throws Exception {
        Trainer one = trainer(10);
        try (ExecutorService single = Executors.newSingleThreadExecutor()) {
            while (!one.isDone()) {
                one.step(single);
            }
        }
        Trainer first = trainer(10);
        for (int step = 0; step < 6; step++) {
            first.step(threads);
        }
        Trainer second = trainer(10);
        assertEquals(Optional.empty(), second.resume("state", first.state()));
        while (!second.isDone()) {
            second.step(threads);
        }
        assertArrayEquals(one.weights(), second.weights());
    }

    private float[] int8(float[] weights) {
        List<WeightsFile.Member> members = List.of(new WeightsFile.Events(SHAPE, weights, USUAL.shares()));
        WeightsFile.Read read = WeightsFile.decoded("w", WeightsFile.encoded(members, Precision.INT8));
        return assertInstanceOf(WeightsFile.Read.Whole.class, read)
                .members()
                .getFirst()
                .weights();
    }

    private static double nats(HeldOutHomes.Figures figures) {
        return figures.net() + figures.netNext();
    }

    private static HeldOutHomes.Figures figures(HeldOutHomes held, float[] weights) {
        return java.util.Objects.requireNonNull(held.figures(weights).get("all"));
    }

    private Trainer trainer(int steps) {
        HomePool pool = new HomePool(SHAPE, USUAL, 6, 4, 3);
        return new Trainer(plan(steps), new EventLessons(plan(steps), pool, Kernels.best()));
    }

    private static TrainingPlan plan(int steps) {
        return new TrainingPlan(SHAPE, 64, 8, 2, new Schedule(steps, 5, 5e-3, 0.05), 0.05, 1, 3);
    }
}
