package dev.domovoi.app.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.observe.payload.Json;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A Zigbee plug behind Zigbee2MQTT: one JSON object of everything it knows, published by the bridge.
final class ZigbeePlug implements SimulatedPlug {
    private final ZigbeeBridge bridge;
    private final String name;
    private final String topic;
    private final RelayMeter meter;

    ZigbeePlug(ZigbeeBridge bridge, String name) {
        this.bridge = bridge;
        this.name = name;
        this.topic = bridge.base() + "/" + name;
        this.meter = new RelayMeter(name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isOn() {
        return meter.isOn();
    }

    @Override
    public double watts() {
        return meter.watts();
    }

    @Override
    public List<String> subscriptions() {
        return List.of(topic + "/set", topic + "/set/state", topic + "/get");
    }

    @Override
    public List<Outgoing> hello(Instant at) {
        return List.of(
                Outgoing.kept(bridge.base() + "/bridge/state", "{\"state\":\"online\"}"),
                Outgoing.kept(bridge.base() + "/bridge/devices", bridge.devices()),
                Outgoing.kept(topic + "/availability", "{\"state\":\"online\"}"));
    }

    @Override
    public List<Outgoing> goodbye() {
        return List.of(
                Outgoing.kept(topic + "/availability", "{\"state\":\"offline\"}"),
                Outgoing.kept(bridge.base() + "/bridge/state", "{\"state\":\"offline\"}"));
    }

    @Override
    public List<Outgoing> report(Instant at, double watts) {
        meter.measure(at, watts);
        return List.of(state());
    }

    @Override
    public List<Outgoing> obey(String heard, String payload, Instant at) {
        Optional<Boolean> wanted = Optional.empty();
        if (heard.equals(topic + "/set")) {
            wanted = word(payload).flatMap(this::wanted);
        } else if (heard.equals(topic + "/set/state")) {
            wanted = wanted(payload);
        } else if (heard.equals(topic + "/get")) {
            wanted = member(payload, "state").or(() -> member(payload, "power")).map(_ -> meter.isOn());
        }
        if (wanted.isEmpty()) {
            return List.of();
        }
        meter.turn(wanted.get(), at);
        return List.of(state());
    }

    /// The word of a plain payload, or of the member `state` of a JSON one.
    private static Optional<String> word(String payload) {
        return payload.startsWith("{") ? member(payload, "state") : Optional.of(payload);
    }

    private static Optional<String> member(String payload, String name) {
        return Json.read(payload.getBytes(UTF_8)) instanceof Json.Ok(Json.Obj object)
                ? object.member(name).map(value -> value instanceof Json.Text(String text) ? text : "")
                : Optional.empty();
    }

    private Optional<Boolean> wanted(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "ON" -> Optional.of(true);
            case "OFF" -> Optional.of(false);
            case "TOGGLE" -> Optional.of(!meter.isOn());
            default -> Optional.empty();
        };
    }

    private Outgoing state() {
        return Outgoing.live(
                topic,
                "{\"current\":%s,\"energy\":%s,\"linkquality\":148,\"power\":%s,\"state\":\"%s\",\"voltage\":%s}"
                        .formatted(
                                RelayMeter.fixed(meter.amperes(), 2),
                                RelayMeter.fixed(meter.wattHours() / 1000, 2),
                                RelayMeter.fixed(meter.watts(), 1),
                                meter.isOn() ? "ON" : "OFF",
                                RelayMeter.fixed(meter.volts(), 0)));
    }
}
