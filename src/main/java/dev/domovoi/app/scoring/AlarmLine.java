package dev.domovoi.app.scoring;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.domovoi.score.Judgement;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// The beginning of an alarm as one line of JSON.
final class AlarmLine {
    private static final JsonFactory JSON = new JsonFactory();

    private AlarmLine() {}

    static String of(String file, String at, Judgement judgement, String channel, String why) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("file", file);
            json.writeStringField("at", at);
            json.writeNumberField("p_value", judgement.tailProbability());
            json.writeNumberField("expected", judgement.expected().median());
            json.writeNumberField("value", judgement.value());
            json.writeStringField("channel", channel);
            json.writeStringField("why", why);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
