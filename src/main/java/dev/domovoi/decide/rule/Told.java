package dev.domovoi.decide.rule;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Sentences with values in them. `{name}` is what the thing is called, `{device.power}` a quantity of it.
public final class Told {
    /// A place for a value, or a brace that is none.
    public static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

    private static final String NAME = "name";

    private Told() {}

    /// Whether something can be put there in a sentence about such a thing.
    public static boolean isPlace(String place, Scope about) {
        return place.equals(NAME)
                || Term.of(place)
                        .filter(term -> term.owner() == about || term.owner() == Scope.HOME)
                        .isPresent();
    }

    /// All that can be put in a sentence about such a thing.
    public static List<String> places(Scope about) {
        return Stream.concat(
                        Stream.of(NAME),
                        Arrays.stream(Term.values()).map(Term::path).filter(path -> isPlace(path, about)))
                .toList();
    }

    static String sentence(String pattern, Moment moment) {
        return PLACE.matcher(pattern).replaceAll(place -> Matcher.quoteReplacement(filled(place, moment)));
    }

    private static String filled(MatchResult place, Moment moment) {
        String asked = place.group(1);
        return asked.equals(NAME)
                ? moment.subject.profile().name()
                : Term.of(asked).map(term -> value(term, moment)).orElse(place.group());
    }

    private static String value(Term term, Moment moment) {
        Known of = term.owner() == Scope.HOME ? moment.home : moment.subject;
        String word = term.measure() == Measure.WORD ? of.word(term, moment.now) : number(term, of, moment.now);
        return word.isEmpty() ? "(unknown)" : word;
    }

    private static String number(Term term, Known of, long now) {
        double value = of.number(term, now);
        if (Double.isNaN(value)) {
            return "";
        }
        return term.measure() == Measure.TRUTH ? term.words().get(value > 0 ? 0 : 1) : amount(value, term.measure());
    }

    /// An amount as people say it: `1,500 W`, `3 h 52 min`, `12 %`.
    public static String amount(double value, Measure measure) {
        return switch (measure) {
            case TIME -> time(value);
            case RATIO -> plain(value * 100) + " %";
            case POWER, ENERGY, VOLTAGE, CURRENT, TEMPERATURE, PERCENT, BYTES, SPEED, SURPRISE, NUMBER, TRUTH, WORD ->
                (plain(value) + " " + measure.unit()).strip();
        };
    }

    private static String time(double seconds) {
        if (seconds > 0 && seconds < 1) {
            return plain(seconds * 1_000) + " ms";
        }
        Duration time = Duration.ofSeconds(Math.round(seconds));
        String minutes = time.toMinutesPart() > 0 ? time.toMinutesPart() + " min" : "";
        String hours = time.toHours() > 0 ? time.toHours() + " h" : "";
        return time.toMinutes() == 0 ? time.toSeconds() + " s" : (hours + " " + minutes).strip();
    }

    /// Whole numbers from 10 on, one decimal below.
    private static String plain(double value) {
        String text = String.format(Locale.ROOT, Math.abs(value) < 9.95 ? "%.1f" : "%,.0f", value);
        String plain = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        return plain.equals("-0") ? "0" : plain;
    }
}
