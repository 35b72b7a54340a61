package dev.domovoi.app.backfill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the doctor says of a Prometheus.
final class SurveyTest {
    @Test
    void whatIsThereAndSinceWhenIsTold() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            assertEquals(
                    new Survey(
                            true,
                            server.url() + " answers and has domovoi_power_watts of 1 devices, seen on 2 of"
                                    + " the last 28 days, first on 2026-02-25T00:00:00Z"),
                    survey(server.url()));
            server.devices = Map.of("domovoi_power_watts", List.of());
            assertEquals(
                    new Survey(false, server.url() + " answers and has domovoi_power_watts of 0 devices"),
                    survey(server.url()));
        }
    }

    @Test
    void aServerThatIsNotThereIsTold() throws Exception {
        URI gone;
        try (ScriptedServer server = new ScriptedServer()) {
            gone = server.url();
        }
        assertEquals(new Survey(false, gone + ": no connection"), survey(gone));
    }

    private static Survey survey(URI url) throws IOException, InterruptedException {
        AgentConfig config = ConfigReader.read(Optional.empty(), Map.of("DOMOVOI_PROMETHEUS_URL", url.toString()));
        return Survey.of(
                config.prometheus().orElseThrow(), Instant.parse("2026-03-10T12:00:00Z"), Duration.ofSeconds(5));
    }
}
