package dev.domovoi.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.domovoi.app.bus.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A Prometheus of its own on a free port that scrapes one target twice a second, with the given rules.
final class RealPrometheus implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final Process process;

    RealPrometheus(Path program, Path folder, int targetPort, List<Path> rules) throws IOException {
        this(program, folder, """
                global: {scrape_interval: 500ms, scrape_timeout: 500ms, evaluation_interval: 500ms}
                rule_files: %s
                scrape_configs: [{job_name: domovoi, static_configs: [{targets: ["127.0.0.1:%d"]}]}]
                """.formatted(rules, targetPort));
    }

    private RealPrometheus(Path program, Path folder, String configuration) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        Path config = Files.writeString(folder.resolve("prometheus.yml"), configuration);
        this.process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--storage.tsdb.retention.time=10y",
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
    }

    /// One that scrapes nothing and remembers what an OpenMetrics text says.
    static RealPrometheus remembering(Path program, Path promtool, Path folder, Path openMetrics) throws Exception {
        Process maker = new ProcessBuilder(
                        promtool.toString(),
                        "tsdb",
                        "create-blocks-from",
                        "openmetrics",
                        "--max-block-duration=504h", // one pass over the text for each block
                        openMetrics.toString(),
                        folder.resolve("tsdb").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("promtool.log").toFile())
                .start();
        if (!maker.waitFor(10, TimeUnit.MINUTES) || maker.exitValue() != 0) {
            throw new AssertionError(Files.readString(folder.resolve("promtool.log")));
        }
        RealPrometheus prometheus = new RealPrometheus(program, folder, "global: {}");
        prometheus.awaitAnswer("vector(1)");
        return prometheus;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void awaitAnswer(String query) {
        Await.until("Prometheus has " + query, LIMIT, () -> answers(query));
    }

    /// Whether the query returns at least one series with a number now; a query that it refuses fails the test.
    boolean answers(String query) {
        JsonNode body = ask(query);
        if (body.path("errorType").asText().equals("bad_data")) {
            throw new AssertionError(query + ": " + body.path("error").asText());
        }
        for (JsonNode series : body.at("/data/result")) {
            if (!series.at("/value/1").asText().equals("NaN")) {
                return true;
            }
        }
        return false;
    }

    private JsonNode ask(String query) {
        URI url = URI.create(
                "http://127.0.0.1:" + port + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        try {
            return JSON.readTree(client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                    .body());
        } catch (IOException notYet) {
            return JSON.createObjectNode();
        } catch (InterruptedException stopping) {
            throw new AssertionError("interrupted while asking Prometheus", stopping);
        }
    }

    @Override
    public void close() {
        client.close();
        process.destroyForcibly();
        try {
            process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
