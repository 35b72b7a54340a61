package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.bus.Await;
import dev.domovoi.signal.Quantity;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A new agent beside a real Prometheus that remembers its plugs. Half of them under our own metric, the others under
/// another exporter's. Without the programs the test is skipped, in CI it fails.
///
/// `-Dbackfill.streams=30 -Dbackfill.days=21 -Dbackfill.seconds=15` makes it as large as a home is.
@Timeout(900)
final class DayOneTest {
    private static final int STREAMS = Integer.getInteger("backfill.streams", 4);
    private static final int DAYS = Integer.getInteger("backfill.days", 10);
    private static final int SECONDS = Integer.getInteger("backfill.seconds", 60);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /// The first plug was not scraped then.
    private static final Instant GAP_FROM = PastHome.END.minus(Duration.ofDays(3));

    private static final Instant GAP_TO = GAP_FROM.plus(Duration.ofHours(20));

    @TempDir
    Path folder;

    @Test
    void thePastMakesNewStreamsReadyAndARestartAsksNoMore() throws Exception {
        Path program = PrometheusTest.program("prometheus");
        Path promtool = PrometheusTest.program("promtool");
        try (RealPrometheus prometheus = RealPrometheus.remembering(program, promtool, folder, past());
                LivingHome home = new LivingHome(folder, """
                        prometheus:
                          url: %s
                          series: [{metric: plug_milliwatts, device_label: name, unit: mW}]
                        """.formatted(prometheus.url()))) {
            long start = System.nanoTime();
            try (Agent agent = home.agent(Optional.empty())) {
                minute(home, agent);
                Await.until(
                        "all were asked for",
                        LIMIT,
                        () -> count(home, "power: learned from Prometheus") == STREAMS
                                && count(home, "no past in Prometheus") == 1);
                minute(home, agent);
                Await.until("all are ready", LIMIT, () -> ready(agent) == STREAMS);
            }
            System.getLogger("backfill")
                    .log(System.Logger.Level.INFO, "ready after " + Duration.ofNanos(System.nanoTime() - start));
            assertEquals(1, count(home, "1 gaps of an hour or more, the longest from " + GAP_FROM + " to " + GAP_TO));
            assertEquals(1, count(home, "tasmota:stranger/power: no past in Prometheus, so it is learned live."));

            try (Agent again = home.agent(Optional.empty())) {
                minute(home, again);
                Await.until("all are ready still", LIMIT, () -> ready(again) == STREAMS);
                Await.until("the stranger is asked for", LIMIT, () -> count(home, "no past in Prometheus") == 2);
                assertEquals(STREAMS, count(home, "power: learned from Prometheus"));
            }
            assertTrue(home.alarmsAndActions.isEmpty(), () -> home.alarmsAndActions.toString());
        }
    }

    /// Every plug reports, and the minute passes.
    private static void minute(LivingHome home, Agent agent) {
        Instant now = home.time.instant();
        for (int plug = 0; plug < STREAMS; plug++) {
            home.publish("tele/plug" + plug + "/SENSOR", PastHome.sensor(watts(plug, now)), false);
        }
        home.publish("tele/stranger/SENSOR", PastHome.sensor(5), false);
        Await.until(
                "all were heard",
                LIMIT,
                () -> agent.devices().current(now).stream()
                                .filter(reading -> reading.quantity() == Quantity.POWER
                                        && reading.at().equals(now))
                                .count()
                        == STREAMS + 1);
        home.time.pass(Duration.ofMinutes(1));
        Await.until("the minute is over", LIMIT, () -> agent.vitals().progress().size() == STREAMS + 1);
    }

    private static long ready(Agent agent) {
        return agent.vitals().progress().stream()
                .filter(stream -> stream.ready().isReady())
                .count();
    }

    private static long count(LivingHome home, String part) {
        return home.said.stream().filter(sentence -> sentence.contains(part)).count();
    }

    /// Freezers and heaters. A compressor whose cycle divides the day would repeat itself to the minute, as none does.
    private static int watts(int plug, Instant at) {
        return plug % 4 < 2
                ? Math.floorMod(at.getEpochSecond() / 60, 37 + plug) < 14 ? 90 : 1
                : PastHome.heaterWatts(at) + plug;
    }

    /// What Prometheus scraped, as OpenMetrics.
    private Path past() throws IOException {
        Path file = folder.resolve("past.txt");
        try (Writer text = Files.newBufferedWriter(file)) {
            text.write("# TYPE domovoi_power_watts gauge\n");
            for (int plug = 0; plug < STREAMS; plug += 2) {
                series(text, plug, "domovoi_power_watts{device=\"plug" + plug + "\",channel=\"\"} ", 1);
            }
            text.write("# TYPE plug_milliwatts gauge\n");
            for (int plug = 1; plug < STREAMS; plug += 2) {
                series(text, plug, "plug_milliwatts{name=\"plug" + plug + "\"} ", 1000);
            }
            text.write("# EOF\n");
        }
        return file;
    }

    private static void series(Writer text, int plug, String name, int factor) throws IOException {
        for (Instant at = PastHome.END.minus(Duration.ofDays(DAYS));
                at.isBefore(PastHome.END);
                at = at.plusSeconds(SECONDS)) {
            if (plug > 0 || !at.isAfter(GAP_FROM) || !at.isBefore(GAP_TO)) {
                text.write(name + factor * watts(plug, at) + " " + at.getEpochSecond() + "\n");
            }
        }
    }
}
