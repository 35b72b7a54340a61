package dev.domovoi.app.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.domovoi.app.store.Store.KeptDecision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/// The words that a kept decision says of itself, without those that are null; of an action its kind.
final class KeptWords {
    private static final JsonFactory JSON = new JsonFactory();

    private KeptWords() {}

    static Map<String, String> of(KeptDecision decision) {
        Map<String, String> words = new TreeMap<>();
        try (JsonParser json = JSON.createParser(decision.json())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("action") && value == JsonToken.START_OBJECT) {
                    words.put(field, word(json));
                } else if (value == JsonToken.VALUE_STRING) {
                    words.put(field, json.getText());
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException damaged) {
            throw new UncheckedIOException("decision " + decision.id() + " in the store is not JSON", damaged);
        }
        return words;
    }

    private static String word(JsonParser action) throws IOException {
        String word = "";
        while (action.nextToken() == JsonToken.FIELD_NAME) {
            String field = action.currentName();
            action.nextToken();
            word = field.equals("action") ? action.getText() : word;
        }
        return word;
    }
}
