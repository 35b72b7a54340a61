package dev.domovoi.app.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.domovoi.app.recording.RecordedLine;
import dev.domovoi.observe.Decoded.Understood;
import dev.domovoi.observe.Decoder;
import dev.domovoi.observe.DialectSettings;
import dev.domovoi.observe.Dialects;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Problem;
import dev.domovoi.signal.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Decodes recorded lines and writes what Domovoi makes of each, as one line of JSON.
final class DecodedLines implements AutoCloseable {
    private static final int MAX_NAMES = 10_000;
    private static final JsonFactory JSON = new JsonFactory();

    private static final SerializableString NO_SEPARATOR = new SerializedString("");

    private final JsonGenerator json;
    private final Map<String, Set<String>> dialectsByName = new HashMap<>();
    private final DialectSettings dialects;
    private Decoder decoder;

    DecodedLines(OutputStream output, DialectSettings dialects) throws IOException {
        this.dialects = dialects;
        this.decoder = new Decoder(Dialects.of(dialects));
        this.json = JSON.createGenerator(output)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setRootValueSeparator(NO_SEPARATOR);
    }

    void write(RecordedLine line) throws IOException {
        switch (line) {
            case RecordedLine.Unreadable(long number, Problem problem) ->
                write(number, "", new Understood(List.of(), List.of(), List.of(problem)));
            case RecordedLine.Heard heard -> {
                if (heard.isFresh()) {
                    decoder = new Decoder(Dialects.of(dialects));
                    dialectsByName.clear();
                }
                for (Message before : heard.context()) {
                    decoder.decode(before);
                }
                write(heard.number(), decoder.decode(heard.message()));
            }
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private void write(long number, Decoder.Result result) throws IOException {
        switch (result) {
            case Decoder.Result.Unknown() -> write(number, "", new Understood(List.of(), List.of(), List.of()));
            case Decoder.Result.Known(String dialect, Understood understood) -> write(number, dialect, understood);
            case Decoder.Result.Refused(Problem problem) ->
                write(number, "", new Understood(List.of(), List.of(), List.of(problem)));
            case Decoder.Result.Bug(String dialect, Throwable fault, Message message) -> {
                Problem bug = new Problem(message.topic(), "a dialect without bugs", fault.toString());
                write(number, dialect, new Understood(List.of(), List.of(), List.of(bug)));
            }
        }
    }

    private void write(long number, String dialect, Understood understood) throws IOException {
        json.writeStartObject();
        json.writeNumberField("line", number);
        json.writeStringField("status", status(understood));
        if (dialect.isEmpty()) {
            json.writeNullField("dialect");
        } else {
            json.writeStringField("dialect", dialect);
        }
        json.writeArrayFieldStart("observations");
        for (Observation observation : understood.observations()) {
            write(observation);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("problems");
        for (Problem problem : understood.problems()) {
            json.writeStartObject();
            json.writeStringField("at", problem.at());
            json.writeStringField("expected", problem.expected());
            json.writeStringField("got", problem.got());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private static String status(Understood understood) {
        if (!understood.observations().isEmpty()) {
            return "decoded";
        }
        return understood.isRejected() ? "rejected" : "ignored";
    }

    private void write(Observation observation) throws IOException {
        Source source = observation.source();
        json.writeStartObject();
        json.writeStringField("device", label(source.device()));
        if (source.isWhole()) {
            json.writeNullField("channel");
        } else {
            json.writeStringField("channel", source.channel());
        }
        switch (observation) {
            case Observation.Reading reading -> {
                json.writeStringField("quantity", reading.quantity().word());
                json.writeNumberField("value", reading.value());
                json.writeStringField("unit", reading.quantity().unit());
            }
            case Observation.SwitchState state -> claim("switch", state.on());
            case Observation.Availability availability -> claim("availability", availability.online());
            case Observation.Status status -> claim(status.condition().word(), status.holds());
        }
        if (observation.retained()) {
            json.writeBooleanField("retained", true);
        }
        json.writeEndObject();
    }

    private void claim(String quantity, boolean value) throws IOException {
        json.writeStringField("quantity", quantity);
        json.writeBooleanField("value", value);
        json.writeStringField("unit", "");
    }

    /// The name alone while only one dialect has it; beyond the limit new names are taken for unshared.
    private String label(DeviceId device) {
        if (dialectsByName.size() < MAX_NAMES) {
            dialectsByName.computeIfAbsent(device.name(), _ -> new HashSet<>()).add(device.dialect());
        }
        return dialectsByName.getOrDefault(device.name(), Set.of()).size() > 1 ? device.toString() : device.name();
    }
}
