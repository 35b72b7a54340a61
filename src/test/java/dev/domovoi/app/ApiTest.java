package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.domovoi.app.bus.Await;
import dev.domovoi.app.cluster.ApiServer;
import dev.domovoi.app.cluster.Cluster;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.app.web.Described;
import dev.domovoi.app.web.ServedSite;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the API says of a home in which something is wrong, held against its own description.
@Timeout(60)
final class ApiTest {
    private static final Duration LIMIT = LivingHome.LIMIT;
    private static final List<String> READ =
            List.of("/api/devices", "/api/streams", "/api/incidents", "/api/decisions", "/api/rules", "/api/report");
    private static final String HOSTILE = "evil\"<script>alert('x')<!--\\\u00fc\u6f22";

    private static final String DRILLED = "2026-03-10T03:45:00Z";

    @TempDir
    Path folder;

    @Test
    void everyAnswerIsAsItIsDescribed() throws Exception {
        String cuts = "mode: act\nact: {allow: [{action: \"off\", device: heater}], hold: 2m}";
        try (LivingHome home = new LivingHome(folder, cuts)) {
            Files.createDirectories(home.stateDir());
            Files.writeString(home.stateDir().resolve("drill.jsonl"), DRILLED + "\n{\"stream\":\"a/power\"}\n");
            assertDescribed(home);
        }
    }

    private void assertDescribed(LivingHome home) throws Exception {
        try (Agent agent = home.agent(Optional.of(PastHome.recording(folder)));
                ServedSite served = new ServedSite(agent, home.time)) {
            live(home, agent);
            JsonNode document = ServedSite.json(served.getWithToken("/openapi"));
            Described described = new Described(document);
            assertChanges(home, served, described);
            for (String path : READ) {
                HttpResponse<String> answer = served.getWithToken(path);
                assertEquals(200, answer.statusCode(), answer.body());
                assertEquals(
                        "application/json",
                        answer.headers().firstValue("Content-Type").orElse(""));
                assertEquals(
                        List.of(),
                        described.faults(described.schema("get", path, 200), ServedSite.json(answer)),
                        answer.body());
            }
            HttpResponse<String> explained = served.getWithToken("/api/explain/newest");
            assertEquals(
                    List.of(),
                    described.faults(described.schema("get", "/api/explain/{id}", 200), ServedSite.json(explained)));
            HttpResponse<String> problem = served.getWithToken("/api/devices?limit=0");
            assertEquals(
                    List.of(),
                    described.faults(described.schema("get", "/api/devices", 400), ServedSite.json(problem)));
            Set<String> unseen = new TreeSet<>();
            document.path("components").path("schemas").fieldNames().forEachRemaining(unseen::add);
            unseen.removeAll(described.met());
            assertEquals(
                    Set.of("Entry", "Pause", "Feedback", "Forget", "Copy", "Maintain"),
                    unseen,
                    "only bodies of requests were not answered");
            assertTells(served);
            assertTellsOfRules(served);
        }
    }

    /// A heater sticks and is cut; a device with a hostile name, a strip and a node speak.
    private static void live(LivingHome home, Agent agent) throws InterruptedException {
        home.stuckAtWatts = Optional.of(2_000);
        for (int minute = 0; minute < 60 && agent.vitals().actions.counts().isEmpty(); minute++) {
            home.minute(agent);
        }
        assertEquals("cmnd/heater/POWER OFF", home.order());
        home.publish("tele/" + HOSTILE + "/SENSOR", "{\"ENERGY\":{\"Voltage\":231}}", false);
        home.publish("stat/strip/POWER2", "ON", false);
        home.publish("domovoi/node/pi4/vitals", """
                {"at": "2026-03-10T13:00:00Z", "observations": [
                  {"channel": null, "quantity": "undervoltage", "value": true, "unit": ""}]}
                """, false);
        Await.until(
                "the node is heard",
                LIMIT,
                () -> !agent.devices().statuses(home.time.instant()).isEmpty());
    }

