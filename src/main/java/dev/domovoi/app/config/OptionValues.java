package dev.domovoi.app.config;

import java.time.Duration;
import java.time.ZoneId;

/// The values of command-line options that are written as in the configuration. Each throws IllegalArgumentException
/// with what was expected.
public final class OptionValues {
    private OptionValues() {}

    /// A time zone such as `Europe/Berlin`.
    public static ZoneId zone(String text) {
        return Parse.zone(text);
    }

    /// The constant that a word in small letters means.
    public static <E extends Enum<E>> E word(Class<E> choice, String text) {
        return Parse.word(choice, text);
    }

    /// Alarms per week, from a rate such as `1/week`.
    public static double alarmsPerWeek(String text) {
        return Parse.perWeek(text);
    }

    /// A spacing such as `10s`, of 1 s to a day.
    public static Duration tick(String text) {
        return Parse.interval(text);
    }
}
