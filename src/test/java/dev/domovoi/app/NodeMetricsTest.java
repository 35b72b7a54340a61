package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.bus.Await;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.app.node.FakeNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole way of a node's vitals: from its files over the broker to the page.
@Timeout(60)
final class NodeMetricsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HandTime time = new HandTime(Instant.parse("2026-02-03T04:05:06Z"));

    @TempDir
    Path folder;

    private Agent agent() {
        Map<String, String> settings = Map.of(
                "DOMOVOI_BROKER_PORT",
                "0",
                "DOMOVOI_STATE_DIR",
                folder.resolve("state").toString(),
                "DOMOVOI_NODE_NAME",
                "pi4",
                "DOMOVOI_NODE_ROOT",
                folder.resolve("node").toString());
        return Agent.start(
                ConfigReader.read(Optional.empty(), settings), time, Optional.empty(), (kind, sentence) -> {});
    }

    @Test
    void aNodesVitalsAreOnThePageInBaseUnits() throws Exception {
        Path promtool = PrometheusTest.program("promtool");
        FakeNode pi = FakeNode.raspberryPi4(folder.resolve("node"));
        pi.put("sys/devices/platform/soc/soc:firmware/get_throttled", "50005\n");
        try (Agent agent = agent()) {
            Page page = new Page(agent);
            Await.until("the agent is connected", LIMIT, agent::isConnected);
            time.pass(Duration.ofSeconds(15));
            String last = "domovoi_uptime_seconds{device=\"pi4\",channel=\"\",} 1186.54";
            Await.until("the node is on the page", LIMIT, () -> page.has(last));
            for (String line : List.of(
                    "domovoi_pressure_stall_seconds_total{device=\"pi4\",channel=\"io.some\",} 159.886802",
                    "domovoi_temperature_celsius{device=\"pi4\",channel=\"cpu-thermal\",} 48.312",
                    "domovoi_cpu_frequency_hertz{device=\"pi4\",channel=\"policy0\",} 1.5E9",
                    "domovoi_disk_written_bytes_total{device=\"pi4\",channel=\"mmcblk0\",} 4.52767744E8",
                    "domovoi_disk_errors_total{device=\"pi4\",channel=\"mmcblk0p2\",} 0.0",
                    "domovoi_memory_bytes{device=\"pi4\",channel=\"total\",} 8.190734336E9",
                    "domovoi_load{device=\"pi4\",channel=\"15m\",} 11.7",
                    "domovoi_condition{device=\"pi4\",channel=\"\",condition=\"undervoltage\",} 0.0",
                    "domovoi_condition{device=\"pi4\",channel=\"throttled_now\",condition=\"throttled\",} 1.0",
                    "domovoi_condition{device=\"pi4\",channel=\"freq_capped_now\",condition=\"throttled\",} 0.0",
                    "domovoi_condition{device=\"pi4\",channel=\"/\",condition=\"read_only\",} 0.0",
                    "domovoi_device_state{device=\"pi4\",state=\"live\",} 1.0")) {
                assertTrue(page.has(line), () -> "no " + line + " on\n" + page.text());
            }
            assertEquals("", PrometheusTest.lint(promtool, folder, page.text()));
        }
    }
}
