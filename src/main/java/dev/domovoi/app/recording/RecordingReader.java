package dev.domovoi.app.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/// Reads a recording line by line in constant memory; a line that is no message is a value, not an end.
public final class RecordingReader implements AutoCloseable {
    /// Longest line that is read.
    public static final int MAX_LINE_BYTES = 8 << 20;

    /// Most messages in one line's context.
    public static final int MAX_CONTEXT = 1000;

    private static final int MAX_DEPTH = 64;
    private static final int GZIP_FIRST_BYTE = 0x1f;
    private static final int GZIP_SECOND_BYTE = 0x8b;
    private static final int GZIP_BYTES = 1 << 16;
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_LINE_BYTES)
                    .maxNestingDepth(MAX_DEPTH)
                    .build())
            .build();

    private final InputStream input;
    private final BoundedLines lines;
    private final QuickLine quick = new QuickLine();
    private long number;

    /// Plain or gzip, told apart by the first two bytes.
    public RecordingReader(InputStream input) throws IOException {
        BufferedInputStream start = new BufferedInputStream(input);
        start.mark(2);
        boolean isGzip = start.read() == GZIP_FIRST_BYTE && start.read() == GZIP_SECOND_BYTE;
        start.reset();
        this.input = isGzip ? new GZIPInputStream(start, GZIP_BYTES) : start;
        this.lines = new BoundedLines(this.input, MAX_LINE_BYTES);
    }

    public static RecordingReader open(Path file) throws IOException {
        return open(file, bytes -> {});
    }

    /// The same; `read` is told how many bytes of the file have been read since the last time.
    public static RecordingReader open(Path file, LongConsumer read) throws IOException {
        InputStream input = new CountedInput(Files.newInputStream(file), read);
        try {
            return new RecordingReader(input);
        } catch (IOException unreadable) {
            input.close();
            throw unreadable;
        }
    }

    /// The next line; empty at the end.
    public Optional<RecordedLine> next() throws IOException {
        if (!lines.hasNext()) {
            return Optional.empty();
        }
        number++;
        if (lines.isTooLong()) {
            return Optional.of(unreadable("line", "at most " + MAX_LINE_BYTES + " bytes", "more"));
        }
        Optional<Message> usual = quick.read(lines.buffer(), lines.start(), lines.length());
        return Optional.of(usual.<RecordedLine>map(message -> new RecordedLine.Heard(number, message, List.of(), false))
                .orElseGet(() -> line(lines.text())));
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    private RecordedLine line(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return unreadable("line", "a JSON object", text);
            }
            Draft draft = new Draft();
            members(parser, draft, true);
            if (parser.nextToken() != null) {
                return unreadable("line", "one JSON object", text);
            }
            return new RecordedLine.Heard(number, draft.message(), draft.context, draft.isFresh);
        } catch (NoMessage wrong) {
            return new RecordedLine.Unreadable(number, wrong.problem);
        } catch (IOException notJson) {
            return unreadable("line", "a JSON object", text);
        }
    }

    private static void members(JsonParser parser, Draft draft, boolean takesContext) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "topic" -> draft.topic = Optional.of(text(parser, name));
                case "payload" -> draft.payload = value == JsonToken.VALUE_NULL ? new byte[0] : bytes(parser, name);
                case "payload_b64" -> draft.payload = base64(text(parser, name));
                case "tst" -> draft.at = time(value.isNumeric() ? parser.getText() : text(parser, name));
                case "retain", "retained" -> draft.isRetained = isTrue(parser);
                case "fresh" -> draft.isFresh |= isTrue(parser);
                case "context" -> {
                    if (takesContext && value == JsonToken.START_ARRAY) {
                        context(parser, draft);
                    }
                    parser.skipChildren();
                }
                default -> parser.skipChildren();
            }
        }
    }

    /// True or 1; a list or an object is neither, and is left behind.
    private static boolean isTrue(JsonParser parser) throws IOException {
        boolean isTrue = parser.currentToken() == JsonToken.VALUE_TRUE
                || parser.getText().equals("1");
        parser.skipChildren();
        return isTrue;
    }

    private static void context(JsonParser parser, Draft draft) throws IOException {
        draft.isFresh = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT || draft.context.size() >= MAX_CONTEXT) {
                throw new NoMessage("context", "at most " + MAX_CONTEXT + " messages", parser.getText());
            }
            Draft before = new Draft();
            members(parser, before, false);
            draft.context.add(before.message());
        }
    }

    private static byte[] bytes(JsonParser parser, String name) throws IOException {
        return text(parser, name).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(JsonParser parser, String name) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new NoMessage(name, "a text", String.valueOf(parser.getText()));
        }
        return parser.getText();
    }

    private static byte[] base64(String text) throws NoMessage {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw new NoMessage("payload_b64", "base64", text);
        }
    }

    private static Instant time(String text) throws NoMessage {
        return RecordedTime.parse(text)
                .orElseThrow(() -> new NoMessage("tst", "a time such as 2026-11-22T05:33:10.310183+0100", text));
    }

    private RecordedLine unreadable(String at, String expected, String got) {
        return new RecordedLine.Unreadable(number, new Problem(at, expected, got));
    }

    /// The members of a message while they are gathered; a line without a time is of the epoch.
    private static final class Draft {
        private Optional<String> topic = Optional.empty();
        private byte[] payload = new byte[0];
        private Instant at = Instant.EPOCH;
        private boolean isRetained;
        private boolean isFresh;
        private final List<Message> context = new ArrayList<>();

        Message message() throws NoMessage {
            String heard = topic.filter(text -> !text.isEmpty())
                    .orElseThrow(() -> new NoMessage("topic", "the topic of the message", "none"));
            return new Message(at, heard, payload, isRetained);
        }
    }

    /// Says which member keeps a line from being a message.
    private static final class NoMessage extends IOException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // never serialised
        private final Problem problem;

        NoMessage(String at, String expected, String got) {
            super(expected);
            this.problem = new Problem(at, expected, got);
        }
    }
}
