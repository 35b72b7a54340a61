package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.bus.Await;
import dev.domovoi.app.metrics.ServedPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A page with devices, scores, an incident and a held action on it, read by a real Prometheus and by its linter.
/// Without the programs the test is skipped, in CI it fails.
@Timeout(120)
final class PrometheusTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void prometheusReadsThePageAndItsLinterHasNothingToSay() throws Exception {
        Path prometheus = program("prometheus");
        Path promtool = program("promtool");
        try (LivingHome home = new LivingHome(folder, "mode: advise");
                Agent agent = home.agent(Optional.of(PastHome.recording(folder)))) {
            home.stuckAtWatts = Optional.of(2_000);
            for (int minute = 0; minute < 60 && agent.vitals().actions.counts().isEmpty(); minute++) {
                home.minute(agent);
            }
            home.publish("tele/heater/SENSOR", PastHome.sensor(9_000_000), false);
            home.publish("tele/heater/SENSOR", "{\"ENERGY\":{\"Power\":2000,\"Voltage\":231,\"Current\":0.02}}", false);
            home.publish("domovoi/command/feedback/i-1", "false_alarm", false);
            Page page = new Page(agent);
            Await.until("the feedback is counted", LIMIT, () -> page.has("domovoi_false_alarms_total 1.0"));
            Await.until(
                    "the doubt is counted",
                    LIMIT,
                    () -> page.has("domovoi_doubted_total{quantity=\"power\",reason=\"contradiction\",} 1.0"));
            assertHolds(page.text());
            assertEquals("", lint(promtool, folder, page.text()));
            assertIsScraped(agent, prometheus);
        }
    }

    private static void assertHolds(String page) {
        for (String series : List.of(
                "domovoi_power_watts{",
                "domovoi_energy_joules_total{",
                "domovoi_switch_on{",
                "domovoi_device_state{",
                "domovoi_last_observation_timestamp_seconds{",
                "domovoi_surprise_nats{",
                "domovoi_tail_probability{",
                "domovoi_expected_watts{",
                "domovoi_stream_ready_ratio{",
                "domovoi_incidents_open{",
                "domovoi_incident{",
                "domovoi_alarms_total{",
                "domovoi_alarm_budget_per_week ",
                "domovoi_actions_total{",
                "domovoi_mode{",
                "domovoi_paused ",
                "domovoi_messages_total{",
                "domovoi_dropped_total{",
                "domovoi_quarantined_total{quantity=\"power\",reason=\"limit\",} 1.0",
                "domovoi_doubted_total{quantity=\"power\",reason=\"contradiction\",} 1.0",
                "domovoi_queue_depth ",
                "domovoi_broker_connected ",
                "domovoi_store_bytes ")) {
            assertTrue(page.lines().anyMatch(line -> line.startsWith(series)), () -> "no " + series + " on\n" + page);
        }
    }

    /// What the linter has to say of a page.
    static String lint(Path promtool, Path folder, String page) throws Exception {
        Path text = Files.writeString(folder.resolve("page"), page);
        Path said = folder.resolve("said");
        Process linter = new ProcessBuilder(promtool.toString(), "check", "metrics")
                .redirectInput(text.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertTrue(linter.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS));
        String output = Files.readString(said);
        assertEquals(0, linter.exitValue(), output);
        return output;
    }

    private void assertIsScraped(Agent agent, Path program) throws IOException {
        try (ServedPage page = new ServedPage(agent);
                RealPrometheus prometheus = new RealPrometheus(program, folder, page.port(), List.of())) {
            prometheus.awaitAnswer("up{job=\"domovoi\"} == 1");
            prometheus.awaitAnswer("domovoi_power_watts{device=\"heater\"} == 2000");
            prometheus.awaitAnswer("domovoi_incident{device=\"heater\",kind=\"unusual_power\",severity=\"critical\"}");
            prometheus.awaitAnswer("domovoi_actions_total{action=\"off\"}");
        }
    }

    static Path program(String name) {
        Path path = Path.of("/usr/bin", name);
        boolean isThere = Files.isExecutable(path);
        assertTrue(isThere || !"true".equals(System.getenv("CI")), path + " is not installed");
        Assumptions.assumeTrue(isThere, path + " is not installed");
        return path;
    }
}
