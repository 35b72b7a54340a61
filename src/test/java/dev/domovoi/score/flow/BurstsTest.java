package dev.domovoi.score.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.signal.Finding;
import dev.domovoi.signal.Finding.Kind;
import dev.domovoi.signal.Finding.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BurstsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final Bursts bursts = new Bursts();

    private Bursts.Burst add(String client, int minute, Severity severity) {
        Instant at = NOON.plusSeconds(60L * minute);
        return bursts.add(new Finding(at, client, Kind.BEACON, severity, List.of(), "It does."));
    }

    @Test
    void aBurstIsToldWhenItFirstAlarmsAndWhenAnotherKindJoinsOrItGetsWorse() {
        assertEquals(false, add("a", 0, Severity.LOW).isNews());
        assertEquals(true, add("a", 1, Severity.MEDIUM).isNews());
        assertEquals(false, add("a", 2, Severity.MEDIUM).isNews());
        assertEquals(true, add("b", 2, Severity.MEDIUM).isNews());
        Bursts.Burst burst = add("a", 3, Severity.HIGH);
        assertEquals(
                new Bursts.Burst("a", NOON, NOON.plusSeconds(180), Severity.HIGH, 4, Set.of(Kind.BEACON), true), burst);
        Instant later = NOON.plusSeconds(200);
        Finding other = new Finding(later, "a", Kind.BRUTE_FORCE, Severity.MEDIUM, List.of(), "It does.");
        assertEquals(Set.of(Kind.BEACON, Kind.BRUTE_FORCE), bursts.add(other).kinds());
        assertEquals(false, bursts.add(other).isNews());
        assertEquals(false, add("a", 32, Severity.HIGH).isNews());
    }

    @Test
    void afterHalfAnHourOfQuietItIsAnotherOne() {
        add("a", 0, Severity.HIGH);
        Bursts.Burst next = add("a", 30, Severity.MEDIUM);
        assertEquals(1, next.findings());
        assertEquals(true, next.isNews());
    }
}
