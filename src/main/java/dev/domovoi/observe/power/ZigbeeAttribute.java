package dev.domovoi.observe.power;

import static java.util.Map.entry;

import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Units;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a property of a Zigbee2MQTT payload stands for, by its name or by what the bridge says about the device.
sealed interface ZigbeeAttribute {
    String channel();

    /// A number; `isGuessed` where no unit was told and an implausibly large one means thousandths or percent.
    record Measured(Field field, String channel, boolean isGuessed) implements ZigbeeAttribute {
        private static final double NO_MAINS_VOLTS = 1000;

        Field fieldOf(double number) {
            Quantity quantity = field.quantity();
            boolean isMillivolts = quantity == Quantity.VOLTAGE && number > NO_MAINS_VOLTS;
            boolean isPercent = quantity == Quantity.POWER_FACTOR && Math.abs(number) > 1;
            if (isGuessed && isMillivolts) {
                return new Field(quantity, Field.THOUSANDTHS); // a battery's voltage
            }
            return isGuessed && isPercent ? new Field(quantity, 100) : field;
        }
    }

    /// A relay that says ON or OFF.
    record Relay(String channel) implements ZigbeeAttribute {}

    /// A number in a unit that we do not know.
    record Foreign(Quantity quantity, String channel, String unit) implements ZigbeeAttribute {}

    /// The names by quantity, the usual ones; see [#isSecondary] for the others.
    Map<String, Field> FIELDS = Map.ofEntries(
            entry("power", Field.of(Quantity.POWER)),
            entry("voltage", Field.of(Quantity.VOLTAGE)),
            entry("current", Field.of(Quantity.CURRENT)),
            entry("energy", Field.of(Quantity.ENERGY_TOTAL)),
            entry("consumption", Field.of(Quantity.ENERGY_TOTAL)),
            entry("energy_wh", new Field(Quantity.ENERGY_TOTAL, Field.THOUSANDTHS)),
            entry("consumed_energy", new Field(Quantity.ENERGY_TOTAL, Field.THOUSANDTHS)),
            entry("produced_energy", Field.of(Quantity.ENERGY_RETURNED_TOTAL)),
            entry("energy_produced", Field.of(Quantity.ENERGY_RETURNED_TOTAL)),
            entry("ac_frequency", Field.of(Quantity.FREQUENCY)),
            entry("power_apparent", Field.of(Quantity.APPARENT_POWER)),
            entry("power_reactive", Field.of(Quantity.REACTIVE_POWER)),
            entry("power_factor", Field.of(Quantity.POWER_FACTOR)),
            entry("temperature", Field.of(Quantity.TEMPERATURE)),
            entry("device_temperature", Field.of(Quantity.TEMPERATURE)),
            entry("humidity", Field.of(Quantity.HUMIDITY)));

    Pattern NAME = Pattern.compile("(state|"
            + String.join(
                    "|",
                    FIELDS.keySet().stream()
                            .sorted((a, b) -> b.length() - a.length())
                            .toList())
            + ")(?:_(?:phase_)?(left|right|center|top|bottom|(?:top|center|bottom)_(?:left|right)|ep[0-9]{1,2}"
            + "|l[0-9]{1,2}|[0-9]{1,2}|[abc]))?");

    /// What the name alone says; the parts after an endpoint's or a phase's suffix become the channel.
    static Optional<ZigbeeAttribute> of(String property) {
        Matcher name = NAME.matcher(property);
        if (property.length() > DeviceId.MAX_NAME_CHARS || !name.matches()) {
            return Optional.empty();
        }
        String channel = Optional.ofNullable(name.group(2)).orElse(Source.WHOLE);
        Optional<Field> field = Optional.ofNullable(FIELDS.get(name.group(1)));
        return Optional.of(field.<ZigbeeAttribute>map(known -> new Measured(known, channel, true))
                .orElseGet(() -> new Relay(channel)));
    }

    /// What the bridge says: the name of the thing, the endpoint if it has one, and the unit if it has one.
    static Optional<ZigbeeAttribute> of(String name, String property, String endpoint, String unit) {
        boolean isOfEndpoint = !endpoint.isEmpty() && !property.equals(name) && DeviceId.isName(endpoint);
        String channel = endpoint.startsWith("phase_") ? endpoint.substring("phase_".length()) : endpoint;
        return of(name).map(known -> {
            String where = isOfEndpoint ? channel : known.channel();
            return switch (known) {
                case Relay _ -> new Relay(where);
                case Foreign foreign -> foreign;
                case Measured measured -> inUnit(measured, where, unit);
            };
        });
    }

    private static ZigbeeAttribute inUnit(Measured measured, String channel, String unit) {
        Quantity quantity = measured.field().quantity();
        if (unit.isEmpty()) {
            return new Measured(measured.field(), channel, true);
        }
        return Units.of(quantity, unit)
                .<ZigbeeAttribute>map(field -> new Measured(field, channel, false))
                .orElseGet(() -> new Foreign(quantity, channel, unit));
    }

    /// Whether another name for the same thing is preferred where both come.
    static boolean isSecondary(String property) {
        return property.startsWith("device_temperature")
                || property.startsWith("consum")
                || property.startsWith("energy_wh")
                || property.startsWith("energy_produced");
    }
}
