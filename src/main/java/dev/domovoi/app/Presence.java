package dev.domovoi.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Who is home, by what each topic of `home.presence` said last: somebody if one says so, nobody if all say so.
final class Presence {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String STATE = "state";

    private final List<String> topics;
    private final Map<String, Boolean> said = new HashMap<>();

    Presence(List<String> topics) {
        this.topics = List.copyOf(topics);
    }

    /// Takes in what a topic said; whether anybody is home now, empty where that is not known.
    Optional<Boolean> heard(String topic, Optional<Boolean> isHome) {
        if (topics.contains(topic)) {
            isHome.ifPresentOrElse(home -> said.put(topic, home), () -> said.remove(topic));
        }
        if (said.containsValue(true)) {
            return Optional.of(true);
        }
        return said.size() == topics.size() ? Optional.of(false) : Optional.empty();
    }

    /// Nothing is known any more.
    void forget() {
        said.clear();
    }

    /// What a payload says: a word, a number of people, or a JSON object with either as its `state`.
    static Optional<Boolean> read(String payload) {
        String text = payload.strip();
        return word(text.startsWith("{") ? stateOf(text) : text);
    }

    private static Optional<Boolean> word(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "home", "on", "true" -> Optional.of(true);
            case "not_home", "away", "off", "false" -> Optional.of(false);
            default -> text.matches("\\d{1,3}") ? Optional.of(Integer.parseInt(text) > 0) : Optional.empty();
        };
    }

    private static String stateOf(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                boolean isPlain = json.nextToken().isScalarValue();
                if (field.equals(STATE)) {
                    return isPlain ? json.getText() : "";
                }
                json.skipChildren();
            }
            return "";
        } catch (IOException malformed) {
            return "";
        }
    }
}
