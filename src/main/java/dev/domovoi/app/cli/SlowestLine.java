package dev.domovoi.app.cli;

import java.util.Locale;

/// Which line took longest, of all and of those after the first hundred, when the classes are loaded and the code is
/// warm.
final class SlowestLine {
    private static final int WARM_UP_LINES = 100;
    private static final double NANOS_PER_MILLI = 1e6;

    private long count;
    private long nanos;
    private long line;
    private long warmNanos;
    private long warmLine;

    void took(long lineNanos, long number) {
        if (lineNanos > nanos) {
            nanos = lineNanos;
            line = number;
        }
        if (count++ >= WARM_UP_LINES && lineNanos > warmNanos) {
            warmNanos = lineNanos;
            warmLine = number;
        }
    }

    @Override
    public String toString() {
        String all = shown("slowest line", nanos, line);
        return warmLine == 0 ? all : all + shown(", after the first " + WARM_UP_LINES, warmNanos, warmLine);
    }

    private static String shown(String which, long lineNanos, long number) {
        return String.format(Locale.ROOT, "%s %.1f ms (line %d)", which, lineNanos / NANOS_PER_MILLI, number);
    }
}
