package dev.domovoi.decide;

/// What became of a rule for one thing.
public sealed interface RuleEvent {
    Ruling ruling();

    /// It has come true.
    record Began(Ruling ruling) implements RuleEvent {}

    /// It goes on, and wants something else: more is to be done, or given back, or its second signal has come.
    record Changed(Ruling ruling) implements RuleEvent {}

    /// It goes on as it was; said now and then, so that what was held is asked again.
    record Continued(Ruling ruling) implements RuleEvent {}

    /// It is over.
    record Ended(Ruling ruling) implements RuleEvent {}
}
