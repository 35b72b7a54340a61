package dev.domovoi.score.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

final class ClockTest {
    private final Clock clock = new Clock(ZoneId.of("Europe/Berlin"));

    @Test
    void slotsAreAsLongAsAStepButNeverShorterThanFiveMinutes() {
        assertEquals(288, Clock.slotsPerDay(Duration.ofSeconds(10)));
        assertEquals(288, Clock.slotsPerDay(Duration.ofMinutes(5)));
        assertEquals(24, Clock.slotsPerDay(Duration.ofHours(1)));
        assertEquals(1, Clock.slotsPerDay(Duration.ofDays(3)));
    }

    @Test
    void theWeekBeginsOnMondayByTheWallClock() {
        assertEquals(0, clock.slot(Instant.parse("2026-03-01T23:00:00Z"), 24), "Monday 00:00 in winter");
        assertEquals(0, clock.slot(Instant.parse("2026-06-07T22:00:00Z"), 24), "Monday 00:00 in summer");
        assertEquals(6 * 24 + 23, clock.slot(Instant.parse("2026-06-07T21:59:59Z"), 24));
    }

    @Test
    void daylightSavingSkipsAnHourAndRepeatsOne() {
        assertEquals(6 * 24 + 1, clock.slot(Instant.parse("2026-03-29T00:30:00Z"), 24));
        assertEquals(6 * 24 + 3, clock.slot(Instant.parse("2026-03-29T01:30:00Z"), 24));
        assertEquals(6 * 24 + 2, clock.slot(Instant.parse("2026-10-25T00:30:00Z"), 24));
        assertEquals(6 * 24 + 2, clock.slot(Instant.parse("2026-10-25T01:30:00Z"), 24));
    }
}
