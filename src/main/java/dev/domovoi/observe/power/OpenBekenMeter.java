package dev.domovoi.observe.power;

import dev.domovoi.observe.payload.Field;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.util.Map;
import java.util.Optional;

/// What OpenBeken's named values measure; those of a second meter end in `_b`.
record OpenBekenMeter(Field field, String channel) {
    private static final String SECOND = "_b";

    private static final Map<String, Field> FIELDS = Map.ofEntries(
            Map.entry("voltage", Field.of(Quantity.VOLTAGE)),
            Map.entry("current", Field.of(Quantity.CURRENT)),
            Map.entry("power", Field.of(Quantity.POWER)),
            Map.entry("power_apparent", Field.of(Quantity.APPARENT_POWER)),
            Map.entry("power_reactive", Field.of(Quantity.REACTIVE_POWER)),
            Map.entry("power_factor", Field.of(Quantity.POWER_FACTOR)),
            Map.entry("frequency", Field.of(Quantity.FREQUENCY)),
            Map.entry("138", Field.of(Quantity.FREQUENCY)), // a special channel behind the 64 ordinary ones
            Map.entry("energycounter", new Field(Quantity.ENERGY_TOTAL, Field.THOUSANDTHS)),
            Map.entry("energycounter_generation", new Field(Quantity.ENERGY_RETURNED_TOTAL, Field.THOUSANDTHS)),
            Map.entry("energycounter_today", new Field(Quantity.ENERGY_TODAY, Field.THOUSANDTHS)),
            Map.entry("energycounter_yesterday", new Field(Quantity.ENERGY_YESTERDAY, Field.THOUSANDTHS)));

    /// Energy is in watt-hours unless the device's announcement said otherwise.
    static Optional<OpenBekenMeter> of(String name) {
        boolean isSecond = name.endsWith(SECOND);
        String plain = isSecond ? name.substring(0, name.length() - SECOND.length()) : name;
        return Optional.ofNullable(FIELDS.get(plain))
                .map(field -> new OpenBekenMeter(field, isSecond ? "b" : Source.WHOLE));
    }
}
