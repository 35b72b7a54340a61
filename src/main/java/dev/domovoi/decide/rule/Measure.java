package dev.domovoi.decide.rule;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What kind of value a quantity has, and the units in which a number of it may be written and is kept.
public enum Measure {
    POWER("W"),
    ENERGY("kWh"),
    VOLTAGE("V"),
    CURRENT("A"),
    TEMPERATURE("C"),
    /// A share from 0 to 1, which is written in percent or as a plain number.
    RATIO(""),
    /// Percent by nature, such as humidity.
    PERCENT("%"),
    TIME("s"),
    BYTES("B"),
    SPEED("B/s"),
    SURPRISE("nats"),
    NUMBER(""),
    /// True or false.
    TRUTH(""),
    WORD("");

    private static final Pattern AMOUNT =
            Pattern.compile("([+-]?\\d{1,12}(?:\\.\\d{1,9})?(?:[eE][+-]?\\d{1,2})?)\\s*(\\D\\S{0,9})?");

    private final String unit;

    Measure(String unit) {
        this.unit = unit;
    }

    public String unit() {
        return unit;
    }

    /// How many of [#unit] one of each known unit is, by the unit's name.
    public Map<String, Double> units() {
        return switch (this) {
            case POWER -> Map.of("W", 1.0, "kW", 1e3, "mW", 1e-3);
            case ENERGY -> Map.of("kWh", 1.0, "Wh", 1e-3);
            case VOLTAGE -> Map.of("V", 1.0, "mV", 1e-3);
            case CURRENT -> Map.of("A", 1.0, "mA", 1e-3);
            case TEMPERATURE -> Map.of("C", 1.0, "°C", 1.0);
            case RATIO -> Map.of("", 1.0, "%", 1e-2);
            case PERCENT -> Map.of("%", 1.0);
            case TIME -> Map.of("s", 1.0, "ms", 1e-3, "min", 60.0, "m", 60.0, "h", 3_600.0, "d", 86_400.0);
            case BYTES -> Map.of("B", 1.0, "kB", 1e3, "MB", 1e6, "GB", 1e9);
            case SPEED -> Map.of("B/s", 1.0, "kB/s", 1e3, "MB/s", 1e6);
            case SURPRISE -> Map.of("nats", 1.0);
            case NUMBER -> Map.of("", 1.0);
            case TRUTH, WORD -> Map.of();
        };
    }

    public boolean isNumber() {
        return this != TRUTH && this != WORD;
    }

    /// A number with a unit, such as `1.5 kW`, in [#unit]; empty where it is none of this measure.
    public OptionalDouble amount(String text) {
        Matcher matcher = AMOUNT.matcher(text.strip());
        if (!matcher.matches()) {
            return OptionalDouble.empty();
        }
        String written = matcher.group(2) == null ? "" : matcher.group(2);
        Double factor = units().get(written);
        double value = factor == null ? Double.NaN : Double.parseDouble(matcher.group(1)) * factor;
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
