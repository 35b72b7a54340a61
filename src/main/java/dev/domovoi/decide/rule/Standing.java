package dev.domovoi.decide.rule;

import java.util.List;

/// How a rule stands: of how many things it holds, for how many it has begun and is not over, and for how many it is
/// not known whether it is true; `unknown` names what is not known of the first of those.
public record Standing(String rule, int things, int open, int unclear, List<String> unknown) {
    public Standing {
        unknown = List.copyOf(unknown);
    }
}
