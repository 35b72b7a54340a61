package dev.domovoi.score.train;

import dev.domovoi.score.model.EventModel;
import dev.domovoi.score.model.EventShape;
import dev.domovoi.score.model.EventWindow;
import dev.domovoi.score.model.Kernels;
import dev.domovoi.score.model.Span;

/// Lessons for a model of events: windows of the streams of made-up homes.
public record EventLessons(TrainingPlan plan, HomePool pool, Kernels kernels) implements Lessons {
    @Override
    public void advanceTo(int step) {
        pool.advanceTo(step);
    }

    @Override
    public String origin() {
        return pool.origin() + "; " + kernels;
    }

    @Override
    public Pupil pupil() {
        if (!(plan.shape() instanceof EventShape shape)) {
            throw new IllegalArgumentException("a plan for events needs a shape of events, had " + plan.shape());
        }
        EventWindow window = new EventWindow(shape, plan.window());
        EventModel model = new EventModel(kernels, shape, new Span(plan.window(), 0), plan.window());
        return (place, weights, transposed, gradient) -> {
            float weight = pool.fill(place, window);
            int unscored = window.count > 2 * plan.unscored() ? plan.unscored() : 0;
            return model.learn(weights, transposed, window, unscored, weight, gradient);
        };
    }
}
