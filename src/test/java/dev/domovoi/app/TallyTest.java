package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Counting by labels, within a limit.
final class TallyTest {
    private final Tally tally = new Tally();

    @Test
    void equalLabelsAreCountedTogether() {
        tally.count("tasmota", "bug");
        tally.count("tasmota", "bug");
        tally.count("bug", "tasmota");
        assertEquals(2, tally.of("tasmota", "bug"));
        assertEquals(0, tally.of("tasmota"));
        assertEquals(Map.of(List.of("tasmota", "bug"), 2L, List.of("bug", "tasmota"), 1L), tally.counts());
    }

    @Test
    void beyondTheLimitNewOnesAreCountedAsOther() {
        for (int i = 0; i < 600; i++) {
            tally.count("d" + i, "x");
        }
        tally.count("d0", "x");
        assertEquals(501, tally.counts().size());
        assertEquals(100, tally.of("other", "other"));
        assertEquals(2, tally.of("d0", "x"));
        assertEquals(
                601, tally.counts().values().stream().mapToLong(count -> count).sum());
    }
}
