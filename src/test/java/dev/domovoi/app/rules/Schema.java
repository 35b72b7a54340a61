package dev.domovoi.app.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.domovoi.decide.Role;
import dev.domovoi.decide.rule.Measure;
import dev.domovoi.decide.rule.Term;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The schema of rule files for editors, made from the words that the reader knows. It knows the form and every word,
/// but not what belongs to what: that is the reader's.
final class Schema {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NUMBER = "[+-]?[0-9]+([.][0-9]+)?";

    private final ObjectNode definitions = JSON.createObjectNode();

    private Schema() {}

    static JsonNode made() {
        return new Schema().root();
    }

    private ObjectNode root() {
        ObjectNode root = JSON.createObjectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "Domovoi: rules");
        ObjectNode rules = JSON.createObjectNode().put("type", "array").put("minItems", 1);
        rules.set("items", ref("rule"));
        fill(root, Vocabulary.FILE, List.of("rules"), word -> rules);
        define("duration", pattern("^" + Vocabulary.DURATION.replace("\\d", "[0-9]") + "$"));
        define("quantity", quantity());
        define("conditions", list(ref("condition")));
        define("condition", condition());
        define("selection", selection());
        define("names", oneOrMore(string()));
        define(
                "roles",
                oneOrMore(words(Arrays.stream(Role.values()).map(Role::word).toList())));
        for (Term term : Term.values()) {
            define(term.path(), comparison(term));
        }
        define("deed", deed());
        define("rule", rule());
        root.set("$defs", definitions);
        return root;
    }

    private interface Part {
        JsonNode of(String word);
    }

    private static void fill(ObjectNode object, List<String> known, List<String> required, Part part) {
        object.put("type", "object").put("additionalProperties", false);
        ObjectNode properties = object.putObject("properties");
        known.forEach(word -> properties.set(word, part.of(word)));
        if (!required.isEmpty()) {
            required.forEach(object.putArray("required")::add);
        }
    }

    private static ObjectNode object(List<String> known, List<String> required, Part part) {
        ObjectNode object = JSON.createObjectNode();
        fill(object, known, required, part);
        return object;
    }

    private void define(String name, JsonNode definition) {
        definitions.set(name, definition);
    }

    private static ObjectNode ref(String name) {
        return JSON.createObjectNode().put("$ref", "#/$defs/" + name);
    }

    private static ObjectNode string() {
        return JSON.createObjectNode().put("type", "string").put("minLength", 1);
    }

    private static ObjectNode pattern(String pattern) {
        return JSON.createObjectNode().put("type", "string").put("pattern", pattern);
    }

    private static ObjectNode words(List<String> words) {
        ObjectNode choice = JSON.createObjectNode();
        words.forEach(choice.putArray("enum")::add);
        return choice;
    }

    private static ObjectNode list(JsonNode of) {
        ObjectNode list = JSON.createObjectNode().put("type", "array").put("minItems", 1);
        list.set("items", of);
        return list;
    }

    private static ObjectNode any(JsonNode... of) {
        ObjectNode any = JSON.createObjectNode();
        ArrayNode choices = any.putArray("anyOf");
        Arrays.stream(of).forEach(choices::add);
        return any;
    }

    private static ObjectNode oneOrMore(JsonNode one) {
        return any(one, list(one));
    }

    /// Exactly one of these is there.
    private static void requireOne(ObjectNode object, List<String> heads) {
        ArrayNode choices = object.putArray("oneOf");
        heads.forEach(head -> choices.addObject().putArray("required").add(head));
    }

    private static ObjectNode rule() {
        ObjectNode rule = object(Vocabulary.RULE, List.of("name", "when", "then"), word -> switch (word) {
            case "name" -> pattern("^(?!unusual_)(?!safety_cut$)[a-z][a-z0-9_]{0,59}$");
            case "about" -> string();
            case "severity" -> words(Vocabulary.SEVERITIES);
            case "cooldown" -> ref("duration");
            case "then" -> list(ref("deed"));
            case "when", "until", "corroborate" -> ref("condition");
            default -> ref("selection");
        });
        ArrayNode pairs = rule.putObject("not").putArray("anyOf");
        for (String one : Vocabulary.SELECTIONS) {
            for (String other : Vocabulary.SELECTIONS) {
                if (one.compareTo(other) < 0) {
                    pairs.addObject().putArray("required").add(one).add(other);
                }
            }
        }
        return rule;
    }

    private static ObjectNode selection() {
        ObjectNode traits = object(Vocabulary.TRAITS, List.of(), Schema::trait);
        ObjectNode whole =
                object(Vocabulary.SELECTION, List.of(), word -> word.equals("except") ? traits : trait(word));
        return any(words(List.of("all")), whole);
    }

    private static JsonNode trait(String word) {
        return word.equals("role") ? any(ref("roles"), ref("names")) : ref("names");
    }

    private static ObjectNode condition() {
        ObjectNode condition = object(Vocabulary.CONDITION, List.of(), word -> switch (word) {
            case "all", "any" -> ref("conditions");
            case "not" -> ref("condition");
            case "for" -> ref("duration");
            case "time" -> object(Vocabulary.CLOCK, Vocabulary.CLOCK, key -> pattern("^[0-2][0-9]:[0-5][0-9]$"));
            case "days" -> list(words(Vocabulary.DAYS));
            case "trigger" -> {
                ObjectNode name = pattern("^[A-Za-z0-9_.-]{1,60}$");
                yield any(
                        name,
                        object(
                                Vocabulary.TRIGGER,
                                List.of("name"),
                                key -> key.equals("name") ? name : ref("duration")));
            }
            default -> ref(word);
        });
        requireOne(
                condition,
                Vocabulary.CONDITION.stream()
                        .filter(word -> !word.equals("for"))
                        .toList());
        return condition;
    }

    /// What stands right of a quantity of that measure; one definition for all quantities that compare alike.
    private ObjectNode comparison(Term term) {
        String alike = (term.measure() + " " + String.join(" ", term.words()))
                .toLowerCase(Locale.ROOT)
                .strip()
                .replace(' ', '-');
        if (!definitions.has(alike)) {
            ObjectNode whole = object(keys(term.measure()), List.of(), word -> compared(word, term));
            requireOne(
                    whole,
                    keys(term.measure()).stream()
                            .filter(Vocabulary.RELATIONS::contains)
                            .toList());
            define(alike, term.measure().isNumber() ? whole : any(whole, word(term)));
        }
        return ref(alike).put("description", term.meaning());
    }

    /// Words are or are not, numbers have an order, and the count and the average of a truth are numbers.
    private static List<String> keys(Measure measure) {
        return Vocabulary.COMPARISON.stream()
                .filter(word -> !measure.isNumber() || !word.startsWith("is"))
                .filter(word ->
                        measure != Measure.WORD || List.of("is", "is_not", "on").contains(word))
                .toList();
    }

    private static JsonNode compared(String word, Term term) {
        if (Vocabulary.WINDOWS.contains(word)) {
            return ref("duration");
        }
        return switch (word) {
            case "on" -> string();
            case "crossing" -> amount(term.measure());
            case "is", "is_not" -> word(term);
            default -> any(amount(term.measure()), ref("quantity"));
        };
    }

    private static JsonNode word(Term term) {
        if (term.measure() == Measure.WORD) {
            return oneOrMore(term.words().isEmpty() ? string() : any(words(term.words()), ref("quantity")));
        }
        ObjectNode words = words(term.words());
        ArrayNode choices = (ArrayNode) words.get("enum");
        choices.add(true).add(false);
        return any(words, ref("quantity"));
    }

    private static ObjectNode quantity() {
        String terms =
                Vocabulary.TERMS.stream().map(path -> path.replace(".", "[.]")).collect(Collectors.joining("|"));
        return pattern("^([0-9]{1,4}([.][0-9]{1,3})? ?% of )?(" + terms + ")$");
    }

    /// A rate has `/h` behind its unit; a count has no unit.
    private static ObjectNode amount(Measure measure) {
        String units = measure.units().keySet().stream()
                .filter(unit -> !unit.isEmpty())
                .sorted()
                .collect(Collectors.joining("|"));
        ObjectNode number = JSON.createObjectNode().put("type", "number");
        return units.isEmpty() ? number : any(pattern("^" + NUMBER + " *(" + units + ")(/h)?$"), number);
    }

    private static ObjectNode deed() {
        ObjectNode ladder = object(
                Vocabulary.LADDER,
                Vocabulary.LADDER,
                word -> word.equals("restore_below") ? amount(Measure.RATIO) : ref("duration"));
        ObjectNode whole = object(Vocabulary.DEEDS, List.of(), word -> switch (word.toLowerCase(Locale.ROOT)) {
            case "notify" -> string().put("maxLength", 500);
            case "shed" -> ladder;
            case "quarantine" -> object(Vocabulary.QUARANTINE, Vocabulary.QUARANTINE, key -> ref("duration"));
            case "power_cycle" -> object(Vocabulary.POWER_CYCLE, Vocabulary.POWER_CYCLE, key -> ref("duration"));
            default -> words(List.of());
        });
        requireOne(whole, Vocabulary.DEEDS);
        return any(words(Vocabulary.PLAIN_DEEDS), whole);
    }
}
