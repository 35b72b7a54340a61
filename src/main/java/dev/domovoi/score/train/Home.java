package dev.domovoi.score.train;

import dev.domovoi.score.token.Event;
import dev.domovoi.score.token.Grain;
import java.util.List;

/// A made-up home: its people, and the plugs that they and the clock move.
record Home(People people, long startSecond, List<Plug> plugs) {
    /// One plug, told in both grains.
    record Plug(PlugKind kind, List<Event> fine, List<Event> coarse) {
        List<Event> events(Grain grain) {
            return switch (grain) {
                case FINE -> fine;
                case COARSE -> coarse;
            };
        }
    }
}
