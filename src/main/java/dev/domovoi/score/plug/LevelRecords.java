package dev.domovoi.score.plug;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The longest run seen at each level, learned two hours late: a run that goes on cannot make itself normal at once.
final class LevelRecords {
    private static final int LAG_MINUTES = 120;
    private static final int BINS = 180;
    private static final double BIN = 0.05;

    private final int reach;
    private final float[] longest = new float[BINS];
    private final short[] lateBin = new short[LAG_MINUTES];
    private final float[] lateSeconds = new float[LAG_MINUTES];
    private int next;

    /// `reach`: bins of 0.05 to either side that count as the same level.
    LevelRecords(int reach) {
        this.reach = reach;
        Arrays.fill(lateBin, (short) -1);
    }

    /// The longest run near the level, in seconds.
    double longest(double level) {
        int bin = bin(level);
        float most = 0;
        for (int at = Math.max(0, bin - reach); at <= Math.min(BINS - 1, bin + reach); at++) {
            most = Math.max(most, longest[at]);
        }
        return most;
    }

    /// Remembers that a run at the level had lasted this long in the newest minute.
    void add(double level, double seconds) {
        int learned = lateBin[next];
        if (learned >= 0) {
            longest[learned] = Math.max(longest[learned], lateSeconds[next]);
        }
        lateBin[next] = (short) bin(level);
        lateSeconds[next] = (float) seconds;
        next = (next + 1) % LAG_MINUTES;
    }

    private static int bin(double level) {
        return (int) Math.clamp(level / BIN, 0, BINS - 1);
    }

    static int stateBytes() {
        return Float.BYTES * BINS + (Short.BYTES + Float.BYTES) * LAG_MINUTES + Integer.BYTES;
    }

    void save(ByteBuffer to) {
        for (float seconds : longest) {
            to.putFloat(seconds);
        }
        for (int i = 0; i < LAG_MINUTES; i++) {
            to.putShort(lateBin[i]).putFloat(lateSeconds[i]);
        }
        to.putInt(next);
    }

    void load(ByteBuffer from) {
        for (int i = 0; i < BINS; i++) {
            longest[i] = from.getFloat();
        }
        for (int i = 0; i < LAG_MINUTES; i++) {
            lateBin[i] = (short) Saved.within(from.getShort(), -1, BINS - 1);
            lateSeconds[i] = from.getFloat();
        }
        next = Saved.within(from.getInt(), 0, LAG_MINUTES - 1);
    }
}
