package dev.domovoi.app.scoring;

import java.time.Duration;
import java.time.Instant;

/// Where alarms begin: an alarm that comes after none was on for the judge's recovery.
final class Episodes {
    private final Duration recovery;
    private Instant alarmedAt = Instant.MIN;

    Episodes(Duration recovery) {
        this.recovery = recovery;
    }

    boolean beginsAt(Instant at, boolean alarms) {
        if (!alarms) {
            return false;
        }
        boolean wasOn = !alarmedAt.equals(Instant.MIN) && at.isBefore(alarmedAt.plus(recovery));
        alarmedAt = at;
        return !wasOn;
    }
}
