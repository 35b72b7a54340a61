package dev.domovoi.app.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// Writes one JSON object.
final class JsonText {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    interface Element<E> {
        void write(JsonGenerator json, E element) throws IOException;
    }

    static String of(Body body) {
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

    /// An array of objects.
    static <E> void list(JsonGenerator json, String name, List<E> elements, Element<E> each) throws IOException {
        json.writeArrayFieldStart(name);
        for (E element : elements) {
            json.writeStartObject();
            each.write(json, element);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void text(JsonGenerator json, String name, Optional<?> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get().toString());
        } else {
            json.writeNullField(name);
        }
    }

    /// JSON has no word for what is not finite: null stands for it.
    static void number(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }
}
