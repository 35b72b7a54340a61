package dev.domovoi.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.domovoi.decide.Decision;
import dev.domovoi.decide.Evidence.Fact;
import dev.domovoi.decide.Incident;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.Score;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

/// What Domovoi says over MQTT, as one line of JSON each.
public final class JsonLines {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonLines() {}

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    public static String of(Decision decision) {
        return line(json -> {
            json.writeStringField("id", decision.id());
            json.writeStringField("at", decision.at().toString());
            json.writeStringField("rule", decision.rule());
            json.writeStringField("incident", decision.incident());
            json.writeStringField("subject", decision.subject());
            json.writeStringField("verdict", decision.verdict().word());
            writeAction(json, decision);
            if (decision.guard().isPresent()) {
                json.writeStringField("guard", decision.guard().get());
            } else {
                json.writeNullField("guard");
            }
            json.writeObjectFieldStart("evidence");
            for (Map.Entry<String, Fact> fact : decision.evidence().facts().entrySet()) {
                json.writeFieldName(fact.getKey());
                write(json, fact.getValue());
            }
            json.writeEndObject();
            json.writeStringField("why", decision.why());
        });
    }

    private static void writeAction(JsonGenerator json, Decision decision) throws IOException {
        if (decision.action().isEmpty()) {
            json.writeNullField("action");
            return;
        }
        Action action = decision.action().get();
        json.writeObjectFieldStart("action");
        json.writeStringField("action", action.kind());
        json.writeStringField("device", action.target().device().name());
        if (!action.target().isWhole()) {
            json.writeStringField("channel", action.target().channel());
        }
        if (action instanceof Action.Quarantine quarantine) {
            json.writeNumberField("seconds", quarantine.lasts().toSeconds());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Fact fact) throws IOException {
        switch (fact) {
            case Fact.Amount amount -> json.writeNumber(amount.value());
            case Fact.Word word -> json.writeString(word.value());
            case Fact.Words words -> {
                json.writeStartArray();
                for (String word : words.values()) {
                    json.writeString(word);
                }
                json.writeEndArray();
            }
        }
    }

    public static String of(Incident incident, boolean isOpen, Instant now) {
        return line(json -> {
            json.writeStringField("id", incident.id());
            json.writeStringField("at", now.toString());
            json.writeStringField("device", incident.device().name());
            json.writeStringField("name", incident.name());
            json.writeStringField("kind", incident.kind());
            json.writeStringField("severity", incident.severity().word());
            json.writeBooleanField("open", isOpen);
            json.writeStringField("opened_at", incident.openedAt().toString());
            json.writeStringField("why", incident.why());
        });
    }

    public static String of(Score score) {
        return line(json -> {
            json.writeStringField("at", score.at().toString());
            json.writeStringField("stream", score.stream().toString());
            json.writeNumberField("value", score.value());
            json.writeObjectFieldStart("expected");
            json.writeNumberField("low", score.expected().low());
            json.writeNumberField("median", score.expected().median());
            json.writeNumberField("high", score.expected().high());
            json.writeEndObject();
            json.writeNumberField("tail_probability", score.tailProbability());
            json.writeNumberField("surprise_nats", score.surpriseNats());
            json.writeBooleanField("alarms", score.alarms());
            json.writeStringField("why", score.why());
        });
    }

    private static String line(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
