package dev.domovoi.score.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.score.model.PlainKernels;
import dev.domovoi.score.model.Size;
import dev.domovoi.score.model.ValueShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// A training of a seed takes the very way that it took when it was recorded: whatever changes a loss, in streams,
/// tokens, gradients or optimiser, shows here.
final class LossCurveTest {
    private static final Path RECORDED = Path.of("src/test/resources/training/loss.csv");
    private static final int STEPS = 60;

    @Test
    void isTheRecordedOne() throws IOException, InterruptedException {
        List<String> curve = curve();
        if (Boolean.getBoolean("golden.update")) {
            Files.write(RECORDED, curve);
        }
        List<String> recorded = Files.readAllLines(RECORDED);
        assertEquals(STEPS, recorded.size());
        if (System.getProperty("os.arch").equals("amd64")) {
            assertEquals(recorded, curve);
        } else { // another processor rounds some functions of the JDK another way
            for (int step = 0; step < STEPS; step++) {
                assertEquals(Double.parseDouble(recorded.get(step)), Double.parseDouble(curve.get(step)), 1e-3);
            }
        }
        assertTrue(curve.getLast().compareTo(curve.getFirst()) < 0, "it learned nothing");
    }

    private static List<String> curve() throws InterruptedException {
        ValueShape shape = new ValueShape(new Size(24, 2, 2, 48, 1000), 96, 11);
        TrainingPlan plan = new TrainingPlan(shape, 48, 4, 8, new Schedule(STEPS, 10, 3e-3, 0.05), 0.02, 1, 5);
        Mixture mixture = new Mixture(400, List.of(24, 48), 0.5);
        Windows windows = new SeriesPool(20, 2, mixture, 11, 5);
        Trainer trainer = new Trainer(plan, new ValueLessons(plan, windows, new PlainKernels()));
        List<String> losses = new ArrayList<>();
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            while (!trainer.isDone()) {
                losses.add(String.format(Locale.ROOT, "%.6f", trainer.step(threads)));
            }
        }
        return losses;
    }
}
