package dev.domovoi.decide;

import dev.domovoi.signal.Action;
import java.time.Instant;
import java.util.Locale;

/// One incident's action that was set going, and how far it came. It counts against budget and cooldown whatever its
/// end.
public record Plan(String id, String incident, String decision, Action action, Instant at, Progress progress) {
    /// How far a plan came.
    public enum Progress {
        RUNNING,
        DONE,
        REFUSED,
        FAILED,
        /// The agent stopped before the outcome was known: it may have been done, and is never repeated by itself.
        MAYBE_DONE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean isRunning() {
        return progress == Progress.RUNNING;
    }

    Plan with(Progress reached) {
        return new Plan(id, incident, decision, action, at, reached);
    }
}
