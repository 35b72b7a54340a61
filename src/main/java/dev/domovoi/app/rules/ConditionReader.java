package dev.domovoi.app.rules;

import dev.domovoi.app.config.Nearest;
import dev.domovoi.app.rules.Spot.Entry;
import dev.domovoi.decide.rule.Condition;
import dev.domovoi.decide.rule.Measure;
import dev.domovoi.decide.rule.Operand;
import dev.domovoi.decide.rule.Operand.Read;
import dev.domovoi.decide.rule.Relation;
import dev.domovoi.decide.rule.Rule;
import dev.domovoi.decide.rule.Scope;
import dev.domovoi.decide.rule.Term;
import dev.domovoi.decide.rule.Window;
import dev.domovoi.signal.DeviceId;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the conditions of one rule about one kind of thing.
final class ConditionReader {
    private static final Pattern QUANTITY = Pattern.compile(Vocabulary.QUANTITY);
    private static final Pattern TRIGGER = Pattern.compile("[A-Za-z0-9_.-]{1,60}");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TRIGGERED = Duration.ofMinutes(1);
    private static final double PERCENT = 100;

    private final Scope about;

    ConditionReader(Scope about) {
        this.about = about;
    }

    Condition read(Spot spot, String what) {
        Map<String, Entry> entries = spot.mapping(what, Vocabulary.CONDITION);
        List<String> heads =
                entries.keySet().stream().filter(word -> !word.equals("for")).toList();
        if (heads.size() != 1) {
            throw spot.fault(what + ": expected one condition, got "
                    + (heads.isEmpty() ? "none" : String.join(" and ", heads) + "; put them below all or any"));
        }
        Entry head = entries.getOrDefault(heads.getFirst(), new Entry(spot, spot));
        Condition condition = head(heads.getFirst(), head);
        Entry lasts = entries.get("for");
        return lasts == null
                ? condition
                : new Condition.Lasts(condition, Amounts.duration(lasts.value(), "for", SECOND, Condition.LONGEST));
    }

    private Condition head(String word, Entry entry) {
        Spot value = entry.value();
        return switch (word) {
            case "all" -> new Condition.All(several(value, word));
            case "any" -> new Condition.Any(several(value, word));
            case "not" -> new Condition.Not(read(value, word));
            case "time" -> clock(value);
            case "days" -> days(value);
            case "trigger" -> trigger(value);
            default -> comparison(term(entry.key(), word), entry);
        };
    }

    private List<Condition> several(Spot spot, String what) {
        List<Condition> conditions = new ArrayList<>();
        spot.list(what, "a list of conditions").forEach(element -> conditions.add(read(element, what)));
        return conditions;
    }

    private static Condition clock(Spot spot) {
        Map<String, Entry> entries = spot.mapping("time", Vocabulary.CLOCK);
        return new Condition.Clock(time(spot, entries, "from"), time(spot, entries, "to"));
    }

