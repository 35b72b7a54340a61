package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.Doctor.Finding;
import dev.domovoi.app.bus.Credentials;
import dev.domovoi.app.bus.EmbeddedBroker;
import dev.domovoi.app.bus.RealMosquitto;
import dev.domovoi.app.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is found, and the remedy.
final class DoctorTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    @TempDir
    Path state;

    @Test
    void aFreshInstallationIsWell() {
        List<Finding> findings = examined(Map.of());
        assertEquals(
                List.of("clock", "home.zone", "disk", "broker", "router", "acting", "rules"),
                findings.stream().map(Finding::what).toList());
        assertTrue(findings.stream().allMatch(Finding::isWell), findings.toString());
        assertTrue(finding(findings, "broker").line().startsWith("ok    broker: embedded, on 127.0.0.1:0"));
        assertTrue(finding(findings, "home.zone").detail().contains("set home.zone if the home lives by another time"));
    }

    @Test
    void aPlaceThatCannotBeWrittenIsAFaultWithItsRemedy() throws IOException {
        Path file = Files.createFile(state.resolve("file"));
        Finding disk = finding(examined(Map.of("DOMOVOI_STATE_DIR", file.toString())), "disk");
        assertFalse(disk.isWell());
        assertTrue(disk.line().startsWith("FAULT disk: " + file + " cannot be written: "), disk.line());
        assertTrue(disk.line().endsWith("; set state.dir to a directory that may be written and has 200 MiB free"));
    }

    @Test
    void aBrokerThatLetsUsInAndSaysNothingLacksItsPlugs() throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start("127.0.0.1", 0, new Credentials("me", "hush"))) {
            List<Finding> findings = examined(Map.of(
                    "DOMOVOI_MQTT_URL",
                    "mqtt://127.0.0.1:" + broker.port(),
                    "DOMOVOI_MQTT_USER",
                    "me",
                    "DOMOVOI_MQTT_PASSWORD",
                    "hush"));
            assertEquals(
                    "ok    broker: mqtt://127.0.0.1:" + broker.port() + " lets us in",
                    finding(findings, "broker").line());
            assertEquals(
                    "ok    open_broker: turns strangers away",
                    finding(findings, "open_broker").line());
            assertFalse(finding(findings, "devices").isWell());
            assertTrue(finding(findings, "devices").line().contains("point your plugs at this broker"));
            assertFalse(findings.toString().contains("hush"));
        }
    }

    @Test
    void aBrokerForAnyoneIsAFaultWhereSomethingMayBeDone(@TempDir Path home) throws IOException {
        try (RealMosquitto broker = RealMosquitto.open(home).start()) {
            String url = "mqtt: {url: '" + broker.url() + "', user: me, password: hush}\n";
            Path file =
                    Files.writeString(state.resolve("c.yaml"), url + "act: {allow: [{action: off, device: heater}]}\n");
            Map<String, String> variables = Map.of("DOMOVOI_STATE_DIR", state.toString());
            Doctor doctor = new Doctor(ConfigReader.read(Optional.of(file), variables));
            assertEquals(
                    "FAULT open_broker: lets in anyone without a password: nothing is done over it; set"
                            + " allow_anonymous false at the broker and give each client a user and a password"
                            + " (mosquitto_passwd)",
                    finding(doctor.examine(SHORT), "open_broker").line());
        }
    }

    @Test
    void actingOverABrokerWithoutAUserIsAFault() throws IOException {
        Path file = Files.writeString(state.resolve("c.yaml"), """
                mqtt: {url: 'mqtt://127.0.0.1:1'}
                act: {allow: [{action: off, device: heater}]}
                """);
        Doctor doctor =
                new Doctor(ConfigReader.read(Optional.of(file), Map.of("DOMOVOI_STATE_DIR", state.toString())), SHORT);
        List<Finding> findings = doctor.examine(SHORT);
        assertEquals(
                "FAULT acting: mode advise, 1 entries in act.allow; the broker is used without a user: give it"
                        + " passwords before anything is switched over it",
                finding(findings, "acting").line());
        assertTrue(finding(findings, "broker").line().startsWith("FAULT broker: mqtt://127.0.0.1:1: "));
    }

    @Test
    void rulesThatAreRefusedAreAFaultWithTheirPlace() throws IOException {
        Finding shipped = finding(examined(Map.of("DOMOVOI_HOME_CONTRACT_WATTS", "3500")), "rules");
        assertTrue(
                shipped.line()
                        .matches("ok {4}rules: 8, from the shipped ones, set [0-9a-f]{12}; rules that ask for"
                                + " home.presence, not set here, stay silent"),
                shipped.line());
        Path rules = Files.createDirectories(state.resolve("rules"));
        Files.writeString(rules.resolve("mine.yaml"), "rules: [{name: x, wen: {}}]");
        Finding refused = finding(examined(Map.of("DOMOVOI_RULES_DIR", rules.toString())), "rules");
        assertTrue(
                refused.line().startsWith("FAULT rules: " + rules + "/mine.yaml:1:19: unknown word \"wen\""),
                refused.line());
        assertTrue(refused.line().contains("; correct it: "), refused.line());
    }

    @Test
    void aPrometheusThatIsNotThereIsAFaultWithItsRemedy() {
        Finding prometheus = finding(
                examined(Map.of("DOMOVOI_PROMETHEUS_URL", "http://127.0.0.1:1", "DOMOVOI_PROMETHEUS_TOKEN", "hush")),
                "prometheus");
        assertEquals(
                "FAULT prometheus: http://127.0.0.1:1: no connection; let Prometheus scrape this agent's /metrics, or"
                        + " name another exporter's metric in prometheus.series; until then streams are learned live",
                prometheus.line());
    }

    private List<Finding> examined(Map<String, String> more) {
        Map<String, String> variables =
                new HashMap<>(Map.of("DOMOVOI_STATE_DIR", state.toString(), "DOMOVOI_BROKER_PORT", "0"));
        variables.putAll(more);
        return new Doctor(ConfigReader.read(Optional.empty(), variables)).examine(SHORT);
    }

    private static Finding finding(List<Finding> findings, String what) {
        return findings.stream()
                .filter(finding -> finding.what().equals(what))
                .findFirst()
                .orElseThrow();
    }
}
