package dev.domovoi.app.flows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.domovoi.observe.flow.Conntrack;
import dev.domovoi.observe.flow.Conntrack.Bad;
import dev.domovoi.observe.flow.Conntrack.Direction;
import dev.domovoi.observe.flow.Conntrack.Entry;
import dev.domovoi.observe.flow.Conntrack.Parsed;
import dev.domovoi.signal.Problem;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;

/// What a line of a connection table says, as one line of JSON.
public final class ConntrackLine {
    private static final JsonFactory JSON = new JsonFactory();

    private ConntrackLine() {}

    public static String of(long line, Parsed parsed) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("line", line);
            switch (parsed) {
                case Entry(Conntrack connection) -> {
                    json.writeBooleanField("valid", true);
                    if (connection.eventTime().isPresent()) {
                        json.writeNumberField(
                                "time", new BigDecimal(connection.eventTime().get()));
                    }
                    json.writeObjectFieldStart("expect");
                    write(json, connection);
                    json.writeEndObject();
                }
                case Bad(Problem problem) -> {
                    json.writeBooleanField("valid", false);
                    json.writeBooleanField("reject", true);
                    json.writeNullField("expect");
                    json.writeObjectFieldStart("problem");
                    json.writeStringField("at", problem.at());
                    json.writeStringField("expected", problem.expected());
                    json.writeStringField("got", problem.got());
                    json.writeEndObject();
                }
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Conntrack connection) throws IOException {
        if (connection.eventTime().isPresent()) {
            json.writeNumberField(
                    "event_time", new BigDecimal(connection.eventTime().get()));
        }
        if (connection.event().isPresent()) {
            json.writeStringField("event", connection.event().get());
        }
        if (connection.layer().isPresent()) {
            json.writeStringField("l3", connection.layer().get().name());
            json.writeNumberField("l3num", connection.layer().get().number());
        }
        json.writeStringField("proto", connection.proto());
        json.writeNumberField("protonum", connection.protoNumber());
        if (connection.timeoutSeconds().isPresent()) {
            json.writeNumberField("timeout", connection.timeoutSeconds().getAsLong());
        } else {
            json.writeNullField("timeout");
        }
        if (connection.state().isPresent()) {
            json.writeStringField("state", connection.state().get());
        } else {
            json.writeNullField("state");
        }
        numbers(json, connection.numbers());
        write(json, "orig", connection.original());
        write(json, "reply", connection.reply());
        json.writeArrayFieldStart("flags");
        for (String flag : connection.flags()) {
            json.writeString(flag);
        }
        json.writeEndArray();
        if (connection.layer().isEmpty()) {
            boolean isVersion4 = connection.original().sourceAddress().isVersion4();
            json.writeStringField("l3_guess", isVersion4 ? "ipv4" : "ipv6");
        }
    }

    private static void write(JsonGenerator json, String name, Direction direction) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("src", direction.source());
        json.writeStringField("dst", direction.target());
        numbers(json, direction.numbers());
        json.writeEndObject();
    }

    private static void numbers(JsonGenerator json, Map<String, Long> numbers) throws IOException {
        for (Map.Entry<String, Long> number : numbers.entrySet()) {
            json.writeNumberField(number.getKey(), number.getValue());
        }
    }
}
