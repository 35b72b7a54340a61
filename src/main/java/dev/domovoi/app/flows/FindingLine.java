package dev.domovoi.app.flows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.domovoi.signal.Finding;
import dev.domovoi.signal.Finding.Fact;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// A finding as one line of JSON.
public final class FindingLine {
    private static final JsonFactory JSON = new JsonFactory();
    private static final double LARGEST_WHOLE = 1L << 53;

    private FindingLine() {}

    public static String of(Finding finding) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("at", finding.at().toString());
            json.writeStringField("client", finding.client());
            json.writeStringField("kind", finding.kind().word());
            json.writeStringField("severity", finding.severity().word());
            json.writeObjectFieldStart("evidence");
            for (Fact fact : finding.evidence()) {
                write(json, fact);
            }
            json.writeEndObject();
            json.writeStringField("why", finding.why());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Fact fact) throws IOException {
        switch (fact) {
            case Fact.Word(String name, String value) -> json.writeStringField(name, value);
            case Fact.Count(String name, double value)
            when value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE ->
                json.writeNumberField(name, (long) value);
            case Fact.Count(String name, double value) -> json.writeNumberField(name, value);
        }
    }
}
