package dev.domovoi.app.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// An OpenAPI document held against answers that were really given. It knows the words of JSON Schema that the
/// document uses, and refuses others.
public final class Described {
    private static final Set<String> KNOWN = Set.of(
            "$ref",
            "type",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "enum",
            "oneOf",
            "format",
            "minimum",
            "maximum",
            "description");
    private static final String SCHEMAS = "#/components/schemas/";

    private final JsonNode document;
    private final Set<String> met = new TreeSet<>();

    public Described(JsonNode document) {
        this.document = document;
    }

    /// The names of the schemas that some answer has met.
    public Set<String> met() {
        return Set.copyOf(met);
    }

    /// The schema of an answer with this status.
    public JsonNode schema(String method, String path, int status) {
        JsonNode answer =
                document.path("paths").path(path).path(method).path("responses").path(Integer.toString(status));
        if (answer.has("$ref")) {
            String name = answer.get("$ref").asText().replace("#/components/responses/", "");
            answer = document.path("components").path("responses").path(name);
        }
        if (answer.isMissingNode()) {
            throw new AssertionError("the document has no " + status + " of " + method + " " + path);
        }
        return answer.path("content").elements().next().path("schema");
    }

    /// What does not fit, each with its place.
    public List<String> faults(JsonNode schema, JsonNode value) {
        List<String> faults = new ArrayList<>();
        check(schema, value, "", faults);
        return faults;
    }

    private void check(JsonNode schema, JsonNode value, String at, List<String> faults) {
        schema.fieldNames().forEachRemaining(word -> {
            if (!KNOWN.contains(word)) {
                faults.add(at + ": the schema says " + word + ", which this test does not know");
            }
        });
        if (schema.has("$ref")) {
            String name = schema.get("$ref").asText().substring(SCHEMAS.length());
            met.add(name);
            check(document.path("components").path("schemas").path(name), value, at, faults);
            return;
        }
        if (schema.has("oneOf")) {
            checkOneOf(schema.get("oneOf"), value, at, faults);
            return;
        }
        if (!schema.has("type") || !isOfType(schema.get("type"), value)) {
            faults.add(at + ": expected " + schema.path("type") + ", got " + value);
        } else if (value.isObject()) {
            checkObject(schema, value, at, faults);
        } else if (value.isArray()) {
            value.forEach(element -> check(schema.get("items"), element, at + "[]", faults));
        } else {
            checkValue(schema, value, at, faults);
        }
    }

    private void checkOneOf(JsonNode choices, JsonNode value, String at, List<String> faults) {
        for (JsonNode choice : choices) {
            boolean isNull = choice.path("type").asText().equals("null");
            if (isNull == value.isNull()) {
                check(choice, value, at, faults);
                return;
            }
        }
        faults.add(at + ": nothing in oneOf fits " + value);
    }

    private static boolean isOfType(JsonNode types, JsonNode value) {
        List<String> names = new ArrayList<>();
        if (types.isArray()) {
            types.forEach(type -> names.add(type.asText()));
        } else {
            names.add(types.asText());
        }
        return names.stream().anyMatch(name -> switch (name) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "number" -> value.isNumber();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> false;
        });
    }

    private void checkObject(JsonNode schema, JsonNode value, String at, List<String> faults) {
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                faults.add(at + ": lacks " + name.asText());
            }
        });
        boolean isClosed = !schema.path("additionalProperties").asBoolean(true);
        value.properties().forEach(field -> {
            JsonNode described = schema.path("properties").path(field.getKey());
            if (!described.isMissingNode()) {
                check(described, field.getValue(), at + "." + field.getKey(), faults);
            } else if (isClosed) {
                faults.add(at + ": has " + field.getKey() + ", which the document does not know");
            }
        });
    }

    private static void checkValue(JsonNode schema, JsonNode value, String at, List<String> faults) {
        if (schema.has("enum")) {
            boolean isThere = false;
            for (JsonNode choice : schema.get("enum")) {
                isThere |= choice.equals(value);
            }
            if (!isThere) {
                faults.add(at + ": " + value + " is not among " + schema.get("enum"));
            }
        }
        boolean isOutside = value.isNumber()
                && (value.asDouble() < schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY)
                        || value.asDouble() > schema.path("maximum").asDouble(Double.POSITIVE_INFINITY));
        if (isOutside) {
            faults.add(at + ": " + value + " is outside its limits");
        }
        if (schema.path("format").asText().equals("date-time") && value.isTextual()) {
            java.time.Instant.parse(value.asText());
        }
    }
}
