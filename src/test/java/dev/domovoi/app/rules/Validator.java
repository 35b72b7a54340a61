package dev.domovoi.app.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Checks YAML against as much of JSON Schema as our own schema uses; an unknown keyword is an error.
final class Validator {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NOTES = List.of("$schema", "$defs", "title", "description");

    private final JsonNode root;

    Validator(JsonNode root) {
        this.root = root;
    }

    boolean accepts(String yaml) {
        LoadSettings settings =
                LoadSettings.builder().setSchema(new CoreSchema()).build();
        return fits(JSON.valueToTree(new Load(settings).loadFromString(yaml)), root);
    }

    private boolean fits(JsonNode value, JsonNode schema) {
        List<String> keywords = new ArrayList<>();
        schema.fieldNames().forEachRemaining(keywords::add);
        return keywords.stream()
                .filter(keyword -> !NOTES.contains(keyword))
                .allMatch(keyword -> fits(value, keyword, schema));
    }

    private boolean fits(JsonNode value, String keyword, JsonNode schema) {
        JsonNode wanted = schema.get(keyword);
        return switch (keyword) {
            case "$ref" -> fits(value, root.at(wanted.asText().substring(1)));
            case "type" -> isOf(value, wanted.asText());
            case "enum" -> elements(wanted).contains(value);
            case "pattern" ->
                !value.isTextual()
                        || Pattern.compile(wanted.asText())
                                .matcher(value.asText())
                                .find();
            case "minLength" -> !value.isTextual() || value.asText().length() >= wanted.asInt();
            case "maxLength" -> !value.isTextual() || value.asText().length() <= wanted.asInt();
            case "minItems" -> !value.isArray() || value.size() >= wanted.asInt();
            case "items" -> !value.isArray() || elements(value).stream().allMatch(element -> fits(element, wanted));
            case "required" ->
                !value.isObject() || elements(wanted).stream().allMatch(name -> value.has(name.asText()));
            case "properties" ->
                names(wanted).stream()
                        .allMatch(name -> Optional.ofNullable(value.get(name))
                                .map(found -> fits(found, wanted.get(name)))
                                .orElse(true));
            case "additionalProperties" -> names(value).stream().allMatch(schema.get("properties")::has);
            case "anyOf" -> matching(value, wanted) > 0;
            case "oneOf" -> matching(value, wanted) == 1;
            case "not" -> !fits(value, wanted);
            default -> throw new AssertionError("keyword " + keyword);
        };
    }

    private static boolean isOf(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "number" -> value.isNumber();
            default -> throw new AssertionError("type " + type);
        };
    }

    private long matching(JsonNode value, JsonNode choices) {
        return elements(choices).stream().filter(choice -> fits(value, choice)).count();
    }

    private static List<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
