package dev.domovoi.score.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// Local time as slots of the week: so many a day, by what the wall clock shows, daylight saving included.
final class Clock {
    private static final long DAY_SECONDS = 86_400;
    private static final long SHORTEST_SLOT_SECONDS = 300;
    private static final long WEEK = 7;
    private static final long THURSDAY = 3; // the epoch began on one

    private final ZoneId zone;

    Clock(ZoneId zone) {
        this.zone = zone;
    }

    /// Slots a day for a stream with such steps: one a step, but none shorter than five minutes.
    static int slotsPerDay(Duration step) {
        double seconds = Math.max(step.toSeconds(), SHORTEST_SLOT_SECONDS);
        return (int) Math.max(1, Math.round(DAY_SECONDS / seconds));
    }

    int slot(Instant at, int slotsPerDay) {
        long local = at.getEpochSecond() + zone.getRules().getOffset(at).getTotalSeconds();
        long day = Math.floorMod(Math.floorDiv(local, DAY_SECONDS) + THURSDAY, WEEK);
        return (int) (day * slotsPerDay + Math.floorMod(local, DAY_SECONDS) * slotsPerDay / DAY_SECONDS);
    }

    ZonedDateTime local(long epochSecond) {
        return Instant.ofEpochSecond(epochSecond).atZone(zone);
    }
}
