package dev.domovoi.app.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Lines of a stream of bytes; of a line beyond the limit only its length is kept.
final class BoundedLines {
    private static final int FIRST_BYTES = 1 << 16;

    private final InputStream input;
    private final int maxBytes;
    private byte[] buffer = new byte[FIRST_BYTES];
    private int next;
    private int filled;
    private int start;
    private int length;
    private boolean isTooLong;

    BoundedLines(InputStream input, int maxBytes) {
        this.input = input;
        this.maxBytes = maxBytes;
    }

    /// Goes to the next line; false at the end. It is the bytes of [#buffer] from [#start] on, none where it is too
    /// long, until this is called again.
    boolean hasNext() throws IOException {
        isTooLong = false;
        start = next;
        int end = lineEnd(start);
        while (end < 0) {
            int scanned = filled - start;
            if (!fill()) {
                return atTheEnd();
            }
            end = lineEnd(start + scanned);
        }
        next = end + 1;
        length = end - start;
        refuseTooLong();
        return true;
    }

    private boolean atTheEnd() {
        if (start == filled && !isTooLong) {
            return false;
        }
        next = filled;
        length = filled - start;
        refuseTooLong();
        return true;
    }

    private void refuseTooLong() {
        isTooLong |= length > maxBytes;
        length = isTooLong ? 0 : length;
    }

    private int lineEnd(int from) {
        for (int at = from; at < filled; at++) {
            if (buffer[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    /// Reads on behind what is there of the line; of one that is too long nothing is kept.
    private boolean fill() throws IOException {
        if (filled - start > maxBytes) {
            isTooLong = true;
            start = filled;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            filled -= start;
            start = 0;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = input.read(buffer, filled, buffer.length - filled);
        filled += Math.max(0, read);
        return read > 0;
    }

    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    int length() {
        return length;
    }

    String text() {
        return new String(buffer, start, length, StandardCharsets.UTF_8);
    }

    boolean isTooLong() {
        return isTooLong;
    }
}
