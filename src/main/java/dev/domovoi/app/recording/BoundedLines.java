package dev.domovoi.app.recording;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Lines of a stream of bytes; of a line beyond the limit only its length is kept.
final class BoundedLines {
    private final InputStream input;
    private final int maxBytes;

    BoundedLines(InputStream input, int maxBytes) {
        this.input = new BufferedInputStream(input, 1 << 16);
        this.maxBytes = maxBytes;
    }

    /// The text of a line, empty where it was too long.
    record Line(String text, boolean isTooLong) {}

    /// The next line; empty at the end.
    Optional<Line> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean isTooLong = false;
        int next = input.read();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n') {
            if (line.size() < maxBytes) {
                line.write(next);
            } else {
                isTooLong = true;
            }
            next = input.read();
        }
        return Optional.of(new Line(isTooLong ? "" : line.toString(StandardCharsets.UTF_8), isTooLong));
    }
}
