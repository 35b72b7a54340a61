package dev.domovoi.decide;

import java.time.Instant;

/// A time of doing nothing because continuity was lost: since when, and until when.
public record Hold(Instant since, Instant until) {
    /// Held until the agent says that it has started.
    static final Hold BEFORE_START = new Hold(Instant.MAX, Instant.MAX);

    public boolean isOpen(Instant now) {
        return now.isBefore(until);
    }

    /// Whether something measured then comes from before continuity was lost.
    boolean predates(Instant measuredAt) {
        return measuredAt.isBefore(since);
    }
}
