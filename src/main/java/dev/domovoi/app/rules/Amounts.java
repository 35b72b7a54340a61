package dev.domovoi.app.rules;

import dev.domovoi.decide.rule.Measure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers with units and spans of time, as they are written in rule files.
final class Amounts {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6}) ?(s|m|min|h|d)");
    private static final String PER_HOUR = "/h";

    private Amounts() {}

    static Duration duration(Spot spot, String what, Duration shortest, Duration longest) {
        String expected = "a duration such as 90s, 15min or 2h, from " + told(shortest) + " to " + told(longest);
        Matcher matcher = DURATION.matcher(spot.text(what, expected));
        Duration duration = matcher.matches()
                ? unit(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)))
                : Duration.ofSeconds(-1);
        if (duration.compareTo(shortest) < 0 || duration.compareTo(longest) > 0) {
            throw spot.unexpected(what, expected);
        }
        return duration;
    }

    private static Duration unit(String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> Duration.ofMinutes(1);
        };
    }

    private static String told(Duration duration) {
        boolean isDays = duration.toDays() > 0 && duration.equals(Duration.ofDays(duration.toDays()));
        return isDays
                ? duration.toDays() + "d"
                : duration.toSeconds() % 60 == 0 && !duration.isZero()
                        ? duration.toMinutes() + "min"
                        : duration.toSeconds() + "s";
    }

    static double number(Spot spot, String what, Measure measure) {
        String expected = expected(measure, "");
        OptionalDouble amount = measure.amount(spot.text(what, expected));
        return amount.orElseThrow(() -> spot.unexpected(what, expected));
    }

    /// A change, of which the unit ends in `/h`.
    static double perHour(Spot spot, String what, Measure measure) {
        String expected = expected(measure, PER_HOUR);
        String text = spot.text(what, expected);
        OptionalDouble amount = text.endsWith(PER_HOUR)
                ? measure.amount(text.substring(0, text.length() - PER_HOUR.length()))
                : OptionalDouble.empty();
        return amount.orElseThrow(() -> spot.unexpected(what, expected));
    }

    /// "a number in W, kW or mW", the unit it is kept in first.
    private static String expected(Measure measure, String suffix) {
        List<String> units = new ArrayList<>(measure.units().keySet());
        units.remove("");
        Collections.sort(units);
        if (units.remove(measure.unit())) {
            units.addFirst(measure.unit());
        }
        List<String> told = units.stream().map(unit -> unit + suffix).toList();
        boolean isPlainToo = measure.units().containsKey("");
        if (told.isEmpty()) {
            return suffix.isEmpty() ? "a number without unit" : "a number with " + suffix;
        }
        String all = told.size() == 1
                ? told.getFirst()
                : String.join(", ", told.subList(0, told.size() - 1)) + " or " + told.getLast();
        return "a number in " + all + (isPlainToo ? " or without unit" : "");
    }
}
