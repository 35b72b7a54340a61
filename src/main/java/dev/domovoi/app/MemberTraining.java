package dev.domovoi.app;

import dev.domovoi.score.model.CrossEntropy;
import dev.domovoi.score.model.EventShape;
import dev.domovoi.score.model.Kernels;
import dev.domovoi.score.model.ValueShape;
import dev.domovoi.score.model.WeightsFile.Events;
import dev.domovoi.score.model.WeightsFile.Member;
import dev.domovoi.score.model.WeightsFile.Values;
import dev.domovoi.score.token.UsualDurations;
import dev.domovoi.score.train.EventLessons;
import dev.domovoi.score.train.HeldOutHomes;
import dev.domovoi.score.train.HomePool;
import dev.domovoi.score.train.Lessons;
import dev.domovoi.score.train.Mixture;
import dev.domovoi.score.train.SeriesPool;
import dev.domovoi.score.train.TrainingPlan;
import dev.domovoi.score.train.UsualCount;
import dev.domovoi.score.train.ValueLessons;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// How one member of a file of weights is trained: its name, its plan, the least loss there can be, and its course,
/// which is made ready when its turn comes.
record MemberTraining(String name, TrainingPlan plan, double floorNats, Supplier<Course> course) {
    /// Rows of all series in a pool together, and of those that are new at each step.
    private static final int POOL_ROWS = 400 * 2048;

    private static final int FRESH_ROWS = 8 * 2048;
    private static final int COUNTED_HOMES = 400;
    private static final int HOMES = 48;
    private static final int STEPS_A_HOME = 4;
    private static final int HELD_OUT_HOMES = 60;

    /// What a member learns from, and what becomes of its weights.
    interface Course {
        Lessons lessons();

        Member member(float[] weights);

        /// What it is worth on what it did not learn from, in lines; none where its loss says it.
        List<String> worth(float[] weights);
    }

    /// The model of values on made-up streams.
    static MemberTraining values(String name, TrainingPlan plan, ValueShape shape, Mixture mixture) {
        return new MemberTraining(name, plan, CrossEntropy.floor(), () -> new Course() {
            @Override
            public Lessons lessons() {
                int size = POOL_ROWS / mixture.rows();
                int fresh = FRESH_ROWS / mixture.rows();
                SeriesPool pool = new SeriesPool(size, fresh, mixture, shape.features(), plan.seed());
                return new ValueLessons(plan, pool, Kernels.best());
            }

            @Override
            public Member member(float[] weights) {
                return new Values(shape, weights);
            }

            @Override
            public List<String> worth(float[] weights) {
                return List.of();
            }
        });
    }

    /// The model of events on made-up homes.
    static MemberTraining events(String name, TrainingPlan plan, EventShape shape) {
        return new MemberTraining(name, plan, 0, () -> new Course() {
            private final UsualDurations usual = UsualCount.ofHomes(COUNTED_HOMES, plan.seed());

            @Override
            public Lessons lessons() {
                HomePool pool = new HomePool(shape, usual, HOMES, STEPS_A_HOME, plan.seed());
                return new EventLessons(plan, pool, Kernels.best());
            }

            @Override
            public Member member(float[] weights) {
                return new Events(shape, weights, usual.shares());
            }

            @Override
            public List<String> worth(float[] weights) {
                List<String> lines = new ArrayList<>();
                new HeldOutHomes(shape, usual, HELD_OUT_HOMES)
                        .figures(weights)
                        .forEach((kind, figures) -> lines.add(line(kind, figures)));
                return lines;
            }
        });
    }

    private static String line(String kind, HeldOutHomes.Figures figures) {
        return String.format(
                Locale.ROOT,
                "%-20s %4d streams %6d events, nats an event (duration + next level):"
                        + " table %.3f + %.3f, net %.3f + %.3f; mean of streams: %.3f, %.3f",
                kind,
                figures.streams(),
                figures.events(),
                figures.table(),
                figures.tableNext(),
                figures.net(),
                figures.netNext(),
                figures.tableByStream(),
                figures.netByStream());
    }

    /// What a step costs, beside those of other members.
    double stepCost() {
        return (double) plan.batch() * plan.window() * plan.shape().layout().size();
    }
}
