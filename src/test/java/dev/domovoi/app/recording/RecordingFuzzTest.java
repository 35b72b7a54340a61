package dev.domovoi.app.recording;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// Random changes of recordings: every line is a value, and only an [IOException] may end the reading.
final class RecordingFuzzTest {
    private static final int ROUNDS = 4_000;
    private static final long SEED = 20_261_123;
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        "\"",
        ":",
        ",",
        "null",
        "true",
        "1e999",
        "-",
        "\\u",
        "\\",
        "\n",
        "\0",
        "{\"context\":[",
        "{\"topic\":",
        "\"retain\":{}",
        "\"fresh\":[",
        "\"tst\":\"+999999999-12-31T23:59:59-18:00\""
    };
    private static final String LINES = """
            {"tst":"2026-11-22T05:33:10.310183Z+0100","topic":"tele/plug/SENSOR","qos":0,"retain":1,"payload":"{}"}
            {"topic":"a/b","payload_b64":"AAEC","retained":true,"fresh":true,"other":{"x":[1,{"y":null}]}}
            {"topic":"c","payload":null,"context":[{"topic":"d","payload":"x","tst":"2026-11-22T05:33:10Z"}]}
            """;

    @Test
    void onlyAnIoExceptionEndsAPlainRecording() {
        loop(LINES.getBytes(StandardCharsets.UTF_8), true);
    }

    @Test
    void onlyAnIoExceptionEndsACompressedRecording() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(LINES.getBytes(StandardCharsets.UTF_8));
        }
        loop(compressed.toByteArray(), false);
    }

    private static void loop(byte[] recording, boolean isText) {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] input = isText ? withPieces(recording, random) : recording.clone();
            for (int i = random.nextInt(4); i > 0; i--) {
                input[random.nextInt(input.length)] = (byte) random.nextInt(256);
            }
            read(Arrays.copyOf(input, 1 + random.nextInt(input.length)), round);
        }
    }

    private static byte[] withPieces(byte[] recording, Random random) {
        StringBuilder text = new StringBuilder(new String(recording, StandardCharsets.UTF_8));
        for (int i = random.nextInt(4); i > 0; i--) {
            text.insert(random.nextInt(text.length()), PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void read(byte[] input, int round) {
        String what = "seed " + SEED + ", round " + round + ": " + new String(input, StandardCharsets.UTF_8);
        long lines = 0;
        try (RecordingReader reader = new RecordingReader(new ByteArrayInputStream(input))) {
            for (var line = reader.next(); line.isPresent(); line = reader.next()) {
                lines++;
                if (line.get().number() != lines) {
                    fail("line " + lines + " is numbered " + line.get().number() + "; " + what);
                }
            }
        } catch (IOException allowed) {
            assertTrue(allowed.toString().length() > 0, what);
        } catch (RuntimeException | StackOverflowError bug) {
            fail(what, bug);
        }
    }
}
