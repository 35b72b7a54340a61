package dev.domovoi.app.rules;

import dev.domovoi.decide.Severity;
import dev.domovoi.decide.rule.Relation;
import dev.domovoi.decide.rule.Scope;
import dev.domovoi.decide.rule.Term;
import dev.domovoi.decide.rule.Window;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The words of rule files, which the reader and the schema for editors share.
public final class Vocabulary {
    public static final List<String> FILE = List.of("rules");

    /// By what a rule can select; none of them: it is about the home.
    public static final List<String> SELECTIONS = Arrays.stream(Scope.values())
            .filter(scope -> scope != Scope.HOME)
            .map(Scope::plural)
            .toList();

    public static final List<String> RULE = Stream.concat(
                    Stream.of("name", "about", "when", "until", "corroborate", "severity", "cooldown", "then"),
                    SELECTIONS.stream())
            .toList();

    public static final List<String> TRAITS = List.of("name", "role", "room");
    public static final List<String> SELECTION =
            Stream.concat(TRAITS.stream(), Stream.of("except")).toList();

    public static final List<String> TERMS =
            Arrays.stream(Term.values()).map(Term::path).toList();
    public static final List<String> CONDITION = Stream.concat(
                    Stream.of("all", "any", "not", "time", "days", "trigger", "for"), TERMS.stream())
            .toList();

    public static final List<String> RELATIONS =
            Arrays.stream(Relation.values()).map(Relation::word).toList();
    public static final List<String> WINDOWS =
            Arrays.stream(Window.Function.values()).map(Window.Function::word).toList();
    public static final List<String> COMPARISON = Stream.of(
                    RELATIONS.stream(), WINDOWS.stream(), Stream.of("crossing", "on"))
            .flatMap(words -> words)
            .toList();

    public static final List<String> CLOCK = List.of("from", "to");
    public static final List<String> TRIGGER = List.of("name", "within");
    public static final List<String> DAYS = Arrays.stream(DayOfWeek.values())
            .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT))
            .toList();
    public static final List<String> SEVERITIES =
            Arrays.stream(Severity.values()).map(Severity::word).toList();

    public static final List<String> PLAIN_DEEDS = List.of("switch_off", "shed", "cordon");
    public static final List<String> DEEDS =
            List.of("notify", "switch_off", "shed", "cordon", "quarantine", "power_cycle");
    public static final List<String> LADDER = List.of("next_after", "restore_below", "restore_after");
    public static final List<String> QUARANTINE = List.of("lasts");
    public static final List<String> POWER_CYCLE = List.of("off_for");

    /// How a duration is written.
    public static final String DURATION = "\\d{1,6} ?(s|m|min|h|d)";

    /// How a quantity is written on the right side of a comparison.
    public static final String QUANTITY = "(?:(\\d{1,4}(?:\\.\\d{1,3})?) ?% of )?([a-z]+\\.[a-z_]+)";

    private Vocabulary() {}

    /// The choice that is written so.
    static <E extends Enum<E>> E one(Class<E> choice, String word) {
        return Enum.valueOf(choice, word.toUpperCase(Locale.ROOT));
    }
}
