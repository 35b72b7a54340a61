package dev.domovoi.score.flow;

import dev.domovoi.signal.Flow;
import java.util.Optional;

/// One behaviour of one client, recognised as its flows come by. An instance belongs to one client and one thread.
interface Behaviour {
    /// Takes the flow in; a sighting if the behaviour shows with it. The same sighting may come again and again: who is
    /// told how often is decided elsewhere.
    Optional<Sighting> see(Flow flow);

    /// Writes down what it learned over days; nothing where it looks back over minutes only.
    default void save(Memory out) {}

    /// Goes on from what another one has saved.
    default void load(Memory in) {}
}
