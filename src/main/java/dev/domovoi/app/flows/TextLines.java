package dev.domovoi.app.flows;

import dev.domovoi.observe.flow.Conntrack;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// The lines of a text, plain or gzip, told apart by the first bytes. Of a line that is longer than any connection's
/// only the beginning is kept, which is too long still.
public final class TextLines implements AutoCloseable {
    private static final int GZIP_FIRST_BYTE = 0x1f;
    private static final int GZIP_SECOND_BYTE = 0x8b;

    private final InputStream input;
    private long number;

    public TextLines(InputStream given) throws IOException {
        BufferedInputStream start = new BufferedInputStream(given, 1 << 16);
        start.mark(2);
        boolean isGzip = start.read() == GZIP_FIRST_BYTE && start.read() == GZIP_SECOND_BYTE;
        start.reset();
        this.input = isGzip ? new BufferedInputStream(new GZIPInputStream(start), 1 << 16) : start;
    }

    /// The next line without its end; empty at the end.
    public Optional<String> next() throws IOException {
        int read = input.read();
        if (read < 0) {
            return Optional.empty();
        }
        StringBuilder line = new StringBuilder(256);
        for (; read >= 0 && read != '\n'; read = input.read()) {
            if (line.length() <= Conntrack.MAX_CHARS) {
                line.append((char) read);
            }
        }
        number++;
        int end = line.length();
        return Optional.of(end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString());
    }

    /// The number of the line that was read last, from 1.
    public long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
