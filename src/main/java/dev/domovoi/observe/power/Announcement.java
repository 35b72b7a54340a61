package dev.domovoi.observe.power;

import dev.domovoi.observe.payload.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one entity says of itself in Home Assistant's discovery: where its state comes, what it measures and how it
/// says on. Its keys may be long or short, and `~` at the start or end of a topic stands for a common base.
record Announcement(String component, String stateTopic, String deviceClass, String unit, String on, boolean isPlain) {
    /// First level of every announcement.
    static final String ROOT = "homeassistant/";

    /// Far more than one entity's announcement takes.
    static final int MAX_BYTES = 1 << 16;

    private static final Map<String, String> SHORT = Map.of(
            "state_topic", "stat_t",
            "device_class", "dev_cla",
            "unit_of_measurement", "unit_of_meas",
            "payload_on", "pl_on",
            "value_template", "val_tpl");

    /// The component of a topic `homeassistant/<component>/.../config` with that many levels; empty for other topics.
    static Optional<String> component(String topic, int levels) {
        boolean isAnnouncement = topic.startsWith(ROOT) && topic.endsWith("/config");
        List<String> parts = isAnnouncement ? List.of(topic.split("/", levels + 1)) : List.of();
        return parts.size() == levels && !parts.contains("") ? Optional.of(parts.get(1)) : Optional.empty();
    }

    /// Empty where there is no state topic.
    static Optional<Announcement> read(String component, Json.Obj config) {
        String base = text(config, "~");
        String topic = expanded(member(config, "state_topic"), base);
        return topic.isEmpty()
                ? Optional.empty()
                : Optional.of(new Announcement(
                        component,
                        topic,
                        member(config, "device_class"),
                        member(config, "unit_of_measurement"),
                        member(config, "payload_on"),
                        member(config, "value_template").isEmpty()));
    }

    /// Whether the topic is one: no wildcard, so that it can be subscribed to as it is.
    boolean hasPlainTopic() {
        return stateTopic.indexOf('+') < 0 && stateTopic.indexOf('#') < 0;
    }

    private static String expanded(String topic, String base) {
        if (topic.startsWith("~")) {
            return base + topic.substring(1);
        }
        return topic.endsWith("~") ? topic.substring(0, topic.length() - 1) + base : topic;
    }

    private static String member(Json.Obj config, String name) {
        String value = text(config, name);
        return value.isEmpty() ? text(config, SHORT.getOrDefault(name, name)) : value;
    }

    private static String text(Json.Obj config, String name) {
        return config.member(name).orElseGet(Json.Null::new) instanceof Json.Text(String text) ? text : "";
    }
}
