package dev.domovoi.observe;

import dev.domovoi.observe.power.Tasmota;
import java.util.List;

/// The dialects that Domovoi speaks, in the order in which a message is offered to them.
public final class Dialects {
    private Dialects() {}

    /// Fresh instances, which have learned nothing yet.
    public static List<Dialect> all() {
        return List.of(new Tasmota());
    }
}
