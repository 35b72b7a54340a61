package dev.domovoi.app.sim;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/// A recorded appliance, its four weeks repeated for ever, with weekday and local hour kept.
final class ReplayedTrace implements AppliancePower {
    static final int MINUTES = 28 * 24 * 60;
    private static final LocalDateTime A_MONDAY = LocalDateTime.of(2024, 1, 1, 0, 0);

    /// One power from a minute of the four weeks until the next run.
    record Run(int startMinute, int watts) {}

    private final ZoneId zone;
    private final int[] starts;
    private final int[] watts;

    ReplayedTrace(ZoneId zone, List<Run> runs) {
        if (runs.isEmpty() || runs.getFirst().startMinute() != 0) {
            throw new IllegalArgumentException("a trace must start at minute 0, had " + runs.size() + " runs");
        }
        this.zone = zone;
        this.starts = runs.stream().mapToInt(Run::startMinute).toArray();
        this.watts = runs.stream().mapToInt(Run::watts).toArray();
    }

    @Override
    public double watts(Instant at) {
        LocalDateTime local = LocalDateTime.ofInstant(at, zone);
        long minute =
                Math.floorMod(ChronoUnit.MINUTES.between(A_MONDAY, local.truncatedTo(ChronoUnit.MINUTES)), MINUTES);
        int found = Arrays.binarySearch(starts, (int) minute);
        return watts[found >= 0 ? found : -found - 2];
    }
}
