package dev.domovoi.signal;

/// What became of an action.
public sealed interface Outcome {
    /// In words a person would use.
    String why();

    /// The device itself says so.
    record Done(String why) implements Outcome {}

    /// The device or its surroundings said no, or nothing could be sent.
    record Refused(String why) implements Outcome {}

    /// It was sent, and did not come out as it should.
    record Failed(String why, boolean retryable) implements Outcome {}
}
