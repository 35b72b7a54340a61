package dev.domovoi.observe.node;

import dev.domovoi.observe.payload.Report;
import java.util.List;

/// One thing that a node's files tell: where they are, and what their text means. It never opens a file itself.
public interface NodeSignal {
    List<Place> places();

    /// Adds what the files say. They are those of its places that exist and could be read, at least one.
    void read(Report report, List<NodeFile> files);

    /// Whether the files show a condition only for moments, so that they must be looked at every second.
    default boolean isFleeting() {
        return false;
    }
}
