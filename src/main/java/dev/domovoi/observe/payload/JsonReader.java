package dev.domovoi.observe.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.domovoi.signal.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a payload as one strict JSON document within limits; lenient only towards bare `nan` and `inf`.
final class JsonReader {
    /// Largest payload that is looked at.
    static final int MAX_PAYLOAD_BYTES = 1 << 20;

    /// Deepest nesting; plugs and bridges need fewer than ten levels.
    static final int MAX_DEPTH = 32;

    /// Most tokens in a document.
    static final int MAX_TOKENS = 200_000;

    private static final int MAX_STRING_CHARS = MAX_PAYLOAD_BYTES;
    private static final int MAX_NAME_CHARS = 1000;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /// Names are neither interned nor pooled: a hostile sender could otherwise fill the pool.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(Decimal.MAX_CHARS)
                    .maxStringLength(MAX_STRING_CHARS)
                    .maxNameLength(MAX_NAME_CHARS)
                    .maxTokenCount(MAX_TOKENS)
                    .build())
            .build();

    private JsonReader() {}

    static Json.Parsed read(byte[] payload) {
        if (payload.length > MAX_PAYLOAD_BYTES) {
            return bad("at most " + MAX_PAYLOAD_BYTES + " bytes", payload.length + " bytes");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
        } catch (CharacterCodingException notText) {
            return bad("UTF-8 text", notText + " in " + payload.length + " bytes");
        }
        return read(withoutMark(text));
    }

    private static Json.Parsed read(String text) {
        if (text.isBlank()) {
            return bad("a JSON document", text.isEmpty() ? "an empty payload" : "blanks only");
        }
        try (JsonParser parser = FACTORY.createParser(NonFinite.spelledAlike(text))) {
            parser.nextToken();
            Json document = value(parser);
            if (parser.nextToken() != null) {
                return bad("one JSON document", "a second one after it");
            }
            return new Json.Ok(document);
        } catch (JsonParseException notJson) {
            long column = notJson.getLocation().getCharOffset();
            return bad("a JSON document", "at character " + column + ": " + notJson.getOriginalMessage());
        } catch (IOException beyondLimits) {
            return bad("a JSON document within limits", String.valueOf(beyondLimits.getMessage()));
        }
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /// The value whose first token the parser stands on. Recursion is bounded by [#MAX_DEPTH].
    private static Json value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new Json.Text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE -> new Json.Bool(true);
            case VALUE_FALSE -> new Json.Bool(false);
            case VALUE_NULL -> new Json.Null();
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new JsonParseException(parser, "no value where one is due");
        };
    }

    private static Json object(JsonParser parser) throws IOException {
        Map<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new Json.Obj(members);
    }

    private static Json array(JsonParser parser) throws IOException {
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new Json.Arr(items);
    }

    private static Json number(JsonParser parser) throws IOException {
        String text = parser.getText();
        if (text.length() > Decimal.MAX_CHARS) {
            throw new JsonParseException(parser, "number of " + text.length() + " characters");
        }
        double value = Double.parseDouble(text);
        return Double.isNaN(value) ? new Json.Null() : new Json.Num(value);
    }

    private static Json.Parsed bad(String expected, String got) {
        return new Json.Bad(new Problem("payload", expected, got));
    }
}
