package dev.domovoi.app.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.Devices;
import dev.domovoi.observe.Decoded.Learned;
import dev.domovoi.observe.Decoder;
import dev.domovoi.observe.Dialects;
import dev.domovoi.observe.Fixture;
import dev.domovoi.observe.Fixtures;
import dev.domovoi.signal.Message;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What a home of nothing but one dialect's fixtures shows on `/metrics`; `-Dgolden.update=true` writes the pages
/// anew.
final class GoldenPageTest {
    private static final Path PAGES = Path.of("src/test/resources/golden");

    @TestFactory
    List<DynamicTest> theFixturesOfEachDialectGiveItsPage() {
        return Dialects.all().stream()
                .map(dialect -> DynamicTest.dynamicTest(dialect.name(), () -> check(dialect.name())))
                .toList();
    }

    @TestFactory
    List<DynamicTest> prometheusLinterHasNothingToSayOfThePages() {
        Path promtool = Path.of("/usr/bin/promtool");
        boolean isThere = Files.isExecutable(promtool);
        assertTrue(isThere || !"true".equals(System.getenv("CI")), promtool + " is not installed");
        Assumptions.assumeTrue(isThere, promtool + " is not installed");
        return Dialects.all().stream()
                .map(dialect -> DynamicTest.dynamicTest(
                        dialect.name(), () -> lint(promtool, PAGES.resolve(dialect.name() + ".prom"))))
                .toList();
    }

    private static void lint(Path promtool, Path page) throws IOException, InterruptedException {
        Process linter = new ProcessBuilder(promtool.toString(), "check", "metrics")
                .redirectInput(page.toFile())
                .redirectErrorStream(true)
                .start();
        try (InputStream said = linter.getInputStream()) {
            assertEquals("", new String(said.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertEquals(0, linter.waitFor());
    }

    private static void check(String dialect) throws IOException {
        Path golden = PAGES.resolve(dialect + ".prom");
        String page = page(dialect, Fixtures.load(dialect));
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(PAGES);
            Files.writeString(golden, page);
        }
        assertEquals(
                page,
                Files.readString(golden),
                golden + " is out of date: run this test with -Dgolden.update=true and look at the difference");
    }

    private static String page(String dialect, List<Fixture> fixtures) throws IOException {
        Devices devices = new Devices(Map.of());
        for (Fixture fixture : fixtures) {
            Decoder decoder = new Decoder(Dialects.of(Fixtures.settings(dialect)));
            fixture.context().forEach(message -> take(devices, decoder, message));
            take(devices, decoder, fixture.message());
        }
        CollectorRegistry registry = new CollectorRegistry();
        registry.register(new Collector() {
            @Override
            public List<MetricFamilySamples> collect() {
                return new DeviceSeries(devices, Fixture.AT)
                        .all()
                        .filter(series -> !series.isEmpty())
                        .map(Series::family)
                        .toList();
            }
        });
        StringWriter text = new StringWriter();
        TextFormat.write004(text, registry.metricFamilySamples());
        return text.toString();
    }

    private static void take(Devices devices, Decoder decoder, Message message) {
        if (decoder.decode(message) instanceof Decoder.Result.Known known) {
            known.understood().observations().forEach(observation -> {
                devices.notice(observation, Fixture.AT);
                devices.keep(observation);
            });
            known.understood().learned().forEach(lesson -> {
                if (lesson instanceof Learned.Gone(var device)) {
                    devices.forget(device);
                }
            });
        }
    }
}
