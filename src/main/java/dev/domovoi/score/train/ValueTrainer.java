package dev.domovoi.score.train;

import dev.domovoi.score.model.Kernels;
import dev.domovoi.score.model.Layout;
import dev.domovoi.score.model.Span;
import dev.domovoi.score.model.ValueModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/// Trains a model of values, step by step. The gradient of a step is the sum over a fixed number of parts in a fixed order,
/// so that the threads of the executor may be as many as they like and the result is the same to the bit.
public final class ValueTrainer {
    private static final int PARTS = 4;

    private final TrainingPlan plan;
    private final Windows windows;
    private final Layout layout;
    private final float[] weights;
    private final float[] transposed;
    private final float[] gradient;
    private final AdamW optimiser;
    private final List<Part> parts = new ArrayList<>();

    public ValueTrainer(TrainingPlan plan, Windows windows, Kernels kernels) {
        this.plan = plan;
        this.windows = windows;
        for (int part = 0; part < PARTS; part++) {
            parts.add(new Part(part, kernels));
        }
        this.layout = parts.getFirst().model.layout();
        this.weights = Initial.weights(layout, plan.shape().size(), plan.seed());
        this.transposed = new float[layout.size()];
        this.gradient = new float[layout.size()];
        this.optimiser = new AdamW(layout, plan.decay());
        layout.transpose(weights, transposed);
    }

    /// Some windows of each batch, with the room to work on one of them.
    private final class Part implements Callable<Double> {
        private final int first;
        private final ValueModel model;
        private final float[] own;
        private final int[] tokens = new int[plan.window() + 1];
        private final float[] features = new float[plan.window() * plan.shape().features()];

        Part(int first, Kernels kernels) {
            this.first = first;
            this.model = new ValueModel(kernels, plan.shape(), new Span(plan.window(), 0), plan.window());
            this.own = new float[model.layout().size()];
        }

        @Override
        public Double call() {
            Arrays.fill(own, 0);
            double loss = 0;
            for (int place = first; place < plan.batch(); place += PARTS) {
                windows.fill(place, tokens, features);
                loss += model.learn(weights, transposed, tokens, features, plan.window(), plan.unscored(), own);
            }
            return loss;
        }
    }

    /// Steps made so far.
    public int steps() {
        return optimiser.steps();
    }

    public boolean isDone() {
        return steps() >= plan.schedule().steps();
    }

    /// The weights as they are now; the trainer's own.
    public float[] weights() {
        return weights;
    }

    /// One step: learns from one batch; returns its mean loss in nats.
    public double step(ExecutorService threads) throws InterruptedException {
        windows.advanceTo(steps());
        double loss = 0;
        for (Future<Double> part : threads.invokeAll(parts)) {
            loss += result(part);
        }
        Arrays.fill(gradient, 0);
        float share = 1f / plan.batch();
        for (Part part : parts) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += share * part.own[i];
            }
        }
        AdamW.clip(gradient, plan.clip());
        optimiser.step(weights, gradient, plan.schedule().rate(steps()));
        layout.transpose(weights, transposed);
        return loss / plan.batch();
    }

    private static double result(Future<Double> part) throws InterruptedException {
        try {
            return part.get();
        } catch (ExecutionException bug) {
            throw new IllegalStateException("a part of the batch failed", bug.getCause());
        }
    }
}
