package dev.domovoi.observe.flow;

import dev.domovoi.observe.payload.Field;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.util.List;
import java.util.Optional;

/// What the values of one collectd type measure, in the order in which the type has them.
record CollectdMeaning(List<Value> values) {
    private static final double MILLIS_PER_SECOND = 1000;

    /// One of them, and the channel it belongs to.
    record Value(Field field, String channel) {}

    CollectdMeaning {
        values = List.copyOf(values);
    }

    /// Empty for a type that we do not read. The quality of a radio is one: its scale is the driver's own.
    static Optional<CollectdMeaning> of(CollectdPlace place) {
        return switch (place.plugin()) {
            case "interface" -> traffic(place);
            case "iwinfo" -> radio(place);
            case "ping" -> ping(place);
            case "conntrack" -> conntrack(place);
            case "load" -> load(place);
            case "memory" -> one(place, "memory", Quantity.MEMORY, place.typeInstance());
            case "dhcpleases" -> one(place, "count", Quantity.DHCP_LEASES, Source.WHOLE);
            case "uptime" -> one(place, "uptime", Quantity.UPTIME, Source.WHOLE);
            default -> one(place, "temperature", Quantity.TEMPERATURE, sensor(place));
        };
    }

    private static Optional<CollectdMeaning> traffic(CollectdPlace place) {
        return switch (place.type()) {
            case "if_octets" -> pair(place, Quantity.OCTETS_RECEIVED, Quantity.OCTETS_SENT);
            case "if_packets" -> pair(place, Quantity.PACKETS_RECEIVED, Quantity.PACKETS_SENT);
            case "if_errors" -> pair(place, Quantity.ERRORS_RECEIVED, Quantity.ERRORS_SENT);
            case "if_dropped" -> pair(place, Quantity.DROPPED_RECEIVED, Quantity.DROPPED_SENT);
            default -> Optional.empty();
        };
    }

    private static Optional<CollectdMeaning> radio(CollectdPlace place) {
        return switch (place.type()) {
            case "bitrate" -> one(Field.of(Quantity.BITRATE), place.pluginInstance());
            case "signal_power" -> one(Field.of(Quantity.RSSI), place.pluginInstance());
            case "signal_noise" -> one(Field.of(Quantity.NOISE), place.pluginInstance());
            case "stations" -> one(Field.of(Quantity.STATIONS), place.pluginInstance());
            default -> Optional.empty();
        };
    }

    private static Optional<CollectdMeaning> ping(CollectdPlace place) {
        return switch (place.type()) {
            case "ping" -> one(new Field(Quantity.PING, MILLIS_PER_SECOND), place.typeInstance());
            case "ping_stddev" -> one(new Field(Quantity.PING_DEVIATION, MILLIS_PER_SECOND), place.typeInstance());
            case "ping_droprate" -> one(Field.of(Quantity.PING_LOSS), place.typeInstance());
            default -> Optional.empty();
        };
    }

    private static Optional<CollectdMeaning> conntrack(CollectdPlace place) {
        return switch (place.typeInstance()) {
            case "" -> one(place, "conntrack", Quantity.CONNTRACK, Source.WHOLE);
            case "max" -> one(place, "conntrack", Quantity.CONNTRACK_MOST, Source.WHOLE);
            default -> Optional.empty();
        };
    }

    /// With an instance it is relative to the number of processors.
    private static Optional<CollectdMeaning> load(CollectdPlace place) {
        boolean isPlain = place.type().equals("load") && place.typeInstance().isEmpty();
        Field load = Field.of(Quantity.LOAD);
        return isPlain
                ? Optional.of(new CollectdMeaning(
                        List.of(new Value(load, "1m"), new Value(load, "5m"), new Value(load, "15m"))))
                : Optional.empty();
    }

    private static Optional<CollectdMeaning> pair(CollectdPlace place, Quantity received, Quantity sent) {
        return Optional.of(new CollectdMeaning(List.of(
                new Value(Field.of(received), place.pluginInstance()),
                new Value(Field.of(sent), place.pluginInstance()))));
    }

    private static Optional<CollectdMeaning> one(CollectdPlace place, String type, Quantity quantity, String channel) {
        return place.type().equals(type) ? one(Field.of(quantity), channel) : Optional.empty();
    }

    private static Optional<CollectdMeaning> one(Field field, String channel) {
        return Optional.of(new CollectdMeaning(List.of(new Value(field, channel))));
    }

    /// A thermal zone, or a chip and its sensor.
    private static String sensor(CollectdPlace place) {
        boolean isBoth =
                !place.pluginInstance().isEmpty() && !place.typeInstance().isEmpty();
        return place.pluginInstance() + (isBoth ? "-" : "") + place.typeInstance();
    }
}
