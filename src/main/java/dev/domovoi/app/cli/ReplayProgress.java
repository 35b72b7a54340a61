package dev.domovoi.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

/// How far a recording is read, for a person at a terminal; silent in a pipe.
final class ReplayProgress {
    private final PrintWriter err;
    private final boolean isShown = Terminal.isAtHand();
    private final long totalBytes;
    private long readBytes;
    private long shownPercent = -1;

    ReplayProgress(Path file, PrintWriter err) {
        this.err = err;
        this.totalBytes = size(file);
    }

    /// A pipe has no size that anybody knows.
    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unknown) {
            return 0;
        }
    }

    void read(long bytes) {
        readBytes += bytes;
    }

    void show(Instant at) {
        long percent = totalBytes == 0 ? 0 : 100 * readBytes / totalBytes;
        if (isShown && percent != shownPercent && !at.equals(Instant.MIN)) {
            shownPercent = percent;
            err.print(String.format(
                    Locale.ROOT,
                    "\rreplaying %s: %3d %%",
                    at.atOffset(ZoneOffset.UTC).toLocalDate(),
                    percent));
            err.flush();
        }
    }

    void clear() {
        if (isShown && shownPercent >= 0) {
            err.print("\r" + " ".repeat(40) + "\r");
            err.flush();
        }
    }
}
