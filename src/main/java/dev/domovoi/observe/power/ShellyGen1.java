package dev.domovoi.observe.power;

import dev.domovoi.observe.Decoded;
import dev.domovoi.observe.Dialect;
import dev.domovoi.observe.payload.Decimal;
import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Remembered;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.SwitchRecipe;
import dev.domovoi.signal.SwitchRecipe.Command;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Shelly plugs and meters of the first generation: one plain value per topic below `shellies/<id>/`.
public final class ShellyGen1 implements Dialect {
    private static final String ROOT = "shellies";

    /// Deeper topics are nobody's of this generation.
    private static final int MAX_LEVELS = 7;

    private static final Map<String, Field> RELAY =
            Map.of("power", Field.of(Quantity.POWER), "energy", new Field(Quantity.ENERGY_TOTAL, Field.WATT_MINUTES));
    private static final Map<String, Field> EMETER = Map.of(
            "power", Field.of(Quantity.POWER),
            "reactive_power", Field.of(Quantity.REACTIVE_POWER),
            "pf", Field.of(Quantity.POWER_FACTOR),
            "voltage", Field.of(Quantity.VOLTAGE),
            "current", Field.of(Quantity.CURRENT),
            "energy", new Field(Quantity.ENERGY_TOTAL, Field.WATT_MINUTES),
            "returned_energy", new Field(Quantity.ENERGY_RETURNED_TOTAL, Field.WATT_MINUTES),
            "total", new Field(Quantity.ENERGY_TOTAL, Field.THOUSANDTHS),
            "total_returned", new Field(Quantity.ENERGY_RETURNED_TOTAL, Field.THOUSANDTHS));
    private static final Map<String, Field> SENSOR = Map.of(
            "temperature", Field.of(Quantity.TEMPERATURE),
            "humidity", Field.of(Quantity.HUMIDITY));
    private static final Map<String, Field> NEUTRAL = Map.of("current", Field.of(Quantity.CURRENT));
    private static final Map<String, Field> WHOLE = Map.of(
            "temperature", Field.of(Quantity.TEMPERATURE),
            "voltage", Field.of(Quantity.VOLTAGE));

    /// Ids below `shellies/` that a later generation uses as its prefix.
    private final Remembered<Boolean> laterGeneration = new Remembered<>();

    /// Meters that report `total`: their `energy` is a second counter, which restarts at each boot, and is left out.
    private final Remembered<Boolean> metersWithTotal = new Remembered<>();

    @Override
    public String name() {
        return "shelly_gen1";
    }

    @Override
    public List<String> subscriptions() {
        return List.of(ROOT + "/#");
    }

    @Override
    public Decoded decode(Message message) {
        String[] levels = message.topic().split("/", MAX_LEVELS);
        if (levels.length < 2 || !levels[0].equals(ROOT)) {
            return Report.NOT_MINE;
        }
        if (levels.length == 2) {
            return levels[1].equals("announce") || levels[1].equals("command") ? Report.NOTHING : Report.NOT_MINE;
        }
        String id = levels[1];
        return switch (levels[2]) {
            case "relay", "emeter", "emeter_n", "sensor", "info" -> mine(message, id, levels);
            case "temperature", "voltage" -> levels.length == 3 ? mine(message, id, levels) : Report.NOT_MINE;
            case "online" -> online(message, id, levels);
            case "announce", "command" -> levels.length == 3 ? Report.NOTHING : Report.NOT_MINE;
            case "temperature_f", "temperature_status", "overtemperature", "overload", "loaderror" -> Report.NOTHING;
            case "input", "input_event", "longpush", "roller", "light", "white", "color" -> Report.NOTHING;
            case "ext_temperature", "ext_temperatures", "ext_humidity", "ext_humidities", "ext_switch" ->
                Report.NOTHING;
            case "status", "events" -> {
                laterGeneration.put(id, true);
                yield Report.NOT_MINE;
            }
            default -> Report.NOT_MINE;
        };
    }

