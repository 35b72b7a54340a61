package dev.domovoi.app.drill;

import java.time.Instant;
import java.util.List;

/// What one night's drill found: when it was done, and one JSON object per stream and scorer, as the command prints
/// them.
public record DrillNight(Instant at, List<String> lines) {
    public DrillNight {
        lines = List.copyOf(lines);
    }
}
