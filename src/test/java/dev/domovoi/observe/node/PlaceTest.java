package dev.domovoi.observe.node;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PlaceTest {
    @Test
    void aStarStandsForPartOfOneLevel() {
        Place zones = Place.of("/sys/class/thermal/thermal_zone*/temp");
        assertTrue(zones.fits("/sys/class/thermal/thermal_zone12/temp"));
        for (String other : List.of(
                "/sys/class/thermal/thermal_zone0/type",
                "/sys/class/thermal/cooling_device0/temp",
                "/sys/class/thermal/thermal_zone0/x/temp",
                "sys/class/thermal/thermal_zone0/temp",
                "/sys/class/thermal/thermal_zone0/temp/",
                "/host/sys/class/thermal/thermal_zone0/temp",
                "/temp")) {
            assertFalse(zones.fits(other), other);
        }
    }

    @Test
    void theTextAroundAStarDoesNotOverlap() {
        Place.Level level = new Place.Level("soc*:firmware");
        assertTrue(level.fits("soc:firmware"));
        assertTrue(level.fits("soc@107c000000:firmware"));
        assertFalse(new Place.Level("aba*aba").fits("aba"));
        assertFalse(level.fits("soc:firmware2"));
    }

    @Test
    void noTwoSignalsShareAFile() {
        Set<String> patterns = new HashSet<>();
        for (NodeSignal signal : NodeSignals.all("/")) {
            for (Place place : signal.places()) {
                assertTrue(patterns.add(place.toString()), place::toString);
            }
        }
    }
}
