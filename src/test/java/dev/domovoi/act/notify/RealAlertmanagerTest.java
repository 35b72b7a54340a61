package dev.domovoi.act.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.domovoi.act.notify.Notice.Event;
import dev.domovoi.act.notify.Notice.Severity;
import dev.domovoi.app.bus.Await;
import dev.domovoi.around.Tool;
import dev.domovoi.signal.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real Alertmanager receives our incidents, groups them by device and tells its own receiver when they begin and
/// end.
@Timeout(90)
final class RealAlertmanagerTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void anIncidentIsReceivedGroupedChangedAndResolved() throws Exception {
        Path program = Tool.find("prometheus-alertmanager");
        int port = freePort();
        try (ScriptedHook receiver = new ScriptedHook(200);
                Post post = new Post();
                HttpClient client = HttpClient.newHttpClient()) {
            URI url = URI.create("http://127.0.0.1:" + port);
            Process process = start(program, port, receiver.url("/"));
            try {
                Await.until("Alertmanager is ready", LIMIT, () -> isReady(client, url));
                Alertmanager alertmanager = new Alertmanager(post, url, "agent");
                Instant opened = InstantSource.system().instant().minusSeconds(60);
                deliver(alertmanager, notice("kettle", Event.OPENED, Severity.INFO, Optional.empty(), opened));
                deliver(alertmanager, notice("heater", Event.OPENED, Severity.INFO, Optional.empty(), opened));
                deliver(alertmanager, notice("heater", Event.STILL, Severity.INFO, Optional.empty(), opened));
                deliver(
                        alertmanager,
                        notice("heater", Event.CHANGED, Severity.CRITICAL, Optional.of(Severity.INFO), opened));

                JsonNode groups = ask(client, url, "/api/v2/alerts/groups");
                assertEquals(
                        List.of("{\"device\":\"heater\"}", "{\"device\":\"kettle\"}"),
                        groups.findValues("labels").stream()
                                .filter(labels -> labels.size() == 1)
                                .map(JsonNode::toString)
                                .sorted()
                                .toList());
                JsonNode heater = ask(client, url, "/api/v2/alerts?filter=device=heater");
                assertEquals(1, heater.size(), "the alert of the old severity has ended: " + heater);
                assertEquals(
                        "{\"alertname\":\"DomovoiIncident\",\"device\":\"heater\",\"instance\":\"agent\","
                                + "\"kind\":\"unusual_power\",\"severity\":\"critical\"}",
                        heater.at("/0/labels").toString());
                Await.until("the receiver hears of it", LIMIT, () -> hears(receiver, "firing", "critical"));

                deliver(alertmanager, notice("heater", Event.RESOLVED, Severity.CRITICAL, Optional.empty(), opened));
                Await.until("the receiver hears of the end", LIMIT, () -> hears(receiver, "resolved", "critical"));
                assertEquals(1, ask(client, url, "/api/v2/alerts").size(), "the kettle's goes on");
            } finally {
                process.destroyForcibly();
                process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    private static void deliver(Alertmanager alertmanager, Notice notice) throws InterruptedException {
        Outcome outcome = alertmanager.deliver(notice);
        assertInstanceOf(Outcome.Done.class, outcome, outcome.why());
    }

    private static Notice notice(
            String device, Event event, Severity severity, Optional<Severity> before, Instant opened) {
        Instant now = InstantSource.system().instant();
        return new Notice(
                "i-" + device,
                event,
                device,
                "My \"" + device,
                "unusual_power",
                severity,
                before,
                opened,
                now,
                "Why.\n");
    }

    private Process start(Path program, int port, URI receiver) throws IOException {
        Path config = Files.writeString(folder.resolve("alertmanager.yml"), """
                route: {receiver: people, group_by: [device], group_wait: 100ms, group_interval: 1s, repeat_interval: 1h}
                receivers: [{name: people, webhook_configs: [{url: "%s", send_resolved: true}]}]
                """.formatted(receiver));
        return new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.path=" + folder.resolve("data"),
                        "--cluster.listen-address=",
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("alertmanager.log").toFile())
                .start();
    }

    private static boolean hears(ScriptedHook receiver, String status, String severity) {
        return receiver.got.stream().map(ScriptedHook.Got::body).anyMatch(body -> holds(body, status, severity));
    }

    private static boolean holds(String body, String status, String severity) {
        try {
            for (JsonNode alert : JSON.readTree(body).path("alerts")) {
                if (alert.path("status").asText().equals(status)
                        && alert.at("/labels/severity").asText().equals(severity)) {
                    return true;
                }
            }
            return false;
        } catch (IOException malformed) {
            throw new AssertionError(body, malformed);
        }
    }

    private static boolean isReady(HttpClient client, URI url) {
        try {
            return client.send(HttpRequest.newBuilder(url.resolve("/-/ready")).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopping) {
            throw new AssertionError(stopping);
        }
    }

    private static JsonNode ask(HttpClient client, URI url, String path) throws Exception {
        return JSON.readTree(
                client.send(HttpRequest.newBuilder(url.resolve(path)).build(), BodyHandlers.ofString())
                        .body());
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
