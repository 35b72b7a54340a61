package dev.domovoi.app.rules;

import dev.domovoi.app.config.ConfigException;
import dev.domovoi.app.config.Nearest;
import dev.domovoi.app.rules.Spot.Entry;
import dev.domovoi.decide.Deed;
import dev.domovoi.decide.Role;
import dev.domovoi.decide.Severity;
import dev.domovoi.decide.rule.Condition;
import dev.domovoi.decide.rule.Measure;
import dev.domovoi.decide.rule.Rule;
import dev.domovoi.decide.rule.Scope;
import dev.domovoi.decide.rule.Selection;
import dev.domovoi.decide.rule.Selection.Traits;
import dev.domovoi.decide.rule.Told;
import dev.domovoi.signal.DeviceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/// Reads the rules of one file.
final class RuleReader {
    private static final int MAX_SENTENCE = 500;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST_DEED = Duration.ofDays(30);

    /// No router keeps anybody out for longer.
    private static final Duration LONGEST_QUARANTINE = Duration.ofDays(1);
    private static final List<String> ROLES =
            Arrays.stream(Role.values()).map(Role::word).toList();

    private RuleReader() {}

    /// A rule, and where it stands.
    record Placed(Rule rule, Spot spot) {}

    static List<Placed> read(Spot file) {
        Entry list = file.mapping("the file", Vocabulary.FILE).get("rules");
        if (list == null) {
            throw file.fault("the file needs rules: a list of them");
        }
        List<Placed> rules = new ArrayList<>();
        list.value().list("rules", "a list of rules").forEach(spot -> rules.add(new Placed(rule(spot), spot)));
        return rules;
    }

    private static Rule rule(Spot spot) {
        Map<String, Entry> entries = spot.mapping("a rule", Vocabulary.RULE);
        String name = name(spot, entries);
        Selection selection = selection(spot, entries);
        ConditionReader conditions = new ConditionReader(selection.scope());
        Condition when = condition(conditions, entries, "when")
                .orElseThrow(() -> spot.fault(name + " needs when: what it waits for"));
        Plan plan = Plan.of(spot, entries, name, selection.scope());
        about(entries);
        try {
            return new Rule(
                    name,
                    selection,
                    when,
                    condition(conditions, entries, "until"),
                    condition(conditions, entries, "corroborate"),
                    severity(entries),
                    cooldown(entries),
                    plan.says(),
                    plan.deeds());
        } catch (IllegalArgumentException impossible) {
            throw spot.fault(String.valueOf(impossible.getMessage()));
        }
    }

    private static String name(Spot spot, Map<String, Entry> entries) {
        Entry entry = entries.get("name");
        if (entry == null) {
            throw spot.fault("a rule needs name");
        }
        String expected = "up to 60 small letters, digits and _, not unusual_... or safety_cut";
        String name = entry.value().text("name", expected);
        if (!Rule.isName(name)) {
            throw entry.value().unexpected("name", expected);
        }
        return name;
    }

    private static void about(Map<String, Entry> entries) {
        Entry about = entries.get("about");
        if (about != null) {
            about.value().text("about", "a text for people");
        }
    }

    private static Optional<Condition> condition(ConditionReader conditions, Map<String, Entry> entries, String key) {
        return Optional.ofNullable(entries.get(key)).map(entry -> conditions.read(entry.value(), key));
    }

    private static Severity severity(Map<String, Entry> entries) {
        return Optional.ofNullable(entries.get("severity"))
                .map(entry -> entry.value().word("severity", Vocabulary.SEVERITIES))
                .map(word -> Vocabulary.one(Severity.class, word))
                .orElse(Severity.WARNING);
    }

    private static Duration cooldown(Map<String, Entry> entries) {
        return Optional.ofNullable(entries.get("cooldown"))
                .map(entry -> Amounts.duration(entry.value(), "cooldown", Duration.ZERO, Rule.LONGEST_COOLDOWN))
                .orElse(Duration.ZERO);
    }

    private static Selection selection(Spot spot, Map<String, Entry> entries) {
        List<Scope> scopes = Arrays.stream(Scope.values())
                .filter(scope -> entries.containsKey(scope.plural()))
                .toList();
        if (scopes.size() > 1) {
            throw spot.fault("a rule is about one kind of thing, not about "
                    + scopes.getFirst().plural() + " and " + scopes.getLast().plural());
        }
        if (scopes.isEmpty()) {
            return Selection.all(Scope.HOME);
        }
        Scope scope = scopes.getFirst();
        Entry entry = entries.getOrDefault(scope.plural(), new Entry(spot, spot));
        if (!entry.value().isMapping()) {
            entry.value().word(scope.plural(), List.of("all"));
            return Selection.all(scope);
        }
        Map<String, Entry> traits = entry.value().mapping(scope.plural(), Vocabulary.SELECTION);
        Entry except = traits.get("except");
        Traits without =
                except == null ? Traits.NONE : traits(scope, except.value().mapping("except", Vocabulary.TRAITS));
        return new Selection(scope, traits(scope, traits), without);
    }

    private static Traits traits(Scope scope, Map<String, Entry> entries) {
        return new Traits(
                names(entries, "name", List.of()),
                names(entries, "role", scope == Scope.DEVICE ? ROLES : List.of()),
                names(entries, "room", List.of()));
    }

