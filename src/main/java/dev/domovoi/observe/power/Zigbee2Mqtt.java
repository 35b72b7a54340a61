package dev.domovoi.observe.power;

import dev.domovoi.observe.Decoded;
import dev.domovoi.observe.Dialect;
import dev.domovoi.observe.payload.Json;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import java.util.List;
import java.util.Optional;

/// The Zigbee2MQTT bridge: the cached state of each device as JSON, or one attribute per topic, below a base topic.
public final class Zigbee2Mqtt implements Dialect {
    private static final String BRIDGE = "bridge";

    private final String base;
    private ZigbeeDevices devices = ZigbeeDevices.NONE;

    public Zigbee2Mqtt() {
        this("zigbee2mqtt");
    }

    /// The base is the bridge's `mqtt.base_topic`; it may have slashes.
    public Zigbee2Mqtt(String base) {
        if (base.isBlank() || base.endsWith("/") || base.contains("#") || base.contains("+")) {
            throw new IllegalArgumentException(
                    "base topic must be plain levels without # or + and without a slash at its end, was \"" + base
                            + '"');
        }
        this.base = base;
    }

    @Override
    public String name() {
        return "zigbee2mqtt";
    }

    @Override
    public List<String> subscriptions() {
        return List.of(base + "/#");
    }

    @Override
    public Decoded decode(Message message) {
        if (!message.topic().startsWith(base + "/")) {
            return Report.NOT_MINE;
        }
        String rest = message.topic().substring(base.length() + 1);
        if (rest.equals(BRIDGE + "/state")) {
            return availability(message, BRIDGE);
        }
        if (rest.equals(BRIDGE + "/devices")) {
            return learn(message);
        }
        if (rest.startsWith(BRIDGE + "/") || (!devices.knows(rest) && isCommand(rest))) {
            return Report.NOTHING;
        }
        return below(message, rest);
    }

    /// `<name>/set`, `<name>/get`, and with an attribute or endpoint after or before it.
    private static boolean isCommand(String rest) {
        String last = last(rest);
        String parent = last(parent(rest));
        return !parent.isEmpty()
                && (last.equals("set")
                        || last.equals("get")
                        || (rest.indexOf('/') != rest.lastIndexOf('/')
                                && (parent.equals("set") || parent.equals("get"))));
    }

    private Decoded below(Message message, String rest) {
        String parent = parent(rest);
        if (!parent.isEmpty() && last(rest).equals("availability") && !devices.knows(rest)) {
            return availability(message, parent);
        }
        if (message.payload().length == 0) {
            return Report.NOTHING; // a retained state was deleted, or an attribute without a value
        }
        boolean isObject = message.text().stripLeading().startsWith("{");
        boolean isAttribute = !parent.isEmpty() && (!isObject || (devices.knows(parent) && !devices.knows(rest)));
        return isAttribute ? attribute(message, parent, last(rest), isObject) : state(message, rest);
    }

    private Decoded state(Message message, String device) {
        if (!DeviceId.isName(device)) {
            return Report.refusedName(device);
        }
        return switch (Json.read(message.payload())) {
            case Json.Bad(var problem) -> Report.refused(problem);
            case Json.Ok(Json.Obj state) -> {
                Report report = new Report(message, name(), device);
                stateOf(report).read(state);
                yield report.decoded();
            }
            case Json.Ok(Json other) -> Report.refused("payload", "an object", Json.shown(other));
        };
    }

    /// An attribute's plain value. Its parts, where it is an object, have topics of their own.
    private Decoded attribute(Message message, String device, String property, boolean isObject) {
        Optional<ZigbeeAttribute> known = devices.attribute(device, property);
        if (isObject || known.isEmpty()) {
            return Report.NOTHING;
        }
        if (!DeviceId.isName(device)) {
            return Report.refusedName(device);
        }
        Report report = new Report(message, name(), device);
        stateOf(report).read(property, new Json.Text(message.text()));
        return report.decoded();
    }

    private ZigbeeState stateOf(Report report) {
        return new ZigbeeState(report, devices, base + "/" + report.device().name());
    }

    /// JSON since version 2, a plain word before. Nothing is said by the deletion of a retained one after a rename.
    private Decoded availability(Message message, String device) {
        if (!DeviceId.isName(device)) {
            return Report.refusedName(device);
        }
        String text = message.text();
        Report report = new Report(message, name(), device);
        switch (word(message)) {
            case "online" -> report.available(true);
            case "offline" -> report.available(false);
            default -> {
                if (!text.isEmpty()) {
                    report.problem("state", "online or offline", '"' + text + '"');
                }
            }
        }
        return report.decoded();
    }

    private static String word(Message message) {
        return Json.read(message.payload()) instanceof Json.Ok(Json.Obj object)
                        && object.member("state").orElseGet(Json.Null::new) instanceof Json.Text(String state)
                ? state
                : message.text();
    }

    private Decoded learn(Message message) {
        if (message.payload().length == 0) {
            return Report.NOTHING;
        }
        return switch (Json.read(message.payload())) {
            case Json.Bad(var problem) -> Report.refused(problem);
            case Json.Ok(Json.Arr array) -> {
                ZigbeeDevices next = ZigbeeDevices.read(array);
                List<Decoded.Learned> gone = devices.goneIn(next, name());
                devices = next;
                yield new Decoded.Understood(List.of(), gone, List.of());
            }
            case Json.Ok(Json other) -> Report.refused("payload", "an array of devices", Json.shown(other));
        };
    }

    private static String parent(String topic) {
        int slash = topic.lastIndexOf('/');
        return slash < 0 ? "" : topic.substring(0, slash);
    }

    private static String last(String topic) {
        return topic.substring(topic.lastIndexOf('/') + 1);
    }
}
