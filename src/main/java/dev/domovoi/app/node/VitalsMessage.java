package dev.domovoi.app.node;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.domovoi.signal.Condition;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/// A node's observations as the one line of JSON that [dev.domovoi.observe.node.NodeVitals] reads.
final class VitalsMessage {
    private static final JsonFactory JSON = new JsonFactory();

    /// Up to here a double holds every whole number, so that it can be written as one.
    private static final double MOST_EXACT = 1L << 53;

    private VitalsMessage() {}

    static String of(Instant at, List<Observation> observations) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("at", at.toString());
            json.writeArrayFieldStart("observations");
            for (Observation observation : observations) {
                write(json, observation);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Observation observation) throws IOException {
        switch (observation) {
            case Observation.Reading(Source source, Quantity quantity, double value, Instant at, boolean retained) -> {
                begin(json, source, quantity.word());
                number(json, value);
                end(json, quantity.unit());
            }
            case Observation.Status(
                    Source source,
                    Condition condition,
                    boolean holds,
                    Instant at,
                    boolean retained) -> {
                begin(json, source, condition.word());
                json.writeBoolean(holds);
                end(json, "");
            }
            case Observation.SwitchState none -> {} // a node has no relay
            case Observation.Availability none -> {} // and is no client of the broker
        }
    }

    private static void begin(JsonGenerator json, Source source, String quantity) throws IOException {
        json.writeStartObject();
        if (source.isWhole()) {
            json.writeNullField("channel");
        } else {
            json.writeStringField("channel", source.channel());
        }
        json.writeStringField("quantity", quantity);
        json.writeFieldName("value");
    }

    private static void end(JsonGenerator json, String unit) throws IOException {
        json.writeStringField("unit", unit);
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, double value) throws IOException {
        if (value == Math.rint(value) && Math.abs(value) <= MOST_EXACT) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
    }
}
