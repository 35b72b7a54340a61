package dev.domovoi.app.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.domovoi.app.Agent;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What was asked: of which agent, the variable part of the path, the `limit` of the query, and the body.
record Question(Agent agent, String id, Optional<String> limit, String contentType, String body) {
    static final int USUAL_LIMIT = 100;
    static final int HIGHEST_LIMIT = 1_000;

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_FIELDS = 8;

    /// Something in the question is not as it should be; the message says what was expected.
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String expected) {
            super(expected);
        }
    }

    /// How many elements are wanted.
    int most() throws Malformed {
        String text = limit.orElse(Integer.toString(USUAL_LIMIT));
        boolean isNumber = text.matches("\\d{1,9}");
        int number = isNumber ? Integer.parseInt(text) : 0;
        if (number < 1 || number > HIGHEST_LIMIT) {
            throw new Malformed("limit takes a whole number from 1 to " + HIGHEST_LIMIT + ".");
        }
        return number;
    }

    /// The fields of the body: of a flat JSON object, or of a form. None where there is no body.
    Map<String, String> fields() throws Malformed {
        if (body.isBlank()) {
            return Map.of();
        }
        return contentType.startsWith("application/x-www-form-urlencoded") ? ofForm() : ofJson();
    }

    private Map<String, String> ofForm() throws Malformed {
        Map<String, String> fields = new LinkedHashMap<>();
        try {
            for (String pair : body.split("&", MOST_FIELDS)) {
                String[] parts = pair.split("=", 2);
                fields.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
            }
        } catch (IllegalArgumentException broken) {
            throw new Malformed("The form in the body cannot be read.");
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private Map<String, String> ofJson() throws Malformed {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(body)) {
            boolean isObject = json.nextToken() == JsonToken.START_OBJECT;
            while (isObject && json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                isObject = json.nextToken().isScalarValue() && fields.size() < MOST_FIELDS;
                fields.put(name, json.getText());
            }
            if (isObject && json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null) {
                return fields;
            }
        } catch (IOException broken) {
            throw new Malformed("The body is not JSON.");
        }
        throw new Malformed("The body takes one flat JSON object.");
    }
}
