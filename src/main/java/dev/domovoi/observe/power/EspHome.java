package dev.domovoi.observe.power;

import dev.domovoi.observe.Decoded;
import dev.domovoi.observe.Decoded.Learned;
import dev.domovoi.observe.Dialect;
import dev.domovoi.observe.payload.Json;
import dev.domovoi.observe.payload.Remembered;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.observe.payload.Units;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.SwitchRecipe;
import dev.domovoi.signal.SwitchRecipe.Command;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// ESPHome: one plain value per entity below a free prefix; what a sensor's number means is told only by its
/// announcement to Home Assistant. The channel is the entity's object id.
public final class EspHome implements Dialect {
    private static final int ANNOUNCEMENT_LEVELS = 5;
    private static final String GREETING = "esphome/discover";
    private static final String STATUS = "/status";

    /// By the topic on which the value comes.
    private final Remembered<EspHomeSensor> sensors = new Remembered<>();

    /// Topics of values by the topic of their announcement, so that its deletion is understood.
    private final Remembered<String> stateTopics = new Remembered<>();

    /// Prefixes below which an entity was seen.
    private final Remembered<Boolean> prefixes = new Remembered<>();

    @Override
    public String name() {
        return "esphome";
    }

    @Override
    public List<String> subscriptions() {
        return List.of(
                "homeassistant/+/+/+/config",
                "+/sensor/+/state",
                "+/switch/+/state",
                "+/status",
                "+/+/sensor/+/state",
                "+/+/switch/+/state",
                "+/+/status");
    }

    @Override
    public Decoded decode(Message message) {
        String topic = message.topic();
        Optional<String> component = Announcement.component(topic, ANNOUNCEMENT_LEVELS);
        if (component.isPresent()) {
            return announcement(message, component.get());
        }
        if (topic.startsWith(Announcement.ROOT)) {
            return Report.NOT_MINE; // Home Assistant's own states have the same shape
        }
        if (topic.equals(GREETING) || topic.startsWith(GREETING + "/")) {
            return Report.NOTHING;
        }
        return EspHomeTopic.of(topic).map(place -> entity(message, place)).orElseGet(() -> status(message));
    }

    private Decoded announcement(Message message, String component) {
        if (!component.equals("sensor") && !component.equals("switch")) {
            return Report.NOT_MINE;
        }
        if (message.payload().length == 0) {
            return forgotten(message.topic());
        }
        if (message.payload().length > Announcement.MAX_BYTES) {
            return Report.refused(
                    "payload", "at most " + Announcement.MAX_BYTES + " bytes", message.payload().length + " bytes");
        }
        return switch (Json.read(message.payload())) {
            case Json.Bad(var problem) -> Report.refused(problem);
            case Json.Ok(Json.Obj config) ->
                Announcement.read(component, config)
                        .map(entity -> announced(message.topic(), entity))
                        .orElse(Report.NOT_MINE);
            case Json.Ok(Json other) -> Report.refused("payload", "an object", Json.shown(other));
        };
    }

    private Decoded forgotten(String topic) {
        Optional<String> stateTopic = stateTopics.of(topic);
        stateTopic.ifPresent(sensors::forget);
        stateTopics.forget(topic);
        return stateTopic.isPresent() ? Report.NOTHING : Report.NOT_MINE;
    }

    /// Whether an entity is ESPHome's is told by the shape of its state topic: Zigbee2MQTT, Tasmota and others
    /// announce theirs in the same place.
    private Decoded announced(String topic, Announcement entity) {
        Optional<EspHomeTopic> place = EspHomeTopic.of(entity.stateTopic())
                .filter(at -> !at.isCommand() && at.component().equals(entity.component()))
                .filter(at -> entity.hasPlainTopic() && DeviceId.isName(at.prefix()));
        if (place.isEmpty() || entity.stateTopic().startsWith(Announcement.ROOT)) {
            return Report.NOT_MINE;
        }
        prefixes.put(place.get().prefix(), true);
        sensors.forget(entity.stateTopic());
        List<Learned> lessons = place.get().isDeep() ? filters(place.get().prefix()) : List.of();
        Optional<Quantity> quantity = place.get().isSwitch() || !entity.isPlain()
                ? Optional.empty()
                : EspHomeSensor.quantity(entity, place.get().objectId());
        Optional<EspHomeSensor> sensor = quantity.flatMap(
                what -> EspHomeSensor.of(what, entity, place.get().objectId()));
        sensor.ifPresent(known -> {
            sensors.put(entity.stateTopic(), known);
            stateTopics.put(topic, entity.stateTopic());
        });
        if (quantity.isPresent() && sensor.isEmpty()) {
            String expected = "a unit of " + quantity.get().word() + ": " + Units.examples(quantity.get());
            return Report.refused("unit_of_measurement", expected, '"' + entity.unit() + '"');
        }
        return new Decoded.Understood(List.of(), lessons, List.of());
    }

    private static List<Learned> filters(String prefix) {
        return List.of(
                new Learned.Topic(prefix + "/sensor/+/state"),
                new Learned.Topic(prefix + "/switch/+/state"),
                new Learned.Topic(prefix + STATUS));
    }

    private Decoded entity(Message message, EspHomeTopic place) {
        if (place.isCommand()) {
            return Report.NOTHING;
        }
        if (!DeviceId.isName(place.prefix()) || !DeviceId.isName(place.objectId())) {
            return Report.refusedName(place.prefix() + "/" + place.objectId());
        }
        prefixes.put(place.prefix(), true);
        if (message.payload().length == 0) {
            return Report.NOTHING; // a retained state was deleted
        }
        Report report = new Report(message, name(), place.prefix());
        if (place.isSwitch()) {
            relay(report, place, message.text());
        } else {
            sensors.of(message.topic()).ifPresent(sensor -> value(report, place, sensor, message.text()));
        }
        return report.decoded();
    }

    /// `nan`, or with newer firmware on request `None`, is the text of a sensor without a value.
    private static void value(Report report, EspHomeTopic place, EspHomeSensor sensor, String text) {
        switch (text.toLowerCase(Locale.ROOT)) {
            case "nan", "none" -> {}
            default -> report.number(place.objectId(), sensor.channel(), sensor.field(), text);
        }
    }

    private static void relay(Report report, EspHomeTopic place, String text) {
        switch (text) {
            case "ON" -> switched(report, place, true);
            case "OFF" -> switched(report, place, false);
            default -> report.problem(place.objectId(), "ON or OFF", '"' + text + '"');
        }
    }

    /// A device tells of a change by itself. It cannot be asked, and does not repeat a state that it has already.
    private static void switched(Report report, EspHomeTopic place, boolean on) {
        report.switched(place.objectId(), on);
        String topic = place.prefix() + "/switch/" + place.objectId() + "/command";
        report.learned(new SwitchRecipe(
                report.source(place.objectId()),
                new Command(topic, "ON"),
                new Command(topic, "OFF"),
                Optional.empty(),
                false));
    }

    /// `<prefix>/status` is a common name, so it is claimed only below a prefix that was seen to be ESPHome's.
    private Decoded status(Message message) {
        String topic = message.topic();
        String prefix = topic.endsWith(STATUS) ? topic.substring(0, topic.length() - STATUS.length()) : "";
        if (!prefixes.knows(prefix)) {
            return Report.NOT_MINE;
        }
        Report report = new Report(message, name(), prefix);
        switch (message.text()) {
            case "" -> {}
            case "online" -> report.available(true);
            case "offline" -> report.available(false);
            default -> report.problem("status", "online or offline", '"' + message.text() + '"');
        }
        return report.decoded();
    }
}
