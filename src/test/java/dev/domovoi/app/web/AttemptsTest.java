package dev.domovoi.app.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class AttemptsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final Attempts attempts = new Attempts();

    private int tries(String address, Instant now) {
        int tries = 0;
        while (attempts.wait(address, now).isZero() && tries < 1_000) {
            attempts.failed(address, now);
            tries++;
        }
        return tries;
    }

    @Test
    void anAddressHasTenAndGetsOneBackEverySixSeconds() {
        assertEquals(Attempts.ALLOWED, tries("192.168.1.9", NOON));
        assertEquals(Attempts.ONE_BACK_AFTER, attempts.wait("192.168.1.9", NOON));
        assertEquals(0, tries("192.168.1.9", NOON.plusSeconds(5)));
        assertEquals(1, tries("192.168.1.9", NOON.plusSeconds(6)));
        assertEquals(Attempts.ALLOWED, tries("192.168.1.9", NOON.plusSeconds(600)));
        assertEquals(Attempts.ALLOWED, tries("192.168.1.10", NOON));
    }

    @Test
    void aNetworkOfIpv6AddressesIsOneNeighbour() {
        assertEquals(Attempts.ALLOWED, tries("fd00:1:2:3::1", NOON));
        assertTrue(attempts.wait("fd00:1:2:3:ffff::2%eth0", NOON).isPositive());
        assertTrue(attempts.wait("fd00:1:2:4::1", NOON).isZero());
    }

    @Test
    void aClockThatWasSetBackShutsNobodyOutForLong() {
        tries("192.168.1.9", NOON);
        Instant earlier = NOON.minus(Duration.ofDays(3_000));
        assertEquals(Attempts.ONE_BACK_AFTER, attempts.wait("192.168.1.9", earlier));
    }

    @Test
    void manyAddressesFillNoMemory() {
        for (int i = 0; i < 5_000; i++) {
            attempts.failed("10.0." + i / 250 + "." + i % 250, NOON);
        }
        assertEquals(1_000, attempts.addresses());
        assertFalse(attempts.wait("10.0.19.249", NOON).isPositive());
    }
}