    private static void assertChanges(LivingHome home, ServedSite served, Described described) throws Exception {
        HttpResponse<String> paused = served.postWithToken("/api/pause", "{\"for\":\"30m\"}");
        assertEquals(202, paused.statusCode(), paused.body());
        assertEquals(List.of(), described.faults(described.schema("post", "/api/pause", 202), ServedSite.json(paused)));
        String until = home.time.instant().plus(Duration.ofMinutes(30)).toString();
        await(
                "the pause shows",
                served,
                report -> report.path("paused_until").asText().equals(until));
        assertEquals(202, served.postWithToken("/api/resume", "{}").statusCode());
        await("the pause is over", served, report -> !report.path("paused").asBoolean());
        for (String wrong : List.of("{\"for\":\"soon\"}", "{\"until\":1}", "30m", "[1]", "{\"for\":{}}")) {
            assertEquals(400, served.postWithToken("/api/pause", wrong).statusCode(), wrong);
        }
        assertEquals(202, served.postWithToken("/api/release", "{}").statusCode());
        HttpResponse<String> copied = served.postWithToken("/api/backup", "{\"copy\":\"backup-0123456789abcdef.db\"}");
        assertEquals(200, copied.statusCode(), copied.body());
        assertEquals(
                List.of(), described.faults(described.schema("post", "/api/backup", 200), ServedSite.json(copied)));
        for (String wrong : List.of("../domovoi.db", "backup-0123456789ABCDEF.db", "domovoi.db", "")) {
            assertEquals(
                    400,
                    served.postWithToken("/api/backup", "{\"copy\":\"" + wrong + "\"}")
                            .statusCode(),
                    wrong);
        }
        assertEquals(400, served.postWithToken("/api/release", "{\"name\":1}").statusCode());
        assertEquals(
                404,
                served.postWithToken("/api/incidents/i-99/feedback", "{\"real\":true}")
                        .statusCode());
        assertEquals(
                400, served.postWithToken("/api/incidents/i-1/feedback", "{}").statusCode());
        assertEquals(
                202,
                served.postWithToken("/api/incidents/i-1/feedback", "{\"real\":true}")
                        .statusCode());
        await(
                "it is confirmed",
                served,
                report -> whole(report).path("confirmed").asInt() == 1);
        assertEquals(
                202,
                served.postWithToken("/api/incidents/i-1/feedback", "{\"real\":false}")
                        .statusCode());
        await(
                "it is called false",
                served,
                report -> whole(report).path("called_false").asInt() == 1);
    }

    private interface Seen {
        boolean in(JsonNode report);
    }

    private static void await(String what, ServedSite served, Seen seen) {
        Await.until(what, LIMIT, () -> {
            try {
                return seen.in(ServedSite.json(served.getWithToken("/api/report")));
            } catch (IOException | InterruptedException failed) {
                throw new AssertionError(failed);
            }
        });
    }

    private static JsonNode whole(JsonNode report) {
        return report.path("alarms").path("whole");
    }

