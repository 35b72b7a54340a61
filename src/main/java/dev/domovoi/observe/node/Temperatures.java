package dev.domovoi.observe.node;

import dev.domovoi.observe.payload.Decimal;
import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/// The thermal zones: a temperature each, under the name of the zone's type.
///
/// A second zone of a type carries its number too, so that a name stays with its zone when another cannot be read.
final class Temperatures implements NodeSignal {
    private static final Field MILLI_CELSIUS = new Field(Quantity.TEMPERATURE, Field.THOUSANDTHS);
    private static final String ZONE = "thermal_zone";
    private static final double LEAST = -100_000;
    private static final double MOST = 250_000;
    private static final int MAX_TYPE_CHARS = 60;

    @Override
    public List<Place> places() {
        String zone = "/sys/class/thermal/" + ZONE + "*/";
        return List.of(Place.of(zone + "type"), Place.of(zone + "temp"));
    }

    @Override
    public void read(Report report, List<NodeFile> files) {
        Map<String, String> channels = channels(files);
        for (NodeFile file : files) {
            if (file.level(0).equals("temp")) {
                temperature(report, channels.getOrDefault(file.level(1), file.level(1)), file);
            }
        }
    }

    private static void temperature(Report report, String channel, NodeFile file) {
        OptionalDouble value = Decimal.parse(file.text());
        if (value.isEmpty() || value.getAsDouble() < LEAST || value.getAsDouble() > MOST) {
            report.problem(file.path(), "a temperature in thousandths of a degree Celsius", file.trimmed());
        } else if (!report.has(channel, Quantity.TEMPERATURE)) {
            report.reading(file.path(), channel, MILLI_CELSIUS, value.getAsDouble());
        }
    }

    /// By zone; one without a legible type goes by its folder's name.
    private static Map<String, String> channels(List<NodeFile> files) {
        Map<String, String> types = new HashMap<>();
        Map<String, String> channels = new LinkedHashMap<>();
        for (NodeFile file : files) {
            String type = file.trimmed();
            boolean isLegible = type.length() <= MAX_TYPE_CHARS && DeviceId.isName(type);
            if (file.level(0).equals("type") && isLegible) {
                types.put(file.level(1), type);
            }
            channels.put(file.level(1), "");
        }
        Set<String> taken = new HashSet<>();
        channels.replaceAll((zone, unset) -> free(types.getOrDefault(zone, zone), zone, taken));
        return channels;
    }

    private static String free(String wanted, String zone, Set<String> taken) {
        String channel = wanted;
        while (!taken.add(channel)) {
            channel += '.' + zone.substring(ZONE.length());
        }
        return channel;
    }
}
