package dev.domovoi.decide;

import java.util.List;
import java.util.Optional;

/// A device's place among what feeds and what is fed. `lifeline` says in words what vital thing it feeds or is, as in
/// "Strip powers gate, which is declared as a router"; empty where it feeds none. `fedBy` are the names of all that
/// feed it, the
/// nearest first.
public record Supply(Optional<String> lifeline, List<String> fedBy) {
    /// Of what nobody has said anything.
    public static final Supply NONE = new Supply(Optional.empty(), List.of());

    public Supply {
        fedBy = List.copyOf(fedBy);
    }
}
