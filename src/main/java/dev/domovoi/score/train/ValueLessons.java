package dev.domovoi.score.train;

import dev.domovoi.score.model.Kernels;
import dev.domovoi.score.model.Span;
import dev.domovoi.score.model.ValueModel;
import dev.domovoi.score.model.ValueShape;

/// Lessons for a model of values: windows of tokens and features.
public record ValueLessons(TrainingPlan plan, Windows windows, Kernels kernels) implements Lessons {
    @Override
    public void advanceTo(int step) {
        windows.advanceTo(step);
    }

    @Override
    public String origin() {
        return windows.origin() + "; " + kernels;
    }

    @Override
    public Pupil pupil() {
        if (!(plan.shape() instanceof ValueShape shape)) {
            throw new IllegalArgumentException("a plan for values needs a shape of values, had " + plan.shape());
        }
        int[] tokens = new int[plan.window() + 1];
        float[] features = new float[plan.window() * shape.features()];
        ValueModel model = new ValueModel(kernels, shape, new Span(plan.window(), 0), plan.window());
        return (place, weights, transposed, gradient) -> {
            windows.fill(place, tokens, features);
            return model.learn(weights, transposed, tokens, features, plan.window(), plan.unscored(), gradient);
        };
    }
}
