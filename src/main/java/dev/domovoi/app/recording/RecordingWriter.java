package dev.domovoi.app.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.domovoi.signal.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Writes messages as a recording, with true UTC times; bytes that are no UTF-8 text as base64.
public final class RecordingWriter implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    public RecordingWriter(OutputStream output) throws IOException {
        this.json = JSON.createGenerator(output).setRootValueSeparator(new SerializedString(""));
    }

    public void write(Message message) throws IOException {
        json.writeStartObject();
        json.writeStringField("tst", message.at().toString());
        json.writeStringField("topic", message.topic());
        json.writeNumberField("qos", 0);
        json.writeNumberField("retain", message.retained() ? 1 : 0);
        Optional<String> text = text(message.payload());
        if (text.isPresent()) {
            json.writeStringField("payload", text.get());
        } else {
            json.writeStringField("payload_b64", Base64.getEncoder().encodeToString(message.payload()));
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private static Optional<String> text(byte[] payload) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }
}
