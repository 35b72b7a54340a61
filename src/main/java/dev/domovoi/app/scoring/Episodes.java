package dev.domovoi.app.scoring;

import dev.domovoi.score.calibrate.SlotMaxima;
import java.time.Instant;

/// Where alarms begin: an alarm that comes after none was on for [SlotMaxima#RECOVERY].
final class Episodes {
    private Instant alarmedAt = Instant.MIN;

    boolean beginsAt(Instant at, boolean alarms) {
        if (!alarms) {
            return false;
        }
        boolean wasOn = !alarmedAt.equals(Instant.MIN) && at.isBefore(alarmedAt.plus(SlotMaxima.RECOVERY));
        alarmedAt = at;
        return !wasOn;
    }
}
