package dev.domovoi.decide;

import java.util.List;

/// What one event led to: the new state, the decisions in order, and what is to be done about them.
public record Step(HomeState state, List<Decision> decisions, List<Effect> effects) {
    public Step {
        decisions = List.copyOf(decisions);
        effects = List.copyOf(effects);
    }
}
