package dev.domovoi.app.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.domovoi.app.Agent;
import dev.domovoi.app.HandTime;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigException;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Who is let in, against a real agent and a real server.
@Timeout(60)
final class SiteTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final Path folder;
    private final HandTime clock = new HandTime(NOON);
    private final List<String> said = new ArrayList<>();
    private Agent agent;
    private ServedSite served;

    SiteTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        this.agent = agent(Map.of());
        this.served = new ServedSite(agent, clock);
    }

    private Agent agent(Map<String, String> more) {
        return Agent.start(config(more), clock, Optional.empty(), (kind, sentence) -> said.add(sentence));
    }

    private AgentConfig config(Map<String, String> more) {
        Map<String, String> environment = new TreeMap<>(more);
        environment.put("DOMOVOI_STATE_DIR", folder.toString());
        environment.put("DOMOVOI_MQTT_URL", "mqtt://127.0.0.1:1"); // nobody is there, and nobody is missed
        return ConfigReader.read(Optional.empty(), environment);
    }

    private void restart(Map<String, String> more) throws Exception {
        end();
        agent = agent(more);
        served = new ServedSite(agent, clock);
    }

    @AfterEach
    void end() throws Exception {
        served.close();
        agent.close();
    }

    private HttpResponse<String> bearer(String token) throws Exception {
        return served.send(served.request("/api/report").header("Authorization", "Bearer " + token));
    }

    private HttpResponse<String> enter(String type, String body) throws Exception {
        return served.send(
                served.request("/api/session").header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    private static String cookieOf(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow();
    }

    private int withCookie(String cookie, String path) throws Exception {
        return served.send(served.request(path).header("Cookie", "other=1; " + cookie.split(";", 2)[0]))
                .statusCode();
    }

    @Test
    void withoutTheTokenNothingIsToldAndTheRemedyIs() throws Exception {
        for (String path : List.of(
                "/api/devices", "/api/streams", "/api/incidents", "/api/decisions", "/api/report", "/openapi")) {
            HttpResponse<String> answer = served.get(path);
            assertEquals(401, answer.statusCode(), path);
            assertEquals(
                    "application/problem+json",
                    answer.headers().firstValue("Content-Type").orElse(""));
            assertEquals(401, ServedSite.json(answer).path("status").asInt());
            assertTrue(ServedSite.json(answer).path("detail").asText().contains("the file that the agent named"));
            assertFalse(answer.body().contains(folder.toString()), answer.body());
            assertTrue(
                    answer.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Bearer"));
            assertEquals(200, served.getWithToken(path).statusCode(), path);
        }
        assertEquals("metrics", served.get("/metrics").body());
        assertEquals("alive", served.get("/health/live").body());
    }

    @Test
    void theTokenIsMadeOnceForTheOwnerAloneAndNeverLogged() throws Exception {
        List<String> logged = new ArrayList<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record.getMessage()
                        + List.of(Optional.ofNullable(record.getParameters()).orElse(new Object[0])));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger("").addHandler(listener);
        try {
            String token = served.token();
            Path file = served.tokenFile();
            assertTrue(token.matches("[A-Za-z0-9_-]{43}"), "43 characters of base64url are 32 bytes");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            restart(Map.of());
            assertEquals(token, served.token());
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            String session = cookieOf(enter("application/json", "{\"token\":\"" + token + "\"}"))
                    .split("[=;]", 3)[1];
            for (int i = 0; i <= Attempts.ALLOWED; i++) {
                bearer("wrong-" + token);
            }
            assertTrue(logged.toString().contains("Too many wrong tokens from 127.0.0.1"), logged::toString);
            assertTrue(Site.tokenPlace(agent.config()).endsWith(file.toString()));
            String everything = logged + " " + said + Site.tokenPlace(agent.config()) + agent.config();
            assertFalse(everything.contains(token) || everything.contains(session), everything);
        } finally {
            Logger.getLogger("").removeHandler(listener);
        }
    }

    @Test
    void aConfiguredTokenTakesThePlaceOfTheFile() throws Exception {
        restart(Map.of("DOMOVOI_WEB_TOKEN", "configured-0123456789"));
        assertEquals(200, bearer("configured-0123456789").statusCode());
        assertEquals(401, bearer(served.token()).statusCode());
        assertEquals("the token is the one set as web.token", Site.tokenPlace(agent.config()));
        assertFalse(agent.config().toString().contains("configured-0123456789"));
    }

    @Test
    void aDamagedFileIsNamedAndNotTakenForAToken() throws IOException {
        Files.writeString(served.tokenFile(), "\n");
        ConfigException refused = assertThrows(ConfigException.class, () -> served.site.open(agent));
        assertTrue(String.valueOf(refused.getMessage()).contains("web-token"), refused::getMessage);
        ConfigException weak =
                assertThrows(ConfigException.class, () -> config(Map.of("DOMOVOI_WEB_TOKEN", "too-short")));
        assertTrue(String.valueOf(weak.getMessage()).contains("(hidden)"), weak::getMessage);
    }

    @Test
    void aSessionIsBegunWithTheTokenAndEnded() throws Exception {
        for (String[] entry : new String[][] {
            {"application/json", "{\"token\":\"%s\"}"}, {"application/x-www-form-urlencoded", "token=%s"}
        }) {
            HttpResponse<String> entered = enter(entry[0], entry[1].formatted(served.token()));
            assertEquals(204, entered.statusCode());
            String cookie = cookieOf(entered);
            assertTrue(cookie.contains("; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200"), cookie);
            assertFalse(cookie.contains("Secure"), "without TLS a browser would drop it");
            assertEquals(200, withCookie(cookie, "/api/devices"));
            HttpResponse<String> left = served.send(served.request("/api/session")
                    .header("Cookie", cookie.split(";", 2)[0])
                    .DELETE());
            assertEquals(204, left.statusCode());
            assertTrue(cookieOf(left).contains("Max-Age=0"));
            assertEquals(401, withCookie(cookie, "/api/devices"));
        }
        assertEquals(401, withCookie("domovoi_session=guessed", "/api/devices"));
        assertEquals(401, enter("application/json", "{\"token\":\"guessed\"}").statusCode());
        assertEquals(401, enter("application/json", "").statusCode());
        assertEquals(400, enter("application/json", "{\"token\":").statusCode());
        assertEquals(400, enter("application/json", "[{\"token\":1}]").statusCode());
        assertEquals(
                400, enter("application/x-www-form-urlencoded", "token=%zz").statusCode());
    }

    @Test
    void aSessionRunsOut() throws Exception {
        String cookie = cookieOf(enter("application/json", "{\"token\":\"" + served.token() + "\"}"));
        clock.pass(Sessions.LENGTH.minusSeconds(1));
        assertEquals(200, withCookie(cookie, "/api/report"));
        clock.pass(Duration.ofSeconds(2));
        assertEquals(401, withCookie(cookie, "/api/report"));
    }

    @Test
    void whoGuessesTooOftenHasToWaitAndSessionsAreNotShutOut() throws Exception {
        String cookie = cookieOf(enter("application/json", "{\"token\":\"" + served.token() + "\"}"));
        for (int guess = 0; guess < Attempts.ALLOWED; guess++) {
            assertEquals(401, bearer("guess-" + guess).statusCode());
        }
        HttpResponse<String> refused = bearer(served.token());
        assertEquals(429, refused.statusCode(), "even the right one is not looked at");
        assertEquals("7", refused.headers().firstValue("Retry-After").orElse(""));
        assertEquals(
                429,
                enter("application/json", "{\"token\":\"" + served.token() + "\"}")
                        .statusCode());
        assertEquals(200, withCookie(cookie, "/api/report"));
        clock.pass(Duration.ofSeconds(7));
        assertEquals(200, bearer(served.token()).statusCode());
    }

    @Test
    void openReadingOpensReadingOnly() throws Exception {
        restart(Map.of("DOMOVOI_WEB_OPEN_READING", "true"));
        assertEquals(200, served.get("/api/devices").statusCode());
        assertEquals(200, served.get("/openapi").statusCode());
        for (String path : List.of("/api/pause", "/api/resume", "/api/incidents/i-1/feedback")) {
            assertEquals(
                    401,
                    served.send(served.request(path).POST(BodyPublishers.noBody()))
                            .statusCode(),
                    path);
        }
        assertEquals(401, bearer("wrong").statusCode());
    }

    @Test
    void aStrangeHostNameIsRefusedWithTheRemedy() throws Exception {
        restart(Map.of("DOMOVOI_WEB_OPEN_READING", "true", "DOMOVOI_WEB_HOSTS", "domovoi.example.org"));
        for (String path : List.of("/api/devices", "/metrics", "/openapi", "/anything")) {
            String refused = served.raw("GET " + path + " HTTP/1.1", "Host: evil.example:9463");
            assertTrue(refused.startsWith("HTTP/1.1 421 "), refused);
            assertTrue(refused.contains("set web.hosts"), refused);
        }
        assertTrue(
                served.raw("GET /metrics HTTP/1.1", "Host: domovoi.example.org").startsWith("HTTP/1.1 200 "));
        assertTrue(served.raw("GET /api/report HTTP/1.1", "Host: [::1]:9463").startsWith("HTTP/1.1 200 "));
        assertTrue(served.raw("GET /health/live HTTP/1.1", "Host: evil.example").startsWith("HTTP/1.1 200 "));
        for (String[] broken : new String[][] {
            {"GET /api/report HTTP/1.0"},
            {"GET /api/report HTTP/1.1", "Host:"},
            {"GET /api/report HTTP/1.1", "Host: localhost", "Host: evil.example"},
            {"GET /api/report HTTP/1.1", "Host: evil.example@localhost"},
            {"GET http://evil.example/api/report HTTP/1.1", "Host: evil.example"},
        }) {
            String answer = served.raw(broken);
            assertTrue(answer.matches("(?s)HTTP/1\\.[01] 4(00|21) .*"), answer);
        }
    }

    @Test
    void anotherSiteCannotChangeAnything() throws Exception {
        String own = "http://127.0.0.1:" + served.port();
        for (Map<String, String> headers : List.of(
                Map.of("Origin", "http://evil.example"),
                Map.of("Origin", "null"),
                Map.of("Origin", "http://127.0.0.1:8080"),
                Map.of("Sec-Fetch-Site", "cross-site"),
                Map.of("Sec-Fetch-Site", "same-site"),
                Map.of("Origin", own, "Sec-Fetch-Site", "cross-site"))) {
            assertEquals(403, pause(headers), headers.toString());
        }
        assertEquals(202, pause(Map.of("Origin", own, "Sec-Fetch-Site", "same-origin")));
        assertEquals(202, pause(Map.of()));
        HttpResponse<String> preflight = served.send(served.request("/api/pause")
                .header("Origin", "http://evil.example")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertEquals(405, preflight.statusCode());
        assertEquals(Optional.empty(), preflight.headers().firstValue("Access-Control-Allow-Origin"));
    }

    private int pause(Map<String, String> headers) throws Exception {
        var request = served.request("/api/pause")
                .header("Authorization", "Bearer " + served.token())
                .POST(BodyPublishers.noBody());
        headers.forEach(request::header);
        return served.send(request).statusCode();
    }

    @Test
    void whatIsNotThereOrTooLongIsToldSo() throws Exception {
        assertEquals(404, served.getWithToken("/api/secrets").statusCode());
        assertEquals(404, served.getWithToken("/api").statusCode());
        assertEquals(404, served.getWithToken("/api/incidents/a/b/feedback").statusCode());
        HttpResponse<String> wrong = served.postWithToken("/api/devices", "");
        assertEquals(405, wrong.statusCode());
        assertEquals("GET", wrong.headers().firstValue("Allow").orElse(""));
        assertEquals(413, served.postWithToken("/api/pause", "x".repeat(5_000)).statusCode());
        assertEquals(
                414, served.getWithToken("/api/devices?x=" + "y".repeat(3_000)).statusCode());
        for (String limit : List.of("0", "-1", "1001", "ten", "", "99999999999999")) {
            assertEquals(
                    400, served.getWithToken("/api/decisions?limit=" + limit).statusCode(), limit);
        }
        HttpResponse<String> head = served.send(served.request("/api/report")
                .header("Authorization", "bearer " + served.token())
                .method("HEAD", BodyPublishers.noBody()));
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
    }

    @Test
    void everyAnswerTellsBrowsersToBeCareful() throws Exception {
        for (HttpResponse<String> answer :
                List.of(served.getWithToken("/api/report"), served.get("/api/report"), served.get("/metrics"))) {
            assertEquals(
                    "nosniff",
                    answer.headers().firstValue("X-Content-Type-Options").orElse(""));
            assertTrue(answer.headers()
                    .firstValue("Content-Security-Policy")
                    .orElse("")
                    .startsWith("default-src 'none'"));
        }
        assertEquals(
                "no-store",
                served.getWithToken("/api/report")
                        .headers()
                        .firstValue("Cache-Control")
                        .orElse(""));
    }

    @Test
    void beforeAndAfterTheAgentThereIsNobodyToAsk() throws Exception {
        String token = served.token();
        served.site.close();
        assertEquals(503, bearer(token).statusCode());
        served.site.open(agent);
        assertEquals(200, bearer(token).statusCode());
        assertNotEquals("", token);
    }

    @Test
    void aHomeFullOfForgedDevicesIsToldInPart() throws Exception {
        for (int i = 0; i < 1_200; i++) {
            Source source = Source.whole(new DeviceId("tasmota", "forged" + i));
            Reading reading = new Reading(source, Quantity.VOLTAGE, 231, NOON, false);
            agent.devices().notice(reading, NOON);
            agent.devices().keep(reading);
        }
        JsonNode some = ServedSite.json(served.getWithToken("/api/devices"));
        assertEquals(100, some.path("devices").size());
        assertEquals(1_200, some.path("total").asInt());
        JsonNode most =
                ServedSite.json(served.getWithToken("/api/devices?limit=1000")).path("devices");
        assertEquals(1_000, most.size());
        assertEquals(231, most.path(999).path("readings").path(0).path("value").asInt());
    }

    @Test
    void foreignTextComesOutAsJsonWhateverItHolds() throws Exception {
        String hostile = "\"\\ <script> \u0000\u0007\n\u2028\u202e\ud800 \u6f22";
        String text = JsonText.of(json -> json.writeStringField(hostile, hostile));
        byte[] sent = text.getBytes(StandardCharsets.UTF_8);
        JsonNode read = new ObjectMapper().readTree(sent);
        String survives = hostile.replace('\ud800', '?');
        assertEquals(survives, read.path(survives).asText());
    }
}
