package dev.domovoi.observe.power;

import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Units;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an ESPHome sensor measures, by its announcement: the topic of a value has no unit, and names are the owner's.
record EspHomeSensor(Field field, String channel) {
    private static final Map<String, Quantity> CLASSES = Map.of(
            "power", Quantity.POWER,
            "apparent_power", Quantity.APPARENT_POWER,
            "reactive_power", Quantity.REACTIVE_POWER,
            "voltage", Quantity.VOLTAGE,
            "current", Quantity.CURRENT,
            "power_factor", Quantity.POWER_FACTOR,
            "frequency", Quantity.FREQUENCY,
            "temperature", Quantity.TEMPERATURE,
            "humidity", Quantity.HUMIDITY,
            "signal_strength", Quantity.RSSI);

    /// Whose unit says enough where no class was announced.
    private static final List<Quantity> BY_UNIT = List.of(
            Quantity.POWER,
            Quantity.APPARENT_POWER,
            Quantity.REACTIVE_POWER,
            Quantity.VOLTAGE,
            Quantity.CURRENT,
            Quantity.FREQUENCY,
            Quantity.ENERGY_TOTAL,
            Quantity.RSSI);

    private static final Set<String> TODAY = Set.of("daily", "today", "day");
    private static final Set<String> RETURNED = Set.of("export", "exported", "returned");

    /// Periods that begin anew and that we keep no quantity for.
    private static final Set<String> OTHER_PERIODS =
            Set.of("hour", "hourly", "week", "weekly", "month", "monthly", "year", "yearly");

    private static final Set<String> OWN_RADIO = Set.of("rssi", "signal", "signal_strength");

    /// Whether the announcement is of a quantity that we keep; its unit may still be none of it.
    static Optional<Quantity> quantity(Announcement announced, String objectId) {
        return switch (announced.deviceClass()) {
            case "energy" -> energy(objectId);
            case "" -> byUnit(announced.unit(), objectId);
            default -> Optional.ofNullable(CLASSES.get(announced.deviceClass()));
        };
    }

    static Optional<EspHomeSensor> of(Quantity quantity, Announcement announced, String objectId) {
        boolean isOwnRadio = quantity == Quantity.RSSI
                && (objectId.contains("wifi") || objectId.contains("wlan") || OWN_RADIO.contains(objectId));
        return Units.of(quantity, announced.unit())
                .map(field -> new EspHomeSensor(field, isOwnRadio ? Source.WHOLE : objectId));
    }

    /// A counter of the day begins anew at midnight, so it is no total.
    private static Optional<Quantity> energy(String objectId) {
        List<String> words = List.of(objectId.split("_"));
        if (words.contains("yesterday")) {
            return Optional.of(Quantity.ENERGY_YESTERDAY);
        }
        if (words.stream().anyMatch(TODAY::contains)) {
            return Optional.of(Quantity.ENERGY_TODAY);
        }
        if (words.stream().anyMatch(OTHER_PERIODS::contains)) {
            return Optional.empty();
        }
        boolean isReturned = words.stream().anyMatch(RETURNED::contains);
        return Optional.of(isReturned ? Quantity.ENERGY_RETURNED_TOTAL : Quantity.ENERGY_TOTAL);
    }

    private static Optional<Quantity> byUnit(String unit, String objectId) {
        if (unit.startsWith("°")) {
            return Optional.of(Quantity.TEMPERATURE);
        }
        return BY_UNIT.stream()
                .filter(quantity -> Units.of(quantity, unit).isPresent())
                .findFirst()
                .flatMap(quantity -> quantity == Quantity.ENERGY_TOTAL ? energy(objectId) : Optional.of(quantity));
    }
}
