package dev.domovoi.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Values and words as people write them.
final class ParseTest {
    @Test
    void ratesAndDurationsAreTakenInEveryUnit() {
        assertEquals(7, Parse.perWeek("1/day"));
        assertEquals(0.5, Parse.perWeek("0.5 / week"));
        assertEquals(12 * 7 / 365.25, Parse.perWeek("1/month"), 1e-12);
        assertEquals(7 / 365.25, Parse.perWeek("1/year"), 1e-12);
        assertEquals(Duration.ofSeconds(90), Parse.duration("90 s"));
        assertEquals(Duration.ofHours(2), Parse.duration("2h"));
        assertEquals(Duration.ofDays(1), Parse.duration("1d"));
    }

    @Test
    void theNearestWordIsTheOneWithTheFewestChanges() {
        assertEquals("mode", Nearest.of("mod", List.of("home.name", "mode", "web.port")));
        assertEquals("mqtt.url", Nearest.of("mqtt.uri", List.of("mqtt.user", "mqtt.url")));
        assertEquals("only", Nearest.of("", List.of("only")));
    }
}
