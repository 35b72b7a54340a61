package dev.domovoi.app.explain;

import dev.domovoi.decide.rule.Measure;
import dev.domovoi.decide.rule.Term;
import dev.domovoi.decide.rule.Told;
import dev.domovoi.observe.payload.Json;
import dev.domovoi.score.baseline.Wording;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The evidence of a decision, one short line for each fact.
final class EvidenceWords {
    private static final Pattern WINDOW = Pattern.compile("(\\w+) of (.+) over (PT?\\w+)");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /// Told elsewhere, or of no use to a person.
    private static final Set<String> SILENT = Set.of(
            "guards",
            "wanted",
            "target",
            "severity",
            "scorer_says",
            "stream",
            "unit",
            "plan",
            "progress",
            "outcome",
            "acted_on",
            "taken");

    /// Told together as what was measured and what is usual.
    private static final Set<String> OF_A_SCORE = Set.of(
            "value",
            "expected_low",
            "expected_median",
            "expected_high",
            "tail_probability",
            "surprise_nats",
            "measured_at",
            "age_seconds",
            "watts_now",
            "role");

    private static final Set<String> SAME_MEASURE = Set.of("avg", "max", "min");

    private static final Map<String, String> WORDS = Map.of(
            "avg", "the mean over",
            "max", "the most in",
            "min", "the least in",
            "rate", "the change over",
            "count", "how often in");

    private final ZoneId zone;

    EvidenceWords(ZoneId zone) {
        this.zone = zone;
    }

    List<String> lines(KeptTale tale) {
        List<String> lines = new ArrayList<>();
        if (tale.number("value").isPresent() && tale.number("expected_high").isPresent()) {
            lines.addAll(score(tale));
        }
        tale.evidence().forEach((name, value) -> {
            boolean isSaid = SILENT.contains(name) || (!lines.isEmpty() && OF_A_SCORE.contains(name));
            String fact = isSaid ? "" : fact(tale, name, value);
            if (!fact.isEmpty()) {
                lines.add(fact);
            }
        });
        return lines;
    }

    private List<String> score(KeptTale tale) {
        List<String> lines = new ArrayList<>();
        String unit = tale.word("unit").orElse("");
        String low = amount(tale.number("expected_low"), unit);
        String high = amount(tale.number("expected_high"), unit);
        lines.add("measured:  " + amount(tale.number("value"), unit) + measured(tale));
        lines.add("expected:  "
                + (low.equals(high)
                        ? low
                        : low + " to " + high + ", " + amount(tale.number("expected_median"), unit)
                                + " in the middle"));
        tale.number("tail_probability")
                .ifPresent(chance -> lines.add("how rare:  " + Wording.rarity(chance)
                        + String.format(
                                Locale.ROOT,
                                " (tail probability %.2g, surprise %.1f nats)",
                                chance,
                                tale.number("surprise_nats").orElse(0))));
        tale.number("watts_now").ifPresent(watts -> lines.add("draws now: " + amount(OptionalDouble.of(watts), "W")));
        tale.word("role").ifPresent(role -> lines.add("declared:  " + role));
        return lines;
    }

    private String measured(KeptTale tale) {
        OptionalDouble age = tale.number("age_seconds");
        Optional<String> at = tale.word("measured_at").flatMap(this::clock);
        return at.map(time -> " at " + time
                        + (age.isPresent()
                                ? ", " + Told.amount(Math.max(0, age.getAsDouble()), Measure.TIME) + " before I decided"
                                : ""))
                .orElse("");
    }

    private static String amount(OptionalDouble value, String unit) {
        return value.isEmpty() ? "(unknown)" : Told.amount(value.getAsDouble(), measure(unit));
    }

    private static Measure measure(String unit) {
        return Arrays.stream(Measure.values())
                .filter(measure -> !unit.isEmpty() && measure.unit().equals(unit))
                .findFirst()
                .orElse(Measure.NUMBER);
    }

    private Optional<String> clock(String text) {
        try {
            return Optional.of(CLOCK.format(Instant.parse(text).atZone(zone)));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private String fact(KeptTale tale, String name, Json value) {
        if (name.equals("began_at") && value instanceof Json.Text(String at)) {
            String time = clock(at).orElse(at);
            return time.equals(CLOCK.format(tale.at().atZone(zone))) ? "" : "true since " + time;
        }
        Matcher window = WINDOW.matcher(name);
        if (window.matches()) {
            return window(window, value);
        }
        String[] owned = name.split(" of ", 2);
        String owner = owned.length == 2 ? owned[1] + ", " : "";
        return Term.of(owned[0])
                .map(term -> owner + meaning(term) + ": " + told(term, value) + " (" + term.path() + ")")
                .orElseGet(() -> name.replace('_', ' ') + ": " + plain(value));
    }

    /// Without what explains it to those who write rules.
    private static String meaning(Term term) {
        return switch (term) {
            case DEVICE_USUAL_RUN -> "nine of ten of its runs are shorter than";
            case DEVICE_USUAL_PAUSE -> "nine of ten of its pauses are shorter than";
            default -> term.meaning().split(";", 2)[0];
        };
    }

    private static String window(Matcher window, Json value) {
        Optional<Term> term = Term.of(window.group(2).split(" of ", 2)[0]);
        String what = term.map(EvidenceWords::meaning).orElse(window.group(2));
        String over = Told.amount((double) Duration.parse(window.group(3)).toSeconds(), Measure.TIME);
        String word = WORDS.getOrDefault(window.group(1), window.group(1) + " in");
        boolean isSameMeasure = SAME_MEASURE.contains(window.group(1));
        return word + " the last " + over + " of " + what + ": "
                + (isSameMeasure ? term.map(known -> told(known, value)).orElseGet(() -> plain(value)) : plain(value))
                + term.map(known -> " (" + known.path() + ")").orElse("");
    }

    private static String told(Term term, Json value) {
        if (!(value instanceof Json.Num(double number))) {
            return plain(value).equals("unknown") ? "not known" : plain(value);
        }
        if (term == Term.SCORE_TAIL && number > 0) {
            return Wording.rarity(number);
        }
        return term.measure() == Measure.TRUTH
                ? term.words().get(number > 0 ? 0 : 1)
                : Told.amount(number, term.measure());
    }

    private static String plain(Json value) {
        return switch (value) {
            case Json.Num(double number) -> Told.amount(number, Measure.NUMBER);
            case Json.Text(String text) -> text;
            case Json.Arr(List<Json> items) ->
                String.join(", ", items.stream().map(EvidenceWords::plain).toList());
            case Json.Bool(boolean truth) -> truth ? "yes" : "no";
            case Json.Null none -> "nothing";
            case Json.Obj object -> "an object";
        };
    }
}
