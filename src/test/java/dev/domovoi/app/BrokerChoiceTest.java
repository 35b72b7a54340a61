package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.bus.EmbeddedBroker;
import dev.domovoi.app.bus.MqttOptions;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigException;
import dev.domovoi.app.config.ConfigReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which broker is used, and with which credentials.
final class BrokerChoiceTest {
    @TempDir
    Path state;

    @Test
    void theUsersBrokerIsTakenWithUserWillAndClientId() {
        BrokerChoice choice = BrokerChoice.of(config(
                Map.of("DOMOVOI_MQTT_URL", "mqtt://host", "DOMOVOI_MQTT_USER", "me", "DOMOVOI_MQTT_PASSWORD", "hush")));
        MqttOptions options = choice.options();
        assertEquals(Optional.empty(), choice.embedded());
        assertEquals("mqtt://host:1883", options.address());
        assertEquals("me", options.credentials().orElseThrow().user());
        assertEquals("domovoi-agent", options.clientId());
        assertEquals("domovoi/agent/agent/status", options.will().orElseThrow().topic());
        assertFalse(options.toString().contains("hush"), options.toString());
    }

    @Test
    void aProbeIsAnotherClientWithoutAWill() {
        MqttOptions probe = BrokerChoice.probe(config(Map.of("DOMOVOI_MQTT_URL", "mqtt://host")));
        assertTrue(probe.clientId().startsWith("domovoi-agent-"), probe.clientId());
        assertEquals(Optional.empty(), probe.will());
    }

    @Test
    void filesOfEncryptionNeedAnEncryptedAddress() {
        String told = told(Map.of("DOMOVOI_MQTT_URL", "mqtt://host", "DOMOVOI_MQTT_CA", "ca.pem"));
        assertTrue(told.contains("need an mqtts:// address"), told);
    }

    @Test
    void theEmbeddedBrokersCredentialsAreMadeOnceAndForTheOwnerOnly() throws IOException {
        Path file = state.resolve("broker-credentials");
        String first = started(Map.of());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        String line = Files.readString(file);
        assertTrue(line.matches("domovoi:[A-Za-z0-9_-]{32}\n"), "one line user:password");
        assertEquals(first, started(Map.of()));
        assertEquals(line, Files.readString(file));
    }

    @Test
    void givenCredentialsAreUsed() throws IOException {
        Path file = Files.writeString(state.resolve("mine"), "me:with:colons\n");
        assertEquals("me:with:colons", started(Map.of("DOMOVOI_BROKER_CREDENTIALS", file.toString())));
    }

    @Test
    void anAddressOfTheMachineIsReachedAtThatAddress() throws IOException {
        try (EmbeddedBroker broker = startedAt("127.0.0.2")) {
            assertEquals("127.0.0.2", broker.listenAddress());
        }
        try (EmbeddedBroker broker = startedAt("0.0.0.0")) {
            assertTrue(broker.port() > 0);
        }
    }

    @Test
    void brokenCredentialsAreToldByTheirFileOnly() throws IOException {
        Path file = Files.writeString(state.resolve("mine"), "hush");
        String told = told(Map.of("DOMOVOI_BROKER_CREDENTIALS", file.toString()));
        assertEquals(file + ": expected one line user:password", told);
        String missing = told(
                Map.of("DOMOVOI_BROKER_CREDENTIALS", state.resolve("no/where").toString()));
        assertTrue(missing.startsWith("broker.credentials: cannot use "), missing);
    }

    @Test
    void aTakenPortIsToldWithTheWayOut() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String told = told(Map.of("DOMOVOI_BROKER_PORT", Integer.toString(taken.getLocalPort())));
            assertTrue(told.contains("cannot listen on 127.0.0.1:" + taken.getLocalPort()), told);
            assertTrue(told.endsWith("choose another port, or set mqtt.url to the broker that is there"), told);
        }
    }

    private String started(Map<String, String> more) {
        BrokerChoice choice = BrokerChoice.of(config(more));
        try (EmbeddedBroker broker = choice.embedded().orElseThrow()) {
            assertEquals("mqtt://127.0.0.1:" + broker.port(), choice.options().address());
            var credentials = choice.options().credentials().orElseThrow();
            return credentials.user() + ":" + credentials.password();
        }
    }

    private EmbeddedBroker startedAt(String address) {
        BrokerChoice choice = BrokerChoice.of(config(Map.of("DOMOVOI_BROKER_LISTEN", address)));
        String host = address.equals("0.0.0.0") ? "127.0.0.1" : address;
        assertEquals(host, choice.options().url().getHost());
        return choice.embedded().orElseThrow();
    }

    private String told(Map<String, String> more) {
        AgentConfig config = config(more);
        return String.valueOf(assertThrows(ConfigException.class, () -> BrokerChoice.of(config))
                .getMessage());
    }

    private AgentConfig config(Map<String, String> more) {
        Map<String, String> variables =
                new HashMap<>(Map.of("DOMOVOI_STATE_DIR", state.toString(), "DOMOVOI_BROKER_PORT", "0"));
        variables.putAll(more);
        return ConfigReader.read(Optional.empty(), variables);
    }
}
