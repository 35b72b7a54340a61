package dev.domovoi.app.scoring;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// Reads a CSV file record by record in constant memory, plain or gzip, told apart by the first bytes. A quoted field
/// may hold line ends; a byte order mark, blank lines and the carriage return of a line end are left out.
public final class CsvReader implements AutoCloseable {
    /// Longest record that is read: an unclosed quote would swallow the file.
    static final int MAX_RECORD_BYTES = 1 << 20;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int GZIP_FIRST_BYTE = 0x1f;
    private static final int GZIP_SECOND_BYTE = 0x8b;
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    private final InputStream file;
    private final InputStream input;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;
    private long nextLine = 1;
    private boolean endsInCarriageReturn;

    public CsvReader(Path path) throws IOException {
        this.file = Files.newInputStream(path);
        try {
            BufferedInputStream start = new BufferedInputStream(file, BUFFER_BYTES);
            start.mark(2);
            boolean isGzip = start.read() == GZIP_FIRST_BYTE && start.read() == GZIP_SECOND_BYTE;
            start.reset();
            this.input = isGzip ? new GZIPInputStream(start, BUFFER_BYTES) : start;
        } catch (IOException unreadable) {
            file.close();
            throw unreadable;
        }
    }

    /// The next record that is not blank; empty at the end.
    public Optional<CsvRecord> next() throws IOException {
        while (true) {
            boolean isFirst = nextLine == 1;
            Optional<CsvRecord> found = nextOrBlank();
            if (found.isEmpty() || !found.get().isBlank()) {
                return found.map(record -> isFirst ? withoutMark(record) : record);
            }
        }
    }

    private static CsvRecord withoutMark(CsvRecord first) {
        return first.text().startsWith(BYTE_ORDER_MARK)
                ? new CsvRecord(first.line(), first.text().substring(BYTE_ORDER_MARK.length()))
                : first;
    }

    private Optional<CsvRecord> nextOrBlank() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream(128);
        long line = nextLine;
        boolean isQuoted = false;
        int next = read();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && (next != '\n' || isQuoted)) {
            isQuoted ^= next == '"';
            nextLine += next == '\n' ? 1 : 0;
            text.write(next);
            if (text.size() > MAX_RECORD_BYTES) {
                throw new IOException("line " + line + " begins a record of more than " + MAX_RECORD_BYTES
                        + " bytes; is a quote left open there?");
            }
            next = read();
        }
        nextLine++;
        String record = text.toString(StandardCharsets.ISO_8859_1);
        endsInCarriageReturn = record.endsWith("\r");
        return Optional.of(
                new CsvRecord(line, endsInCarriageReturn ? record.substring(0, record.length() - 1) : record));
    }

    private int read() throws IOException {
        if (at == end) {
            at = 0;
            end = input.read(buffer);
            if (end < 0) {
                end = 0;
                return -1;
            }
        }
        return buffer[at++] & 0xff;
    }

    /// What ended the newest record's line.
    String lineEnd() {
        return endsInCarriageReturn ? "\r\n" : "\n";
    }

    /// The line that is read next.
    public long line() {
        return nextLine;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
