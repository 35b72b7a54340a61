package dev.domovoi.score.train;

import dev.domovoi.score.model.EventShape;
import dev.domovoi.score.model.Shape;
import dev.domovoi.score.model.ValueShape;

/// How a model is trained: its shape, windows of so many positions, so many of them a step, the first few
/// positions of each not scored, and the optimiser's figures.
public record TrainingPlan(
        Shape shape, int window, int batch, int unscored, Schedule schedule, double decay, double clip, long seed) {
    /// Steps of the usual model of values.
    public static final int USUAL_STEPS = 2600;

    public TrainingPlan {
        if (window < 2 || batch < 1 || unscored < 0 || unscored >= window) {
            throw new IllegalArgumentException(
                    "a window must be 2 or more, a batch 1 or more, and fewer positions unscored"
                            + " than there are; were " + window + ", " + batch + " and " + unscored);
        }
    }

    /// The model that scoring was measured with: 16 million positions.
    public static TrainingPlan usual(long seed) {
        return new TrainingPlan(
                ValueShape.usual(), 256, 24, 8, new Schedule(USUAL_STEPS, 100, 3e-3, 0.05), 0.02, 1.0, seed);
    }

    /// The model of events: about four million events.
    public static TrainingPlan events(long seed) {
        return new TrainingPlan(EventShape.usual(), 128, 16, 2, new Schedule(2400, 100, 1.2e-3, 0.05), 0.05, 1.0, seed);
    }

    /// The same with so many times the steps, in whole numbers; never fewer than twice its warm-up.
    public TrainingPlan times(double share) {
        int steps = (int) Math.max(2L * schedule.warmUp(), Math.round(share * schedule.steps()));
        Schedule scaled = new Schedule(steps, schedule.warmUp(), schedule.peak(), schedule.lastShare());
        return new TrainingPlan(shape, window, batch, unscored, scaled, decay, clip, seed);
    }
}
