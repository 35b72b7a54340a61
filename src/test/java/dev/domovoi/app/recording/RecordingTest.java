package dev.domovoi.app.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.signal.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// Recordings as the tools write them, and our own.
final class RecordingTest {
    @Test
    void readsTheOffsetBehindAStrayZAndANullPayload() throws IOException {
        Message message = heard("{\"tst\":\"2026-11-22T05:33:10.310183Z+0100\",\"topic\":\"a/b\",\"qos\":0,\"mid\":1,"
                        + "\"retain\":1,\"payload\":null,\"other\":{\"x\":[1]}}")
                .message();

        assertEquals(new Message(Instant.parse("2026-11-22T04:33:10.310183Z"), "a/b", new byte[0], true), message);
    }

    @Test
    void readsContextAndForgetsEarlierLinesForIt() throws IOException {
        RecordedLine.Heard line = heard("{\"topic\":\"t\",\"payload_b64\":\"AAEC\",\"context\":[{\"topic\":\"c\","
                + "\"payload\":\"x\",\"retained\":true}]}");

        assertTrue(line.isFresh());
        assertEquals(new Message(Instant.EPOCH, "t", new byte[] {0, 1, 2}, false), line.message());
        assertEquals(
                new Message(Instant.EPOCH, "c", new byte[] {'x'}, true),
                line.context().getFirst());
    }

    @Test
    void goesOnBehindLinesThatAreNoMessages() throws IOException {
        String tooLong = "x".repeat(RecordingReader.MAX_LINE_BYTES + 1);
        List<RecordedLine> lines = read(("junk\n[1]\n{\"payload\":\"x\"}\n{\"topic\":\"t\",\"tst\":\"soon\"}\n"
                        + tooLong + "\n\n{\"topic\":\"t\",\"payload_b64\":\"?\"}\n{\"topic\":\"t\"}")
                .getBytes(StandardCharsets.UTF_8));

        assertEquals(8, lines.size());
        lines.subList(0, 7).forEach(line -> assertInstanceOf(RecordedLine.Unreadable.class, line));
        assertEquals(
                8, assertInstanceOf(RecordedLine.Heard.class, lines.getLast()).number());
    }

    @Test
    void readsBackWhatItWroteEvenGzipped() throws IOException {
        List<Message> written = List.of(
                new Message(
                        Instant.parse("2026-11-22T04:33:10.310183Z"),
                        "a/ä",
                        "5 W ✓".getBytes(StandardCharsets.UTF_8),
                        true),
                new Message(Instant.parse("2026-11-22T04:33:11Z"), "b", new byte[] {(byte) 0xff, 0}, false));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (RecordingWriter writer = new RecordingWriter(new GZIPOutputStream(file))) {
            for (Message message : written) {
                writer.write(message);
            }
        }

        List<Message> readBack = read(file.toByteArray()).stream()
                .map(line -> assertInstanceOf(RecordedLine.Heard.class, line).message())
                .toList();
        assertEquals(written, readBack);
    }

    private static RecordedLine.Heard heard(String line) throws IOException {
        return assertInstanceOf(
                RecordedLine.Heard.class,
                read(line.getBytes(StandardCharsets.UTF_8)).getFirst());
    }

    private static List<RecordedLine> read(byte[] bytes) throws IOException {
        List<RecordedLine> lines = new ArrayList<>();
        try (RecordingReader reader = new RecordingReader(new ByteArrayInputStream(bytes))) {
            for (Optional<RecordedLine> line = reader.next(); line.isPresent(); line = reader.next()) {
                lines.add(line.get());
            }
        }
        return lines;
    }
}
