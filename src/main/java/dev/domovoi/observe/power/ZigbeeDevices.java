package dev.domovoi.observe.power;

import dev.domovoi.observe.Decoded.Learned;
import dev.domovoi.observe.payload.Json;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/// The devices that the bridge says it has, with what each property of theirs stands for.
///
/// `askable` are, by device, the properties whose value can be asked for.
record ZigbeeDevices(Map<String, Map<String, ZigbeeAttribute>> byName, Map<String, Set<String>> askable) {
    static final ZigbeeDevices NONE = new ZigbeeDevices(Map.of(), Map.of());

    /// The bit of `access` that says so.
    private static final int CAN_BE_ASKED = 4;

    private static final int MAX_DEVICES = 1000;
    private static final int MAX_PROPERTIES = 64;

    /// Reads the array of `bridge/devices`; what in it is not as expected is left out.
    static ZigbeeDevices read(Json.Arr array) {
        Map<String, Map<String, ZigbeeAttribute>> devices = new LinkedHashMap<>();
        Map<String, Set<String>> askable = new HashMap<>();
        for (Json item : array.items()) {
            if (item instanceof Json.Obj device && devices.size() < MAX_DEVICES) {
                String name = text(device, "friendly_name");
                if (DeviceId.isName(name) && !text(device, "type").equals("Coordinator")) {
                    Set<String> ofDevice = new HashSet<>();
                    devices.put(name, properties(device, ofDevice));
                    askable.put(name, ofDevice);
                }
            }
        }
        return new ZigbeeDevices(devices, askable);
    }

    boolean knows(String device) {
        return byName.containsKey(device);
    }

    /// What the property of the device stands for; by its name alone where the bridge did not say.
    Optional<ZigbeeAttribute> attribute(String device, String property) {
        return Optional.ofNullable(byName.getOrDefault(device, Map.of()).get(property))
                .or(() -> ZigbeeAttribute.of(property));
    }

    /// Whether the device, as far as the bridge told, lets itself be switched by the property.
    boolean canSwitch(String device, String property) {
        return !knows(device) || byName.getOrDefault(device, Map.of()).get(property) instanceof ZigbeeAttribute.Relay;
    }

    /// The property that can be asked for the watts behind the relay: its own, else the whole device's.
    Optional<String> wattsBehind(String device, String channel) {
        Set<String> properties = askable.getOrDefault(device, Set.of());
        return Stream.of(channel, Source.WHOLE)
                .flatMap(where -> properties.stream().filter(property -> isPower(device, property, where)))
                .findFirst();
    }

    private boolean isPower(String device, String property, String channel) {
        return attribute(device, property)
                .filter(what -> what instanceof ZigbeeAttribute.Measured measured
                        && measured.field().quantity() == Quantity.POWER
                        && measured.channel().equals(channel))
                .isPresent();
    }

    /// Devices that are no longer there.
    List<Learned> goneIn(ZigbeeDevices next, String dialect) {
        List<Learned> gone = new ArrayList<>();
        for (String name : byName.keySet()) {
            if (!next.knows(name)) {
                gone.add(new Learned.Gone(new DeviceId(dialect, name)));
            }
        }
        return gone;
    }

    private static Map<String, ZigbeeAttribute> properties(Json.Obj device, Set<String> askable) {
        Map<String, ZigbeeAttribute> properties = new HashMap<>();
        if (device.member("definition").orElseGet(Json.Null::new) instanceof Json.Obj definition) {
            items(definition, "exposes").forEach(expose -> {
                expose(properties, askable, expose);
                boolean isRelay = text(expose, "type").equals("switch")
                        || text(expose, "type").equals("light");
                if (isRelay) {
                    items(expose, "features").forEach(feature -> expose(properties, askable, feature));
                }
            });
        }
        return properties;
    }

    private static void expose(Map<String, ZigbeeAttribute> properties, Set<String> askable, Json.Obj expose) {
        String name = text(expose, "name");
        String property = text(expose, "property");
        if (!property.isEmpty() && properties.size() < MAX_PROPERTIES) {
            ZigbeeAttribute.of(name, property, text(expose, "endpoint"), text(expose, "unit"))
                    .ifPresent(attribute -> {
                        properties.put(property, attribute);
                        if (canBeAsked(expose)) {
                            askable.add(property);
                        }
                    });
        }
    }

    private static boolean canBeAsked(Json.Obj expose) {
        OptionalDouble access = expose.member("access").map(Json::number).orElseGet(OptionalDouble::empty);
        return ((int) access.orElse(0) & CAN_BE_ASKED) != 0;
    }

    private static List<Json.Obj> items(Json.Obj object, String name) {
        List<Json.Obj> items = new ArrayList<>();
        if (object.member(name).orElseGet(Json.Null::new) instanceof Json.Arr(List<Json> values)) {
            for (Json value : values) {
                if (value instanceof Json.Obj item) {
                    items.add(item);
                }
            }
        }
        return items;
    }

    private static String text(Json.Obj object, String name) {
        return object.member(name).orElseGet(Json.Null::new) instanceof Json.Text(String text) ? text : "";
    }
}
