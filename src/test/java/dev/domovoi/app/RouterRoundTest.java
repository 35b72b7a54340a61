package dev.domovoi.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.Doctor.Finding;
import dev.domovoi.app.router.Records;
import dev.domovoi.signal.Message;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RouterRoundTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final RouterRound round = new RouterRound("domovoi");

    private boolean hears(String topic, String payload, boolean isRetained) {
        return round.hears(new Message(NOON, topic, payload.getBytes(UTF_8), isRetained));
    }

    private void health(String at, String more, boolean isRetained) {
        String payload = Records.health(more).replace("\"at\":\"x\"", "\"at\":\"" + at + "\"");
        assertTrue(hears("domovoi/router/openwrt/health", payload, isRetained));
    }

    private String line() {
        List<Finding> findings = round.findings(NOON);
        assertEquals(1, findings.size());
        return findings.getFirst().line();
    }

    @Test
    void noRouterIsNoFault() {
        assertFalse(hears("tele/plug/SENSOR", "{}", false));
        assertTrue(line().startsWith("ok    router: none heard"), line());
    }

    @Test
    void aRouterThatIsWellIsNamedWithItsLastHealth() {
        health("2026-03-02T11:59:30Z", "", true);
        assertEquals("ok    router: openwrt is not heard just now, its last health is of 2026-03-02T11:59:30Z", line());
        assertTrue(hears("domovoi/router/openwrt/flows", "{}", false));
        assertEquals("ok    router: openwrt is heard, its last health is of 2026-03-02T11:59:30Z", line());
    }

    @Test
    void aRouterThatIsSilentIsAFault() {
        health("2026-03-02T10:00:00Z", "", true);
        assertTrue(line().startsWith("FAULT router: openwrt is not heard just now"), line());
        assertTrue(line().contains("; see on the router whether domovoi-router runs"), line());
    }

    @Test
    void eachComplaintHasItsRemedy() {
        health("2026-03-02T11:59:30Z", ",\"anonymous_refused\":false,\"clock\":false,\"unresolved\":true", false);
        assertEquals(
                "FAULT router: openwrt is heard, its last health is of 2026-03-02T11:59:30Z, the broker lets anyone in,"
                        + " or was not yet tried, its clock is not set, a protected name has no address; set"
                        + " allow_anonymous false at the broker: until then the router obeys nobody; let the router"
                        + " reach a time server: until then it obeys nobody; correct quarantine.protect in"
                        + " /etc/config/domovoi: until then nobody is kept out",
                line());
        String lying = Records.health("")
                .replace("\"none\"", "\"software\"")
                .replace("\"accounting\":true", "\"accounting\":false")
                .replace("\"zeroing\":false", "\"zeroing\":true");
        hears("domovoi/router/openwrt/health", lying, false);
        for (String word : List.of("flow_offloading", "nf_conntrack_acct", "nlbwmon", "without a time")) {
            assertTrue(line().contains(word), line());
        }
    }

    @Test
    void whatIsForgedIsNoRouter() {
        for (String topic :
                List.of("domovoi/router/a/b/health", "domovoi/router//health", "domovoi/router/a\n/health")) {
            assertTrue(hears(topic, Records.health(""), false));
        }
        assertTrue(line().startsWith("ok    router: none heard"), line());
        hears("domovoi/router/openwrt/health", "[1]", true);
        assertTrue(
                line().startsWith("FAULT router: openwrt is not heard just now, its last health is unknown"), line());
        for (int i = 0; i < 20; i++) {
            hears("domovoi/router/made-up" + i + "/health", "{}", false);
        }
        assertEquals(8, round.findings(NOON).size());
    }
}
