package dev.domovoi.observe.hygiene;

/// How long a series has said the very same number, and how long it usually does.
final class Run {
    /// What has hardly ever moved cannot stop moving.
    private static final int LEAST_MOVES = 10;

    private static final int LEAST_REPORTS = 12;
    private static final int TIMES_THE_USUAL = 4;
    private static final long ONE_REPORT_MILLIS = 2_000;
    private static final int MOST_DECIMALS = 3;

    private double value = Double.NaN;
    private long since;
    private long lastAt;
    private int reports;
    private int moves;
    private long longestMillis;
    private int decimals;

    /// A pause of hours begins a new run: nobody knows what was in between.
    void report(double newValue, long at) {
        boolean isInterrupted = Double.isNaN(value) || at < lastAt || at - lastAt > Stillness.HOURS_MILLIS;
        if (isInterrupted) {
            start(newValue, at);
        } else if (newValue != value) {
            if (value != 0) { // which is not expected to move
                longestMillis = isOverdue() ? longestMillis : Math.max(longestMillis, lastAt - since);
                moves = Math.min(LEAST_MOVES, moves + 1);
            }
            start(newValue, at);
        } else if (at - lastAt >= ONE_REPORT_MILLIS) {
            lastAt = at;
            reports++;
        }
    }

    private void start(double newValue, long at) {
        value = newValue;
        since = at;
        lastAt = at;
        reports = 1;
        decimals = Math.max(decimals, decimals(newValue));
    }

    double value() {
        return value;
    }

    /// Whether enough was seen of it to tell when it stops moving.
    boolean isKnownToMove() {
        return moves == LEAST_MOVES;
    }

    /// Whether it has stood still for hours of reports, and for far longer than it ever did.
    boolean isOverdue() {
        return isKnownToMove()
                && reports >= LEAST_REPORTS
                && lastAt - since >= Math.max(Stillness.HOURS_MILLIS, TIMES_THE_USUAL * longestMillis);
    }

    boolean isTold() {
        return !Double.isNaN(value);
    }

    /// Whether it did not move for hours, or was never told.
    boolean isStill(long now) {
        return Double.isNaN(value) || now - since >= Stillness.HOURS_MILLIS;
    }

    /// Of how many of its own smallest steps the number is made.
    double steps() {
        return Math.abs(value) * Math.pow(10, decimals);
    }

    private static int decimals(double value) {
        double scaled = value;
        int decimals = 0;
        while (decimals < MOST_DECIMALS && Math.abs(scaled - Math.rint(scaled)) > 1e-6) {
            scaled *= 10;
            decimals++;
        }
        return decimals;
    }
}
