package dev.domovoi.observe.payload;

import dev.domovoi.signal.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/// Units as devices and people write them, each turned into the one unit in which its quantity is kept.
public final class Units {
    private static final Map<String, Double> PREFIXES = Map.ofEntries(
            Map.entry("", 1.0),
            Map.entry("u", 1e-6),
            Map.entry("µ", 1e-6),
            Map.entry("m", 1e-3),
            Map.entry("k", 1e3),
            Map.entry("K", 1e3),
            Map.entry("M", 1e6),
            Map.entry("G", 1e9),
            Map.entry("Ki", 1024.0),
            Map.entry("Mi", 1024.0 * 1024),
            Map.entry("Gi", 1024.0 * 1024 * 1024));

    private static final double SECONDS_PER_MINUTE = 60;
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double SECONDS_PER_DAY = 86_400;

    /// What else an amount may be counted in, in terms of the plain unit.
    private static final Map<String, Map<String, Double>> ALTERNATIVES = Map.of(
            "Wh", Map.of("J", 1 / SECONDS_PER_HOUR, "Ws", 1 / SECONDS_PER_HOUR, "Wmin", 1 / SECONDS_PER_MINUTE),
            "s", Map.of("min", SECONDS_PER_MINUTE, "h", SECONDS_PER_HOUR, "d", SECONDS_PER_DAY),
            "bit/s", Map.of("B/s", 8.0),
            "B/s", Map.of("bit/s", 0.125),
            "dBm", Map.of("dB", 1.0),
            "", Map.of("%", 0.01));

    /// Units that are written with small and capital letters alike; in the others the case tells bits from bytes.
    private static final Set<String> ANY_CASE = Set.of("W", "VA", "var", "V", "A", "Hz", "Wh");

    /// Units that take no prefix.
    private static final Set<String> BARE = Set.of("", "%", "dBm", "dB", "1/s", "min", "h", "d");

    private static final double CELSIUS_AT_ZERO_KELVIN = 273.15;
    private static final double FAHRENHEIT_AT_ZERO_CELSIUS = 32;
    private static final double FAHRENHEIT_PER_CELSIUS = 1.8;

    private Units() {}

    /// The field of a quantity that is counted in the unit; empty where the unit is none of that quantity.
    public static Optional<Field> of(Quantity quantity, String unit) {
        if (quantity == Quantity.TEMPERATURE) {
            return temperature(unit);
        }
        OptionalDouble own = scale(base(quantity), quantity.unit());
        OptionalDouble told = scale(base(quantity), unit);
        return own.isPresent() && told.isPresent()
                ? Optional.of(new Field(quantity, own.getAsDouble() / told.getAsDouble()))
                : Optional.empty();
    }

    /// Some of the units that the quantity may be counted in, its own first, for an error text.
    public static String examples(Quantity quantity) {
        if (quantity == Quantity.TEMPERATURE) {
            return "C, F, K";
        }
        String base = base(quantity);
        Set<String> further =
                new TreeSet<>(ALTERNATIVES.getOrDefault(base, Map.of()).keySet());
        if (!BARE.contains(base)) {
            further.addAll(List.of("m" + base, base, "k" + base));
        }
        further.remove(quantity.unit());
        List<String> all = new ArrayList<>(further);
        all.addFirst(quantity.unit().isEmpty() ? "none" : quantity.unit());
        return String.join(", ", all);
    }

    private static Optional<Field> temperature(String unit) {
        return switch (unit) {
            case "C", "°C", "℃" -> Optional.of(Field.of(Quantity.TEMPERATURE));
            case "F", "°F", "℉" ->
                Optional.of(new Field(Quantity.TEMPERATURE, FAHRENHEIT_PER_CELSIUS, FAHRENHEIT_AT_ZERO_CELSIUS));
            case "K" -> Optional.of(new Field(Quantity.TEMPERATURE, 1, CELSIUS_AT_ZERO_KELVIN));
            default -> Optional.empty();
        };
    }

    /// The plain unit below the one that the quantity is kept in.
    private static String base(Quantity quantity) {
        return switch (quantity.unit()) {
            case "kWh" -> "Wh";
            case "us" -> "s";
            default -> quantity.unit();
        };
    }

    private static OptionalDouble scale(String base, String unit) {
        OptionalDouble direct = prefix(base, unit);
        if (direct.isPresent()) {
            return direct;
        }
        for (Map.Entry<String, Double> other :
                ALTERNATIVES.getOrDefault(base, Map.of()).entrySet()) {
            OptionalDouble prefix = prefix(other.getKey(), unit);
            if (prefix.isPresent()) {
                return OptionalDouble.of(prefix.getAsDouble() * other.getValue());
            }
        }
        return OptionalDouble.empty();
    }

    /// What the letters before the base stand for; empty where the unit does not end in the base.
    private static OptionalDouble prefix(String base, String unit) {
        int cut = unit.length() - base.length();
        if (cut < 0 || (BARE.contains(base) && cut > 0)) {
            return OptionalDouble.empty();
        }
        Double factor = PREFIXES.get(unit.substring(0, cut));
        boolean isOfBase = unit.regionMatches(ANY_CASE.contains(base), cut, base, 0, base.length());
        return isOfBase && factor != null ? OptionalDouble.of(factor) : OptionalDouble.empty();
    }
}
