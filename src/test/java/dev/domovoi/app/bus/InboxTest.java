package dev.domovoi.app.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What is kept and what is dropped, without any broker.
final class InboxTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void keepsTheNewestAndCountsWhatItDropped() throws Exception {
        Inbox inbox = new Inbox(2, InstantSource.fixed(NOW));
        for (byte i = 0; i < 5; i++) {
            inbox.offer("t", new byte[] {i}, false);
        }
        inbox.offer("t", new byte[Inbox.MAX_PAYLOAD_BYTES + 1], false);
        assertEquals(Map.of("queue_full", 3L, "oversized", 1L), inbox.drops());
        assertEquals(2, inbox.depth());
        assertEquals(3, inbox.take(Duration.ZERO).orElseThrow().payload()[0]);
        assertEquals(NOW, inbox.take(Duration.ZERO).orElseThrow().at());
        assertTrue(inbox.take(Duration.ZERO).isEmpty());
    }

    @Test
    void boundsItsBytesToo() {
        Inbox inbox = new Inbox(1_000, InstantSource.fixed(NOW));
        for (int i = 0; i < 40; i++) {
            inbox.offer("t", new byte[Inbox.MAX_PAYLOAD_BYTES], false);
        }
        assertTrue(inbox.depth() < 33, "depth " + inbox.depth());
    }

    @Test
    void backoffStaysBetweenHalfASecondAndItsCap() {
        Backoff backoff = new Backoff(new SplittableRandom(3));
        for (int i = 0; i < 20; i++) {
            long millis = backoff.next().toMillis();
            assertTrue(millis >= 500 && millis <= 29_000, "attempt " + i + " waits " + millis + " ms");
        }
    }

    @Test
    void aUrlWithAPasswordIsRefusedWithoutShowingIt() {
        URI url = URI.create("mqtt://user:hunter2@host");
        String message = String.valueOf(assertThrows(
                        IllegalArgumentException.class,
                        () -> new MqttOptions(url, Optional.empty(), Optional.empty(), "c", Optional.empty()))
                .getMessage());
        assertTrue(message.contains("mqtt.password") && !message.contains("hunter2"), message);
    }
}
