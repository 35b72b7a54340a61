package dev.domovoi.decide;

import java.time.Instant;

/// Why nothing may begin: continuity was lost, since when and until when; or what is decided cannot be kept at present.
/// Not stored: it begins anew with each start.
public record Hold(Instant since, Instant until, boolean isWithoutLedger) {
    /// Held until the agent says that it has started.
    static final Hold BEFORE_START = new Hold(Instant.MAX, Instant.MAX);

    public Hold(Instant since, Instant until) {
        this(since, until, false);
    }

    public boolean isOpen(Instant now) {
        return now.isBefore(until);
    }

    /// Whether something measured then comes from before continuity was lost.
    boolean predates(Instant measuredAt) {
        return measuredAt.isBefore(since);
    }
}
