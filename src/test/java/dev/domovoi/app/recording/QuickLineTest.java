package dev.domovoi.app.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.signal.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The quick way to read a line, beside the general one, which decides.
final class QuickLineTest {
    private static final String USUAL = "{\"tst\":\"2026-11-22T05:33:10.310183Z+0100\",\"topic\":\"a/b\",\"qos\":0,"
            + "\"retain\":1,\"payloadlen\":7,\"payload\":\"{\\\"a\\\": \\u0041\\n}\"}";

    /// What the general reader says, which a member that it does not know brings in.
    private static Optional<Message> general(String line) throws IOException {
        String same = line.replaceFirst("\\{", "{\"other\":{},");
        try (RecordingReader reader = new RecordingReader(new ByteArrayInputStream(same.getBytes(UTF_8)))) {
            return reader.next()
                    .flatMap(read ->
                            read instanceof RecordedLine.Heard heard ? Optional.of(heard.message()) : Optional.empty());
        }
    }

    private static Optional<Message> quick(String line) {
        byte[] bytes = ("xx" + line + "yy").getBytes(UTF_8);
        return new QuickLine().read(bytes, 2, bytes.length - 4);
    }

    @Test
    void readsTheUsualLines() throws IOException {
        assertEquals("{\"a\": A\n}", quick(USUAL).orElseThrow().text());
        assertEquals(general(USUAL), quick(USUAL));
        assertEquals(general(USUAL), quick(" " + USUAL.replace(",", " , ").replace(":", ":") + "\r"));
    }

    @Test
    void leavesTheOthersToTheGeneralReader() {
        for (String line : List.of(
                USUAL.replace("a/b", "a/ä"),
                USUAL.replace("\"retain\":1", "\"retained\":true"),
                USUAL.replace("\"payload\":\"", "\"payload_b64\":\""),
                USUAL.replace("}\"}", "\",\"context\":[]}"),
                USUAL + "x",
                USUAL.substring(0, USUAL.length() - 1),
                "")) {
            assertEquals(Optional.empty(), quick(line), line);
        }
    }

    /// Where it reads something, it reads what the general reader does.
    @Test
    void neverDisagrees() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        String letters = "{}[]\":,\\u0041tn/ 1e-ä";
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder line = new StringBuilder(USUAL);
            for (int edits = random.nextInt(1, 3); edits > 0; edits--) {
                int at = random.nextInt(line.length());
                line.replace(
                        at, at + random.nextInt(2), String.valueOf(letters.charAt(random.nextInt(letters.length()))));
            }
            Optional<Message> quick = quick(line.toString());
            if (quick.isPresent()) {
                read++;
                assertEquals(general(line.toString()), quick, "seed 7, edit " + i + ": " + line);
            }
        }
        assertTrue(read > 1_000, "only " + read + " were read");
    }
}
