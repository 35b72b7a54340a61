package dev.domovoi.app.homeassistant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.domovoi.app.Devices;
import dev.domovoi.app.HandTime;
import dev.domovoi.app.Streams;
import dev.domovoi.app.Vitals;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.decide.HomeState;
import dev.domovoi.score.ReadyState;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// When the agent shows itself, to whom, and when it takes what it showed away.
final class HomeAssistantTest {
    private static final Instant START = Instant.parse("2026-03-10T12:00:00Z");
    private static final DeviceId PLUG = new DeviceId("zigbee2mqtt", "cellar/\"Wäsche\" {{ 1 }}+#");
    private static final String AGENT = "homeassistant/device/domovoi/domovoi_agent/config";

    private final HandTime time = new HandTime(START);
    private final Devices devices = new Devices(Map.of());
    private final Vitals vitals = new Vitals();
    private final Map<String, String> broker = new TreeMap<>();
    private int said;

    private HomeAssistant homeAssistant(String... settings) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            variables.put("DOMOVOI_" + settings[i], settings[i + 1]);
        }
        return new HomeAssistant(
                ConfigReader.read(Optional.empty(), variables),
                devices,
                vitals,
                HomeState::empty,
                this::retain,
                time,
                new Random(3));
    }

    private boolean retain(String topic, String payload) {
        said++;
        if (payload.isEmpty()) {
            broker.remove(topic);
        } else {
            broker.put(topic, payload);
        }
        return true;
    }

    private void hearOfThePlug() {
        Source source = Source.whole(PLUG);
        devices.notice(new Reading(source, Quantity.POWER, 5, START, false), START);
        vitals.progress(List.of(new Streams.Progress(
                new StreamId(source, Quantity.POWER), new ReadyState(1, "", START), "none", false)));
    }

    private Message message(String topic, String payload, boolean isRetained) {
        return new Message(time.instant(), topic, payload.getBytes(StandardCharsets.UTF_8), isRetained);
    }

    private static String objectOfThePlug() {
        return new Topics("homeassistant", "domovoi", "agent").object(PLUG);
    }

    @Test
    void aDeviceIsShownWithItsNameEscapedAndTakenAwayWhenItIsGoneForGood() throws Exception {
        hearOfThePlug();
        HomeAssistant shown = homeAssistant();
        shown.round(time.instant());
        String object = objectOfThePlug();
        assertTrue(object.matches("[A-Za-z0-9_-]+"), object);
        String config = "homeassistant/device/domovoi/" + object + "/config";
        assertEquals(
                PLUG.name(),
                new ObjectMapper()
                        .readTree(broker.get(config))
                        .at("/device/name")
                        .asText());
        assertEquals(4, broker.size());
        devices.forget(PLUG);
        shown.round(time.instant());
        assertEquals(List.of("domovoi/report", AGENT), List.copyOf(broker.keySet()));
    }

    @Test
    void namesThatLookAlikeWithoutTheirMarksDiffer() {
        Topics topics = new Topics("homeassistant", "domovoi", "agent");
        assertNotEquals(topics.object(new DeviceId("tasmota", "a/b")), topics.object(new DeviceId("tasmota", "a b")));
        assertEquals(
                "domovoi_a_b_", topics.object(new DeviceId("tasmota", "a b")).substring(0, 12));
    }

    @Test
    void homeAssistantsBirthBringsEverythingAgainAfterAWhile() {
        HomeAssistant shown = homeAssistant();
        shown.round(time.instant());
        assertTrue(shown.hears(message("homeassistant/status", "offline", false)));
        assertTrue(shown.hears(message("homeassistant/status", "online", true)), "but a retained one is no birth");
        time.pass(Duration.ofMinutes(1));
        shown.round(time.instant());
        assertEquals(2, said);

        shown.hears(message("homeassistant/status", "online", false));
        Duration jitter = Duration.ofMillis(new Random(3).nextInt(30_000));
        time.pass(jitter.minusMillis(1));
        shown.round(time.instant());
        assertEquals(2, said);
        time.pass(Duration.ofMillis(1));
        shown.round(time.instant());
        assertEquals(4, said);
        shown.round(time.instant());
        assertEquals(4, said);
    }

    @Test
    void whatAnEarlierRunShowedGoesAfterADayOfSilenceAndNobodyElsesDoes() {
        HomeAssistant shown = homeAssistant();
        String config = "homeassistant/device/domovoi/domovoi_old_0123456789/config";
        broker.put(config, "old");
        broker.put("domovoi/state/domovoi_old_0123456789", "old");
        String payload = "{\"state_topic\":\"domovoi/state/domovoi_old_0123456789\"}";
        assertTrue(shown.hears(message(config, payload, true)));
        assertTrue(shown.hears(message("homeassistant/device/domovoi/other_agent/config", "{}", true)));
        assertFalse(shown.hears(message("homeassistant/sensor/plug/power/config", payload, true)));
        shown.round(time.instant());
        assertEquals(4, broker.size());
        time.pass(HomeAssistant.GRACE);
        shown.round(time.instant());
        assertEquals(List.of("domovoi/report", AGENT), List.copyOf(broker.keySet()));
        assertEquals(4, said);
    }

    @Test
    void switchedOffItShowsNothingAndTakesAwayWhatAnEarlierRunShowed() {
        hearOfThePlug();
        HomeAssistant hidden = homeAssistant("HOME_ASSISTANT_DISCOVERY", "false");
        hidden.round(time.instant());
        assertEquals(0, said);
        broker.put(AGENT, "old");
        hidden.hears(message(AGENT, "{\"state_topic\":\"domovoi/report\"}", true));
        hidden.round(time.instant());
        assertEquals(Map.of(), broker);
    }

    @Test
    void thereIsASwitchOnlyWhereItCanBeSwitchedBack() throws Exception {
        homeAssistant().round(time.instant());
        ObjectMapper json = new ObjectMapper();
        assertEquals(
                "button",
                json.readTree(broker.get(AGENT))
                        .at("/components/pause/platform")
                        .asText());
        assertEquals(
                "binary_sensor",
                json.readTree(broker.get(AGENT))
                        .at("/components/paused/platform")
                        .asText());
        homeAssistant("MQTT_APPROVALS", "true", "HOME_ASSISTANT_PREFIX", "hass").round(time.instant());
        String other = broker.get("hass/device/domovoi/domovoi_agent/config");
        assertEquals(
                "switch", json.readTree(other).at("/components/paused/platform").asText());
        assertTrue(json.readTree(other).at("/components/pause").isMissingNode());
    }
}
