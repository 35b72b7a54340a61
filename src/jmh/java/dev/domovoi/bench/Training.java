package dev.domovoi.bench;

import dev.domovoi.score.train.Mixture;
import dev.domovoi.score.train.SeriesPool;
import dev.domovoi.score.train.Trainer;
import dev.domovoi.score.train.TrainingPlan;
import dev.domovoi.score.train.ValueLessons;
import dev.domovoi.score.train.Windows;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// A step of the usual training on one thread, per token: of windows that are there already, as the script for PyTorch
/// has them, or with the making of streams.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Training {
    private static final int TOKENS = 24 * Home.WINDOW;

    @Param("vector")
    String kernels = "";

    @Param({"ready", "made"})
    String windows = "";

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private Trainer trainer;

    @Setup
    public void start() {
        TrainingPlan plan = TrainingPlan.usual(1);
        if (plan.batch() * plan.window() != TOKENS) {
            throw new IllegalStateException("a batch has " + plan.batch() * plan.window() + " tokens, not " + TOKENS);
        }
        Windows source = windows.equals("ready")
                ? Home.Ready.random(plan.batch())
                : new SeriesPool(200, 2, Mixture.days(), 8, 1);
        trainer = new Trainer(plan, new ValueLessons(plan, source, Home.kernels(kernels)));
    }

    @TearDown
    public void stop() {
        thread.shutdownNow();
    }

    @Benchmark
    @OperationsPerInvocation(TOKENS)
    public double step() throws InterruptedException {
        return trainer.step(thread);
    }
}
