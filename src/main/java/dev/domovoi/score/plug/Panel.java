package dev.domovoi.score.plug;

/// Which channels a plug's scorer asks.
public sealed interface Panel {
    /// Those of power, states and hours: the usual choice.
    record Power() implements Panel {}

    /// The same, and those of events.
    record PowerAndEvents(Foresight foresight) implements Panel {}

    /// Those of events alone, for where nothing else is known than when something changed to what.
    record EventsOnly(Foresight foresight) implements Panel {}

    /// As a saved state names it.
    default String title() {
        return switch (this) {
            case Power() -> "";
            case PowerAndEvents(Foresight foresight) -> " with events by " + foresight.title();
            case EventsOnly(Foresight foresight) -> " by events by " + foresight.title();
        };
    }
}
