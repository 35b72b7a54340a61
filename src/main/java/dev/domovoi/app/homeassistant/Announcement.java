package dev.domovoi.app.homeassistant;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The discovery message of one device in Home Assistant's device form: what there is to see and to press, and on which
/// topics. Only the long keys are used.
final class Announcement {
    private final Topics topics;
    private final String object;
    private final String name;
    private final Optional<String> room;
    private final Map<String, Map<String, String>> components = new TreeMap<>();

    private Announcement(Topics topics, String object, String name, Optional<String> room) {
        this.topics = topics;
        this.object = object;
        this.name = name;
        this.room = room;
    }

    /// What is said of a device of the home.
    static String ofDevice(Topics topics, String object, String name, Optional<String> room) {
        Announcement device = new Announcement(topics, object, name, room);
        device.shows("binary_sensor", "problem", "Problem", Map.of("device_class", "problem"));
        device.components.getOrDefault("problem", new TreeMap<>()).put("json_attributes_topic", topics.state(object));
        device.shows(
                "sensor",
                "surprise_nats",
                "Surprise",
                Map.of("unit_of_measurement", "nats", "state_class", "measurement", "icon", "mdi:chart-bell-curve"));
        device.shows(
                "sensor",
                "usual_watts",
                "Usual power",
                Map.of("device_class", "power", "unit_of_measurement", "W", "state_class", "measurement"));
        return device.text();
    }

    /// What is said of the agent. A switch that could not be switched back would lie: where resuming over MQTT is
    /// refused, there is a button to pause, and a sensor.
    static String ofAgent(Topics topics, String home, boolean approvals) {
        String object = topics.agentObject();
        Announcement agent = new Announcement(topics, object, "Domovoi " + home, Optional.empty());
        if (approvals) {
            agent.shows(
                    "switch",
                    "paused",
                    "Pause",
                    Map.of("command_topic", topics.command("paused"), "payload_on", "ON", "payload_off", "OFF"));
        } else {
            agent.shows("binary_sensor", "paused", "Paused", Map.of("icon", "mdi:pause-circle"));
            agent.components.put(
                    "pause",
                    new TreeMap<>(Map.of(
                            "platform",
                            "button",
                            "unique_id",
                            object + "_pause",
                            "name",
                            "Pause",
                            "command_topic",
                            topics.command("pause"),
                            "payload_press",
                            "")));
        }
        agent.shows("sensor", "incidents", "Open incidents", Map.of("state_class", "measurement"));
        agent.shows("sensor", "alarms_this_week", "Alarms this week", Map.of("state_class", "measurement"));
        agent.shows(
                "sensor",
                "false_alarms_per_week",
                "Realised false alarms",
                Map.of("unit_of_measurement", "1/week", "state_class", "measurement"));
        return agent.text();
    }

    /// Something that is a member of the state, by its name there.
    private void shows(String platform, String member, String title, Map<String, String> more) {
        Map<String, String> component = new TreeMap<>(more);
        component.put("platform", platform);
        component.put("unique_id", object + "_" + member);
        component.put("name", title);
        component.put("state_topic", topics.state(object));
        component.put("value_template", "{{ value_json." + member + " }}");
        components.put(member, component);
    }

    private String text() {
        return Json.of(json -> {
            json.writeObjectFieldStart("device");
            json.writeArrayFieldStart("identifiers");
            json.writeString(object);
            json.writeEndArray();
            json.writeStringField("name", name);
            if (room.isPresent()) {
                json.writeStringField("suggested_area", room.get());
            }
            if (!object.equals(topics.agentObject())) {
                json.writeStringField("via_device", topics.agentObject());
            }
            json.writeEndObject();
            json.writeObjectFieldStart("origin");
            json.writeStringField("name", "Domovoi");
            json.writeEndObject();
            json.writeStringField("availability_topic", topics.status());
            components(json);
        });
    }

    private void components(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("components");
        for (Map.Entry<String, Map<String, String>> component : components.entrySet()) {
            json.writeObjectFieldStart(component.getKey());
            for (Map.Entry<String, String> member : component.getValue().entrySet()) {
                json.writeStringField(member.getKey(), member.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
