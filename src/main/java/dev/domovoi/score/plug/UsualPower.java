package dev.domovoi.score.plug;

import dev.domovoi.signal.Score;
import java.nio.ByteBuffer;

/// What each hour of the local day usually brings: how many of its minutes had which level.
final class UsualPower {
    private static final int HOURS = 24;
    private static final int BINS = 160;
    private static final double BIN = 0.05;

    private final short[] minutes = new short[HOURS * BINS];

    void add(Minute minute) {
        int first = minute.minuteOfDay() / 60 * BINS;
        int at = first + (int) Math.clamp(minute.level() / BIN, 0, BINS - 1);
        if (minutes[at] == Short.MAX_VALUE) {
            for (int i = first; i < first + BINS; i++) {
                minutes[i] = (short) (minutes[i] / 2);
            }
        }
        minutes[at]++;
    }

    /// The quantiles of the minutes of this hour; zeros while it was never seen.
    Score.Expected expected(int minuteOfDay) {
        int first = minuteOfDay / 60 * BINS;
        long known = 0;
        for (int i = first; i < first + BINS; i++) {
            known += minutes[i];
        }
        return new Score.Expected(
                quantile(first, 0.05 * known, 0), quantile(first, 0.5 * known, 0.5), quantile(first, 0.95 * known, 1));
    }

    /// Where in its bin it lies is not known: the low one is taken from the bin's lower end, the high one from its
    /// upper end. The lowest bin counts as 0 W.
    private double quantile(int first, double below, double within) {
        double passed = 0;
        for (int bin = 0; bin < BINS; bin++) {
            passed += minutes[first + bin];
            if (passed > below) {
                return bin == 0 && within < 1 ? 0 : Step.watts((bin + within) * BIN);
            }
        }
        return 0;
    }

    static int stateBytes() {
        return Short.BYTES * HOURS * BINS;
    }

    void save(ByteBuffer to) {
        for (short count : minutes) {
            to.putShort(count);
        }
    }

    void load(ByteBuffer from) {
        for (int i = 0; i < minutes.length; i++) {
            minutes[i] = (short) Saved.within(from.getShort(), 0, Short.MAX_VALUE);
        }
    }
}
