package dev.domovoi.score.train;

/// What a trainer trains: a kind of model, and the windows it learns from. The same step and place give the same
/// lesson, whoever takes it, in any order within a step.
public interface Lessons {
    /// Gets ready for the lessons of a step; steps come in order, and any may be the first.
    void advanceTo(int step);

    /// What the lessons are drawn from and with which arithmetic: others where any of it is another.
    String origin();

    /// One who can take lessons beside the others; each belongs to one thread at a time.
    Pupil pupil();

    /// A model with the room to work on one window.
    interface Pupil {
        /// Learns from the window at this place of the step's batch: adds the gradient by the weights, returns the
        /// mean loss in nats.
        double learn(int place, float[] weights, float[] transposed, float[] gradient);
    }
}
