package dev.domovoi.app.router;

import dev.domovoi.decide.Event;
import dev.domovoi.signal.Finding.Severity;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What was found and cannot be told yet, in order. Of too many the least severe one goes, of several such the oldest.
final class PendingFindings {
    static final int MOST = 256;

    private final Deque<Event.Found> waiting = new ArrayDeque<>();

    /// Whether one had to go for it, or it itself.
    boolean add(Event.Found found) {
        waiting.addLast(found);
        if (waiting.size() <= MOST) {
            return false;
        }
        Severity least = waiting.stream()
                .map(one -> one.finding().severity())
                .min(Severity::compareTo)
                .orElseThrow();
        waiting.remove(waiting.stream()
                .filter(one -> one.finding().severity() == least)
                .findFirst()
                .orElseThrow());
        return true;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// All of them; none waits any more.
    List<Event.Found> take() {
        List<Event.Found> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    void forget(String client) {
        waiting.removeIf(found -> found.finding().client().equals(client));
    }
}