    private static LocalTime time(Spot spot, Map<String, Entry> entries, String key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            throw spot.fault("time needs " + key + ", such as " + key + ": \"22:00\"");
        }
        String expected = "a time of day in quotes, such as \"22:00\"";
        String text = entry.value().text(key, expected);
        try {
            if (text.matches("\\d\\d:\\d\\d")) {
                return LocalTime.parse(text);
            }
        } catch (DateTimeException impossible) {
            throw entry.value().unexpected(key, expected);
        }
        throw entry.value().unexpected(key, expected);
    }

    private static Condition days(Spot spot) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (Spot day : spot.list("days", "a list such as [mon, tue]")) {
            days.add(DayOfWeek.of(Vocabulary.DAYS.indexOf(day.word("days", Vocabulary.DAYS)) + 1));
        }
        return new Condition.Days(days);
    }

    private static Condition trigger(Spot spot) {
        if (!spot.isMapping()) {
            return new Condition.Triggered(triggerName(spot), TRIGGERED);
        }
        Map<String, Entry> entries = spot.mapping("trigger", Vocabulary.TRIGGER);
        Entry name = entries.get("name");
        Entry within = entries.get("within");
        if (name == null) {
            throw spot.fault("trigger needs name: the last level of the topic domovoi/trigger/<name>");
        }
        return new Condition.Triggered(
                triggerName(name.value()),
                within == null ? TRIGGERED : Amounts.duration(within.value(), "within", SECOND, Condition.LONGEST));
    }

    private static String triggerName(Spot spot) {
        String expected = "1 to 60 letters, digits, '_', '.' or '-'";
        String name = spot.text("trigger", expected);
        if (!TRIGGER.matcher(name).matches()) {
            throw spot.unexpected("trigger", expected);
        }
        return name;
    }

    private static Term term(Spot spot, String path) {
        return Term.of(path)
                .orElseThrow(() -> spot.fault("unknown quantity \"" + path + "\"; the nearest known one is \""
                        + Nearest.of(path, Vocabulary.TERMS) + '"'));
    }

    /// `device.switch: on` is short for `device.switch: {is: on}`.
    private Condition comparison(Term term, Entry entry) {
        Spot spot = entry.value();
        if (!spot.isMapping()) {
            Read left = mayRead(entry.key(), new Read(term, Optional.empty(), Optional.empty(), 1));
            if (term.measure().isNumber()) {
                throw spot.unexpected(term.path(), "a comparison such as {above: ...}");
            }
            return new Condition.Compare(left, Relation.IS, operand(spot, left));
        }
        Map<String, Entry> entries = spot.mapping(term.path(), Vocabulary.COMPARISON);
        List<String> relations =
                entries.keySet().stream().filter(Vocabulary.RELATIONS::contains).toList();
        if (relations.size() != 1) {
            throw spot.fault(term.path() + ": expected one of " + String.join(", ", Vocabulary.RELATIONS) + ", got "
                    + (relations.isEmpty() ? "none" : String.join(" and ", relations)));
        }
        Optional<String> on = Optional.ofNullable(entries.get("on")).map(name -> name(name.value()));
        Read left = mayRead(entry.key(), new Read(term, on, window(term, spot, entries), 1));
        Relation relation = Vocabulary.one(Relation.class, relations.getFirst());
        Spot right = entries.getOrDefault(relations.getFirst(), entry).value();
        if (left.measure().isNumber() != relation.isOrder()) {
            throw right.fault(term.path() + " is compared by "
                    + (left.measure().isNumber() ? "above, below, at_least or at_most" : "is or is_not") + ", not by "
                    + relation.word());
        }
        return new Condition.Compare(left, relation, operand(right, left));
    }

    private static String name(Spot spot) {
        String expected = "the name of a device or another thing";
        String name = spot.text("on", expected);
        if (!DeviceId.isName(name)) {
            throw spot.unexpected("on", expected);
        }
        return name;
    }

    private Read mayRead(Spot spot, Read read) {
        if (!Rule.mayRead(about, read)) {
            String owner = read.term().owner().word();
            throw spot.fault(
                    read.on().isPresent()
                            ? read.term().path() + " is not of a thing with a name; leave on out"
                            : read.term().path() + " is of a " + owner + ", and this rule is about "
                                    + (about == Scope.HOME ? "the home" : "a " + about.word()) + "; select " + owner
                                    + "s, or name one by on");
        }
        return read;
    }

    private static Optional<Window> window(Term term, Spot spot, Map<String, Entry> entries) {
        List<String> functions =
                entries.keySet().stream().filter(Vocabulary.WINDOWS::contains).toList();
        Entry crossing = entries.get("crossing");
        if (functions.size() > 1) {
            throw spot.fault(term.path() + ": expected one window, got " + String.join(" and ", functions));
        }
        boolean isCount = functions.equals(List.of("count"));
        if (crossing != null && !isCount) {
            throw crossing.key().fault("crossing belongs to count");
        }
        if (functions.isEmpty()) {
            return Optional.empty();
        }
        Spot over = entries.getOrDefault(functions.getFirst(), new Entry(spot, spot))
                .value();
        if (isCount && term.measure().isNumber() && crossing == null) {
            throw over.fault("count needs crossing: the value above which it is counted");
        }
        double level = crossing == null ? 0.5 : Amounts.number(crossing.value(), "crossing", term.measure());
        Duration length = Amounts.duration(over, functions.getFirst(), Window.SHORTEST, Window.LONGEST);
        Window window = new Window(Vocabulary.one(Window.Function.class, functions.getFirst()), length, level);
        if (!window.fits(term.measure())) {
            throw over.fault(term.path() + " has no " + functions.getFirst());
        }
        return Optional.of(window);
    }

    private Operand operand(Spot spot, Read left) {
        if (!spot.isList()) {
            Matcher matcher = QUANTITY.matcher(spot.text(left.term().path(), "a value or a quantity"));
            if (matcher.matches()) {
                return other(spot, matcher, left);
            }
        }
        String what = left.term().path();
        boolean isRate = left.window()
                .filter(window -> window.function() == Window.Function.RATE)
                .isPresent();
        return switch (left.measure()) {
            case TRUTH -> flag(spot, left.term());
            case WORD -> words(spot, left.term());
            case POWER, ENERGY, VOLTAGE, CURRENT, TEMPERATURE, RATIO, PERCENT, TIME, BYTES, SPEED, SURPRISE, NUMBER ->
                new Operand.Amount(
                        isRate
                                ? Amounts.perHour(spot, what, left.measure())
                                : Amounts.number(spot, what, left.measure()),
                        left.measure());
        };
    }

    /// Another quantity, or so many percent of it.
    private Operand other(Spot spot, Matcher matcher, Read left) {
        String percent = matcher.group(1);
        double factor = percent == null ? 1 : Double.parseDouble(percent) / PERCENT;
        Read right = mayRead(spot, new Read(term(spot, matcher.group(2)), Optional.empty(), Optional.empty(), factor));
        if (right.measure() != left.measure()) {
            throw spot.fault(left.term().path() + " cannot be compared with "
                    + right.term().path() + ": one is " + measure(left) + ", the other " + measure(right));
        }
        if (percent != null && !right.measure().isNumber()) {
            throw spot.fault(right.term().path() + " has no percent");
        }
        return right;
    }

    private static String measure(Read read) {
        Measure measure = read.measure();
        return measure.unit().isEmpty() ? measure.name().toLowerCase(Locale.ROOT) : "in " + measure.unit();
    }

    private static Operand flag(Spot spot, Term term) {
        String yes = term.words().getFirst();
        String no = term.words().getLast();
        String word = spot.text(term.path(), yes + " or " + no);
        if (word.equals(yes) || word.equals("true")) {
            return new Operand.Flag(true);
        }
        if (word.equals(no) || word.equals("false")) {
            return new Operand.Flag(false);
        }
        throw spot.unexpected(term.path(), yes + " or " + no);
    }

    private static Operand words(Spot spot, Term term) {
        List<String> words = new ArrayList<>();
        for (Spot element : spot.oneOrMore(term.path(), "a word or a list of words")) {
            words.add(
                    term.words().isEmpty()
                            ? element.text(term.path(), "a word")
                            : element.word(term.path(), term.words()));
        }
        return new Operand.Words(words);
    }
}
