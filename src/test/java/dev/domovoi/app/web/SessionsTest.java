package dev.domovoi.app.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SessionsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final Sessions sessions = new Sessions();

    @Test
    void aSessionLastsTwelveHoursUnlessItIsEnded() {
        String id = sessions.begin(NOON);
        assertTrue(sessions.isOpen(id, NOON.plus(Sessions.LENGTH).minusSeconds(1)));
        assertFalse(sessions.isOpen(id, NOON.plus(Sessions.LENGTH)));
        assertFalse(sessions.isOpen("", NOON));
        String other = sessions.begin(NOON);
        sessions.end(id);
        assertFalse(sessions.isOpen(id, NOON));
        assertTrue(sessions.isOpen(other, NOON));
    }

    @Test
    void theOldestOfManyEnds() {
        List<String> ids = IntStream.range(0, 130)
                .mapToObj(i -> sessions.begin(NOON.plusSeconds(i)))
                .toList();
        Instant now = NOON.plusSeconds(200);
        assertEquals(130, ids.stream().distinct().count());
        assertEquals(
                ids.subList(30, 130),
                ids.stream().filter(id -> sessions.isOpen(id, now)).toList());
    }
}