    /// Any names where none are known.
    private static Set<String> names(Map<String, Entry> entries, String key, List<String> known) {
        Entry entry = entries.get(key);
        Set<String> names = new LinkedHashSet<>();
        if (entry == null) {
            return names;
        }
        for (Spot spot : entry.value().oneOrMore(key, "a name or a list of names")) {
            String name = known.isEmpty() ? spot.text(key, "a name") : spot.word(key, known);
            if (!DeviceId.isName(name)) {
                throw spot.unexpected(key, "a name of printable characters");
            }
            names.add(name);
        }
        return names;
    }

    /// What a rule says, and what it wants done.
    private record Plan(String says, List<Deed> deeds) {
        static Plan of(Spot spot, Map<String, Entry> entries, String name, Scope about) {
            Entry then = entries.get("then");
            if (then == null) {
                throw spot.fault(name + " needs then: what is said and done, such as [notify: \"...\"]");
            }
            Optional<String> says = Optional.empty();
            List<Deed> deeds = new ArrayList<>();
            for (Spot step : then.value().list("then", "a list of deeds")) {
                if (step.isMapping()) {
                    Map<String, Entry> entry = step.mapping("then", Vocabulary.DEEDS);
                    if (entry.size() != 1) {
                        throw step.fault("then: expected one deed, got " + String.join(" and ", entry.keySet()));
                    }
                    Entry sentence = entry.get("notify");
                    if (sentence != null && says.isPresent()) {
                        throw step.fault("notify is there twice; keep one");
                    }
                    says = sentence == null ? says : Optional.of(sentence(sentence.value(), about));
                    entry.entrySet().stream()
                            .filter(deed -> !deed.getKey().equals("notify"))
                            .forEach(deed -> deeds.add(
                                    deed(deed.getKey(), deed.getValue().value(), about)));
                } else {
                    deeds.add(deed(step.word("then", Vocabulary.DEEDS), step, about));
                }
            }
            return new Plan(says.orElse("{name}: " + name.replace('_', ' ') + "."), deeds);
        }

        private static String sentence(Spot spot, Scope about) {
            String sentence = spot.text("notify", "a sentence");
            if (sentence.isBlank() || sentence.length() > MAX_SENTENCE) {
                throw spot.unexpected("notify", "a sentence of at most " + MAX_SENTENCE + " characters");
            }
            Matcher place = Told.PLACE.matcher(sentence);
            while (place.find()) {
                if (!Told.isPlace(place.group(1), about)) {
                    throw spot.fault("unknown place {" + place.group(1) + "} in notify; the nearest known one is {"
                            + Nearest.of(place.group(1), Told.places(about)) + "}");
                }
            }
            return sentence;
        }

        private static Deed deed(String word, Spot spot, Scope about) {
            Deed deed = switch (word) {
                case "switch_off" -> new Deed.SwitchOff();
                case "cordon" -> new Deed.Cordon();
                case "shed" -> new Deed.Shed(about == Scope.HOME ? Optional.of(ladder(spot)) : Optional.empty());
                case "quarantine" ->
                    new Deed.Quarantine(part(spot, word, List.of("lasts"), "lasts", LONGEST_QUARANTINE));
                case "power_cycle" ->
                    new Deed.PowerCycle(part(spot, word, List.of("off_for"), "off_for", LONGEST_DEED));
                default -> throw spot.fault("notify needs a sentence: notify: \"...\"");
            };
            boolean isBare = Vocabulary.PLAIN_DEEDS.contains(word) && about != Scope.HOME;
            if (isBare && spot.isMapping()) {
                throw spot.fault(word + " has no keys; write only " + word);
            }
            if (!Rule.fits(deed, about)) {
                throw spot.fault(
                        word + " cannot be done to " + (about == Scope.HOME ? "the home" : "a " + about.word()));
            }
            return deed;
        }

        private static Duration part(Spot spot, String deed, List<String> keys, String key, Duration longest) {
            Entry entry = spot.isMapping() ? spot.mapping(deed, keys).get(key) : null;
            if (entry == null) {
                throw spot.fault(deed + " needs " + key + ", such as " + deed + ": {" + key + ": 10min}");
            }
            return Amounts.duration(entry.value(), key, SECOND, longest);
        }

        private static Deed.Ladder ladder(Spot spot) {
            Duration next = part(spot, "shed", Vocabulary.LADDER, "next_after", LONGEST_DEED);
            Duration after = part(spot, "shed", Vocabulary.LADDER, "restore_after", LONGEST_DEED);
            Entry below = spot.mapping("shed", Vocabulary.LADDER).get("restore_below");
            if (below == null) {
                throw spot.fault("shed needs restore_below: a share of home.contract_watts, such as 85 %");
            }
            double share = Amounts.number(below.value(), "restore_below", Measure.RATIO);
            if (share <= 0 || share > 1) {
                throw below.value().unexpected("restore_below", "a share above 0 % and at most 100 %");
            }
            return new Deed.Ladder(next, share, after);
        }
    }

    static ConfigException twice(Placed again, Placed first) {
        return again.spot()
                .fault("there is a rule called " + again.rule().name() + " already, at "
                        + first.spot().place() + "; give each its own name");
    }
}
