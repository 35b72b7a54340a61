package dev.domovoi.app.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FiltersTest {
    private final Filters filters = new Filters();

    @Test
    void whatWasClearedIsNeitherAskedForAgainNorTaken() {
        filters.add(List.of("tele/#", "domovoi/command/#"));
        assertTrue(filters.match("tele/plug/SENSOR"));

        filters.clear();

        assertEquals(List.of(), filters.snapshot());
        assertFalse(filters.match("tele/plug/SENSOR"));
        assertEquals(List.of("tele/#"), filters.add(List.of("tele/#")).filters());
    }
}
