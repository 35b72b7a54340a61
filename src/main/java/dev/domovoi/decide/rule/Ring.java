package dev.domovoi.decide.rule;

import dev.domovoi.decide.rule.Window.Function;
import java.util.Arrays;

/// One window over one quantity of one thing, in 30 slots, so that its memory does not depend on how often something
/// is said; its beginning is known to a thirtieth of its length. It answers only where its quantity was known for at
/// least four fifths of the time.
final class Ring {
    private static final int SLOTS = 30;
    private static final double LEAST_KNOWN = 0.8;
    private static final double MILLIS_PER_HOUR = 3_600_000.0;
    private static final double[] NOTHING = {};
    private static final long NEVER = Long.MIN_VALUE;

    private final Window window;
    private final long slotMillis;
    /// By slot: sums of value and time, extremes, first values, or counts.
    private double[] folded = NOTHING;

    private int[] knownMillis = {};
    private long[] firstAt = {};
    private long upTo = NEVER;
    private double current = Double.NaN;
    private long currentUntil = NEVER;

    Ring(Window window) {
        this.window = window;
        this.slotMillis = Math.max(1, window.over().toMillis() / SLOTS);
    }

    /// From `at` on it is that, until `until` at most.
    void put(double value, long at, long until) {
        advance(at);
        if (window.function() == Function.COUNT && current <= window.level() && value > window.level()) {
            folded[slot(upTo)]++;
        }
        current = value;
        currentUntil = until;
    }

    /// Nothing is known until the next value.
    void interrupt(long now) {
        if (upTo != NEVER) {
            advance(now);
        }
        current = Double.NaN;
        currentUntil = NEVER;
    }

    /// The function's value; NaN where too little is known.
    double value(long now) {
        if (upTo == NEVER) {
            return Double.NaN;
        }
        advance(now);
        double known = 0;
        for (int millis : knownMillis) {
            known += millis;
        }
        if (known < LEAST_KNOWN * window.over().toMillis()) {
            return Double.NaN;
        }
        return switch (window.function()) {
            case AVG -> sum() / known;
            case COUNT -> sum();
            case MAX -> extreme(Double.NEGATIVE_INFINITY);
            case MIN -> extreme(Double.POSITIVE_INFINITY);
            case RATE -> rate(now);
        };
    }

    private double sum() {
        double sum = 0;
        for (double part : folded) {
            sum += part;
        }
        return sum;
    }

    private double extreme(double start) {
        double extreme = start;
        for (int slot = 0; slot < SLOTS; slot++) {
            if (knownMillis[slot] > 0) {
                extreme = start < 0 ? Math.max(extreme, folded[slot]) : Math.min(extreme, folded[slot]);
            }
        }
        return extreme;
    }

    private double rate(long now) {
        int oldest = -1;
        for (int slot = 0; slot < SLOTS; slot++) {
            if (knownMillis[slot] > 0 && (oldest < 0 || firstAt[slot] < firstAt[oldest])) {
                oldest = slot;
            }
        }
        return oldest < 0 ? Double.NaN : (current - folded[oldest]) * MILLIS_PER_HOUR / (now - firstAt[oldest]);
    }

    private int slot(long at) {
        return (int) Math.floorMod(Math.floorDiv(at, slotMillis), (long) SLOTS);
    }

    /// Lets the present value hold until then. A clock that was set back makes the past worthless.
    private void advance(long to) {
        if (upTo == NEVER || to < upTo || to - upTo > SLOTS * slotMillis) {
            double held = to > currentUntil ? Double.NaN : current;
            begin(to);
            current = held;
            return;
        }
        while (upTo < to) {
            long end = Math.min(to, (Math.floorDiv(upTo, slotMillis) + 1) * slotMillis);
            long knownTo = Math.min(end, currentUntil);
            if (knownTo > upTo && !Double.isNaN(current)) {
                fold(slot(upTo), (int) (knownTo - upTo));
            }
            if (end % slotMillis == 0) {
                clear(slot(end));
            }
            upTo = end;
        }
        if (to > currentUntil) {
            current = Double.NaN;
        }
    }

    private void begin(long at) {
        if (folded.length == 0) {
            folded = new double[SLOTS];
            knownMillis = new int[SLOTS];
            firstAt = window.function() == Function.RATE ? new long[SLOTS] : firstAt;
        }
        Arrays.fill(folded, 0);
        Arrays.fill(knownMillis, 0);
        upTo = at;
    }

    private void clear(int slot) {
        folded[slot] = 0;
        knownMillis[slot] = 0;
    }

    private void fold(int slot, int millis) {
        boolean isFirst = knownMillis[slot] == 0;
        knownMillis[slot] += millis;
        switch (window.function()) {
            case AVG -> folded[slot] += current * millis;
            case MAX -> folded[slot] = isFirst ? current : Math.max(folded[slot], current);
            case MIN -> folded[slot] = isFirst ? current : Math.min(folded[slot], current);
            case RATE -> {
                if (isFirst) {
                    folded[slot] = current;
                    firstAt[slot] = upTo;
                }
            }
            case COUNT -> {}
        }
    }
}
