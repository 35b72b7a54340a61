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
        /// The agent stopped before the outcome was known: it may have been done, and is never repeated by itself. It
        /// is done or failed once the device has been seen.
        MAYBE_DONE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean isRunning() {
        return progress == Progress.RUNNING;
    }

    /// Whether it is done to what that lease has taken.
    boolean isOn(Lease lease) {
        return lease.isOn(action.target().device());
    }

    boolean isUnsure() {
        return progress == Progress.MAYBE_DONE;
    }

    /// The same, not made after that, for a clock that was set back.
    Plan notAfter(Instant latest) {
        return at.isAfter(latest) ? new Plan(id, incident, decision, action, latest, progress) : this;
    }

    Plan with(Progress reached) {
        return new Plan(id, incident, decision, action, at, reached);
    }
}
