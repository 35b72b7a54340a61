package dev.domovoi.app;

import dev.domovoi.app.config.ConfigException;
import dev.domovoi.score.model.CrossEntropy;
import dev.domovoi.score.model.Kernels;
import dev.domovoi.score.model.ValueShape;
import dev.domovoi.score.model.WeightsFile;
import dev.domovoi.score.model.WeightsFile.Precision;
import dev.domovoi.score.model.WeightsFile.Values;
import dev.domovoi.score.train.Mixture;
import dev.domovoi.score.train.Schedule;
import dev.domovoi.score.train.SeriesPool;
import dev.domovoi.score.train.Trainer;
import dev.domovoi.score.train.TrainingPlan;
import dev.domovoi.score.train.ValueLessons;
import dev.domovoi.signal.Problem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/// A training from its first step, or from where it was interrupted, to the file of weights.
public final class Training {
    private static final int POOL = 400;
    private static final int FRESH = 8;
    private static final int KEPT_EVERY = 100;
    private static final Duration FINISH_WITHIN = Duration.ofSeconds(10);

    private final Path out;
    private final Path state;
    private final Path curve;
    private final Precision precision;
    private final TrainingPlan plan;
    private final Trainer trainer;
    private final PrintStream told;
    private final boolean showsProgress;
    private final AtomicBoolean stops = new AtomicBoolean();

    public Training(Path out, long seed, int steps, boolean isFloat32, PrintStream told, boolean showsProgress) {
        this.out = out;
        this.state = out.resolveSibling(out.getFileName() + ".training");
        this.curve = out.resolveSibling(out.getFileName() + ".loss.csv");
        this.precision = isFloat32 ? Precision.FLOAT32 : Precision.INT8;
        TrainingPlan usual = TrainingPlan.usual(seed);
        Schedule schedule = new Schedule(
                steps,
                usual.schedule().warmUp(),
                usual.schedule().peak(),
                usual.schedule().lastShare());
        this.plan = new TrainingPlan(
                ValueShape.usual(),
                usual.window(),
                usual.batch(),
                usual.unscored(),
                schedule,
                usual.decay(),
                usual.clip(),
                seed);
        this.trainer = new Trainer(
                plan,
                new ValueLessons(
                        plan,
                        new SeriesPool(
                                POOL, FRESH, Mixture.days(), ValueShape.usual().features(), seed),
                        Kernels.best()));
        this.told = told;
        this.showsProgress = showsProgress;
    }

    /// Whether it came to its end; not where it was interrupted, and can go on later.
    public boolean run(int threads) throws IOException, InterruptedException {
        resume();
        Thread training = Thread.currentThread();
        Thread atExit = Thread.ofPlatform().unstarted(() -> interrupt(training));
        Runtime.getRuntime().addShutdownHook(atExit);
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            train(workers);
        }
        if (!trainer.isDone()) {
            write(state, trainer.state());
            told.println("Interrupted at step " + trainer.steps() + "; the same command goes on from " + state);
            return false;
        }
        write(out, WeightsFile.encoded(List.of(new Values(ValueShape.usual(), trainer.weights())), precision));
        Files.deleteIfExists(state);
        told.println("Wrote " + out + ", and the loss curve to " + curve);
        return true;
    }

    private void resume() throws IOException {
        if (!Files.exists(state)) {
            Files.writeString(curve, "step,loss_nats\n");
            return;
        }
        Optional<Problem> problem = trainer.resume(state.toString(), Files.readAllBytes(state));
        if (problem.isPresent()) {
            throw new ConfigException(
                    state.toString(),
                    problem.get() + "; remove it to begin anew, or give the options it was begun with");
        }
        told.println("Going on from step " + trainer.steps());
    }

    private void train(ExecutorService workers) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int first = trainer.steps();
        double mean = Double.NaN;
        StringBuilder losses = new StringBuilder();
        while (!trainer.isDone() && !stops.get()) {
            double loss = trainer.step(workers);
            mean = Double.isNaN(mean) ? loss : 0.98 * mean + 0.02 * loss;
            losses.append(String.format(Locale.ROOT, "%d,%.6f%n", trainer.steps(), loss));
            boolean isKept = trainer.steps() % KEPT_EVERY == 0 || trainer.isDone() || stops.get();
            if (isKept) {
                Files.writeString(curve, losses, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                losses.setLength(0);
                write(state, trainer.state());
            }
            if (showsProgress || (isKept && trainer.steps() % (10 * KEPT_EVERY) == 0)) {
                progress(mean, first, System.nanoTime() - start);
            }
        }
        told.println();
    }

    private void progress(double mean, int first, long nanos) {
        double seconds = nanos / 1e9;
        double perStep = seconds / (trainer.steps() - first);
        int positions = plan.batch() * plan.window();
        told.printf(
                Locale.ROOT,
                "\rstep %d of %d, loss %.3f nats (%.3f above its floor), %.0f values/s, %.0f s left  ",
                trainer.steps(),
                plan.schedule().steps(),
                mean,
                mean - CrossEntropy.floor(),
                positions / perStep,
                perStep * (plan.schedule().steps() - trainer.steps()));
        told.flush();
    }

    private void interrupt(Thread training) {
        stops.set(true);
        try {
            training.join(FINISH_WITHIN);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /// Aside first: a reader sees the old file or the new one, never half of it.
    private static void write(Path file, byte[] bytes) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.write(aside, bytes);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