    private static void assertTells(ServedSite served) throws Exception {
        JsonNode devices = ServedSite.json(served.getWithToken("/api/devices")).path("devices");
        List<String> names = new ArrayList<>();
        devices.forEach(device -> names.add(device.path("device").asText()));
        assertTrue(names.contains(HOSTILE), names::toString);
        JsonNode incident = ServedSite.json(served.getWithToken("/api/incidents"))
                .path("incidents")
                .path(0);
        assertEquals("i-1", incident.path("id").asText());
        assertEquals("false_alarm", incident.path("feedback").asText());
        JsonNode decisions =
                ServedSite.json(served.getWithToken("/api/decisions")).path("decisions");
        assertEquals("act", decisions.path(0).path("verdict").asText(), "the newest comes first");
        assertEquals(
                "alert", decisions.path(decisions.size() - 1).path("verdict").asText());
        JsonNode one =
                ServedSite.json(served.getWithToken("/api/decisions?limit=1")).path("decisions");
        assertEquals(1, one.size());
        assertEquals(decisions.path(0), one.path(0));
        JsonNode few = ServedSite.json(served.getWithToken("/api/devices?limit=1"));
        assertEquals(1, few.path("devices").size());
        assertEquals(names.size(), few.path("total").asInt());
        JsonNode report = ServedSite.json(served.getWithToken("/api/report"));
        assertEquals(1, whole(report).path("alarms").asInt());
        assertEquals(0, whole(report).path("confirmed").asInt());
        assertEquals(1, whole(report).path("unconfirmed").asInt());
        double weeks = whole(report).path("watched_weeks").asDouble();
        JsonNode rate = whole(report).path("false_per_week");
        assertTrue(weeks > 0 && weeks < 0.01, report::toString);
        assertEquals(1 / weeks, rate.path("rate").asDouble(), 1e-6 / weeks);
        assertEquals(0.0513 / weeks, rate.path("low").asDouble(), 1e-4 / weeks);
        assertEquals(4.7439 / weeks, rate.path("high").asDouble(), 1e-4 / weeks);
        assertEquals(2, report.path("streams").path("ready").asInt());
        assertEquals(DRILLED, report.path("drill").path("ran_at").asText());
        assertEquals(
                "a/power",
                report.path("drill").path("streams").path(0).path("stream").asText());
    }

    private static void assertTellsOfRules(ServedSite served) throws Exception {
        JsonNode answer = ServedSite.json(served.getWithToken("/api/rules"));
        assertEquals("the shipped ones", answer.path("from").asText());
        assertEquals(8, answer.path("rules").size());
        Map<String, String> whyNot = new HashMap<>();
        answer.path("rules")
                .forEach(rule -> whyNot.put(
                        rule.path("rule").asText(), rule.path("why_not").asText()));
        assertEquals("There is no router that it is about.", whyNot.get("internet_watchdog"));
        assertEquals("home.contract_watts is not known.", whyNot.get("load_shedding"));
        assertEquals("There is no device that it is about.", whyNot.get("appliance_finished"));
        assertTrue(answer.toString().contains("\"file\":\"rules/decisions/home.yaml:3:5\""), answer::toString);
    }

    @Test
    void aPodThatDoesNotLeadSaysThatAnotherDoes() throws Exception {
        AgentConfig config = ConfigReader.read(
                Optional.empty(),
                Map.of(
                        "DOMOVOI_STATE_DIR", folder.toString(),
                        "DOMOVOI_MQTT_URL", "mqtt://127.0.0.1:1",
                        "DOMOVOI_CLUSTER_LEASE", "hearth",
                        "DOMOVOI_CLUSTER_NAMESPACE", "home",
                        "DOMOVOI_CLUSTER_POD", "pod-1"));
        HandTime time = new HandTime(PastHome.END);
        Optional<Cluster> cluster = Optional.of(neverReached(config));
        try (Agent agent = Agent.start(config, time, Optional.empty(), (kind, sentence) -> {}, cluster);
                ServedSite served = new ServedSite(agent, time)) {
            for (String path : READ) {
                HttpResponse<String> answer = served.getWithToken(path);
                assertEquals(503, answer.statusCode(), path);
                assertTrue(answer.body().contains("Another pod leads"), answer.body());
            }
            assertEquals(503, served.postWithToken("/api/pause", "").statusCode());
            assertEquals(200, served.getWithToken("/openapi").statusCode());
        }
    }

    private static Cluster neverReached(AgentConfig config) {
        return Cluster.join(
                config.cluster().orElseThrow(),
                ApiServer.client(1),
                TimeSource.ofMachine(),
                new SplittableRandom(1),
                sentence -> {});
    }
}
