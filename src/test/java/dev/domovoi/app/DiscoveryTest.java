package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.domovoi.app.bus.Await;
import dev.domovoi.app.bus.Inbox;
import dev.domovoi.app.bus.MqttBus;
import dev.domovoi.app.bus.MqttOptions;
import dev.domovoi.signal.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The agent on a broker, as Home Assistant sees it: what is retained has the device form, and each topic that it names
/// is there.
@Timeout(60)
final class DiscoveryTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> PLATFORMS = Set.of("sensor", "binary_sensor", "switch", "button");

    private final Map<String, String> retained = new TreeMap<>();

    @TempDir
    Path folder;

    private static MqttBus watcher(Agent agent, Inbox inbox) {
        MqttOptions own = agent.brokerOptions();
        MqttOptions options =
                new MqttOptions(own.url(), own.credentials(), own.tls(), "home-assistant", Optional.empty());
        MqttBus bus =
                new MqttBus(options, inbox, new LivingHome.Deaf(), InstantSource.system(), new SplittableRandom(1));
        bus.subscribe(List.of("homeassistant/#", "domovoi/#"));
        bus.start();
        Await.until("connected", LIMIT, bus::isConnected);
        return bus;
    }

    private boolean has(Inbox inbox, String topic, String part) {
        try {
            Optional<Message> next = inbox.take(Duration.ofMillis(20));
            next.ifPresent(message -> retained.put(message.topic(), message.text()));
        } catch (InterruptedException stopping) {
            throw new AssertionError(stopping);
        }
        return retained.entrySet().stream()
                .anyMatch(entry ->
                        entry.getKey().matches(topic) && entry.getValue().contains(part));
    }

    private void comes(Inbox inbox, String topic, String part) {
        Await.until(part + " on " + topic, LIMIT, () -> has(inbox, topic, part));
    }

    @Test
    void whatIsRetainedHasTheDeviceFormAndEveryTopicItNamesIsThere() throws Exception {
        try (LivingHome home = new LivingHome(folder);
                Agent agent = home.agent(Optional.empty())) {
            home.publish("tele/freezer/SENSOR", PastHome.sensor(60), false);
            Await.until(
                    "the freezer is known", LIMIT, () -> agent.devices().all().size() == 1);
            home.time.pass(Duration.ofMinutes(1));
            Await.until("it is learned", LIMIT, () -> !agent.vitals().progress().isEmpty());
            Await.until("it is shown", LIMIT, () -> isShown(agent));
        }
    }

    /// As a newcomer, who gets nothing but what is retained.
    private boolean isShown(Agent agent) {
        Inbox inbox = new Inbox(1_000, InstantSource.system());
        try (MqttBus bus = watcher(agent, inbox)) {
            retained.clear();
            comes(inbox, "homeassistant/device/domovoi/domovoi_agent/config", "\"components\"");
            comes(inbox, "domovoi/report", "\"paused\":\"OFF\"");
            if (!quietly(inbox, "homeassistant/device/domovoi/domovoi_freezer_.*/config")) {
                return false;
            }
            comes(inbox, "domovoi/state/domovoi_freezer_.*", "\"problem\":\"OFF\"");
            comes(inbox, "domovoi/agent/agent/status", "online");
            checkShapes();
            bus.publish("domovoi/command/pause", "", false);
            comes(inbox, "domovoi/report", "\"paused\":\"ON\"");
            return true;
        } catch (IOException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private boolean quietly(Inbox inbox, String topic) {
        for (int looks = 0; looks < 20; looks++) {
            if (has(inbox, topic, "")) {
                return true;
            }
        }
        return false;
    }

    private void checkShapes() throws IOException {
        Set<String> uniqueIds = new HashSet<>();
        for (Map.Entry<String, String> entry : retained.entrySet()) {
            if (!entry.getKey().startsWith("homeassistant/")) {
                continue;
            }
            JsonNode config = JSON.readTree(entry.getValue());
            assertTrue(entry.getKey().matches("homeassistant/device/[a-zA-Z0-9_-]+/[a-zA-Z0-9_-]+/config"));
            assertFalse(config.at("/device/identifiers/0").asText().isEmpty());
            assertFalse(config.at("/origin/name").asText().isEmpty());
            assertTrue(retained.containsKey(config.path("availability_topic").asText()));
            assertFalse(config.path("components").isEmpty());
            for (JsonNode component : config.path("components")) {
                assertTrue(uniqueIds.add(component.path("unique_id").asText()), component::toString);
                check(component);
            }
        }
        assertEquals(3 + 5, uniqueIds.size());
    }

    private void check(JsonNode component) throws IOException {
        String platform = component.path("platform").asText();
        assertTrue(PLATFORMS.contains(platform), platform);
        if (platform.equals("button")) {
            assertEquals(
                    "domovoi/command/pause", component.path("command_topic").asText());
            return;
        }
        String state = retained.getOrDefault(component.path("state_topic").asText(), "");
        assertFalse(state.isEmpty(), component::toString);
        String template = component.path("value_template").asText();
        assertTrue(template.matches("\\{\\{ value_json\\.[a-z_]+ }}"), template);
        String member = template.replaceAll("[^a-z_.]|value_json\\.", "");
        assertTrue(JSON.readTree(state).has(member), member + " in " + state);
        assertTrue(JSON.readTree(state).has("at"), state);
    }
}