    private Decoded online(Message message, String id, String[] levels) {
        boolean isLater = laterGeneration.knows(id) || ShellyId.isGen2Model(id);
        return levels.length == 3 && !isLater ? mine(message, id, levels) : Report.NOT_MINE;
    }

    private Decoded mine(Message message, String id, String[] levels) {
        if (!DeviceId.isName(id)) {
            return Report.refusedName(id);
        }
        Report report = new Report(message, name(), id);
        String text = message.text();
        switch (levels[2]) {
            case "relay" -> relay(report, levels, text);
            case "emeter" -> emeter(report, levels, text);
            case "emeter_n" -> value(report, NEUTRAL, levels, 3, "n", text);
            case "sensor" -> value(report, SENSOR, levels, 3, Source.WHOLE, text);
            case "online" -> availability(report, text);
            case "info" -> ShellyGen1Info.read(report, message.payload());
            default -> value(report, WHOLE, levels, 2, Source.WHOLE, text);
        }
        return report.decoded();
    }

    /// `relay/<n>`, `relay/<n>/<what>`, and of the Shelly 2 with one meter for both relays `relay/<what>`.
    private static void relay(Report report, String[] levels, String text) {
        if (levels.length == 4 && RELAY.containsKey(levels[3])) {
            value(report, RELAY, levels, 3, Source.WHOLE, text);
        } else if (hasIndex(report, levels)) {
            if (levels.length == 4) {
                state(report, levels[3], text);
            } else {
                value(report, RELAY, levels, 4, levels[3], text);
            }
        }
    }

    private void emeter(Report report, String[] levels, String text) {
        if (levels.length != 5 || !hasIndex(report, levels)) {
            return;
        }
        String meter = report.device().name() + "/" + levels[3];
        boolean isTotal = levels[4].startsWith("total");
        if (isTotal) {
            metersWithTotal.put(meter, true);
        }
        if (isTotal || !levels[4].endsWith("energy") || !metersWithTotal.knows(meter)) {
            value(report, EMETER, levels, 4, levels[3], text);
        }
    }

    private static boolean hasIndex(Report report, String[] levels) {
        boolean has = levels.length > 3 && ShellyId.isIndex(levels[3]);
        if (!has) {
            report.problem("topic", "an index 0..999 after " + levels[2], levels.length > 3 ? levels[3] : "none");
        }
        return has;
    }

    private static void value(
            Report report, Map<String, Field> fields, String[] levels, int at, String channel, String text) {
        if (levels.length != at + 1 || !fields.containsKey(levels[at])) {
            return;
        }
        Field field = fields.get(levels[at]);
        if (!isSentinel(field, text)) {
            report.number(levels[at], channel, field, text);
        }
    }

    /// 999 and -1 stand for "no value" in temperature and humidity.
    static boolean isSentinel(Field field, String text) {
        boolean hasSentinels = field.quantity() == Quantity.TEMPERATURE || field.quantity() == Quantity.HUMIDITY;
        OptionalDouble number = hasSentinels ? Decimal.parse(text) : OptionalDouble.empty();
        return number.isPresent() && (number.getAsDouble() >= 999 || number.getAsDouble() == -1);
    }

    /// An empty payload is the deletion of a retained state: forgotten, not off.
    private static void state(Report report, String index, String text) {
        switch (text) {
            case "" -> {}
            case "on" -> switched(report, index, true);
            case "off", "overpower" -> switched(report, index, false);
            default -> report.problem("relay/" + index, "on, off or overpower", '"' + text + '"');
        }
    }

    private static void availability(Report report, String text) {
        switch (text) {
            case "" -> {}
            case "true" -> report.available(true);
            case "false" -> report.available(false);
            default -> report.problem("online", "true or false", '"' + text + '"');
        }
    }

    static void switched(Report report, String index, boolean on) {
        report.switched(index, on);
        String device = ROOT + "/" + report.device().name();
        String topic = device + "/relay/" + index + "/command";
        report.learned(new SwitchRecipe(
                report.source(index),
                new Command(topic, "on"),
                new Command(topic, "off"),
                Optional.of(new Command(device + "/command", "update")), // it tells all it has, its watts too
                false));
    }
}
