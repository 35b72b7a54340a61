package dev.domovoi.app.drill;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.domovoi.score.drill.Drilled;
import dev.domovoi.score.drill.Finding;
import dev.domovoi.score.drill.Sight;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// What a drill found, as one line of JSON.
public final class DrillJson {
    private static final JsonFactory JSON = new JsonFactory();

    private DrillJson() {}

    public static String of(Drilled drilled) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            switch (drilled) {
                case Drilled.Done done -> write(json, done);
                case Drilled.Cannot cannot -> {
                    json.writeStringField("stream", cannot.stream().toString());
                    json.writeStringField("scorer", cannot.scorer());
                    json.writeStringField("why", cannot.why());
                }
                case Drilled.Stopped stopped -> {
                    json.writeStringField("stream", stopped.stream().toString());
                    json.writeStringField("why", "the drill was called off");
                }
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Drilled.Done done) throws IOException {
        json.writeStringField("stream", done.stream().toString());
        json.writeStringField("scorer", done.scorer());
        json.writeNumberField("alarms_per_week", done.alarmsPerWeek());
        json.writeStringField("held_back_from", done.from().toString());
        json.writeStringField("held_back_to", done.to().toString());
        json.writeNumberField("false_alarms", done.falseAlarms());
        json.writeNumberField("caught", done.caught());
        json.writeNumberField("places", done.places());
        json.writeBooleanField("whole", done.isWhole());
        json.writeArrayFieldStart("faults");
        for (Finding finding : done.findings()) {
            write(json, finding);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("says");
        for (String sentence : Sight.sentences(done)) {
            json.writeString(sentence);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("fault", finding.fault().word());
        switch (finding) {
            case Finding.Tried tried -> {
                json.writeNumberField("places", tried.places());
                json.writeNumberField("caught", tried.caught());
                if (tried.medianDelay().isPresent()) {
                    json.writeNumberField(
                            "delay_seconds", tried.medianDelay().get().toSeconds());
                } else {
                    json.writeNullField("delay_seconds");
                }
                json.writeArrayFieldStart("channels");
                for (String channel : tried.channels()) {
                    json.writeString(channel);
                }
                json.writeEndArray();
            }
            case Finding.CannotApply not -> json.writeStringField("not_tried", not.why());
        }
        json.writeEndObject();
    }
}
