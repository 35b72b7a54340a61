package dev.domovoi.score.stream;

import java.nio.ByteBuffer;

/// The rule against crying wolf: what is said loses `2 log10(1 + c)`, `c` the number of earlier peaks of at least
/// four fifths of its size. A peak lasts 300 rows from its first row; the newest 256 are remembered.
final class Habituation {
    private static final int MOST = 256;
    private static final int PEAK_ROWS = 300;
    private static final double SIMILAR = 0.8;
    private static final double LEAST = 1;
    private static final double WEIGHT = 2;

    static final int BYTES = MOST * Float.BYTES;
    static final int STATE_BYTES = BYTES + 3 * Integer.BYTES;

    private final float[] peaks = new float[MOST];
    private int next;
    private int count;
    private int age = PEAK_ROWS;

    /// What is left of what would be said at this row.
    double judge(double said) {
        age = Math.min(age + 1, PEAK_ROWS);
        if (said <= LEAST) {
            return said;
        }
        if (age >= PEAK_ROWS) {
            age = 0;
            peaks[next] = 0;
            next = (next + 1) % MOST;
            count = Math.min(count + 1, MOST);
        }
        int newest = Math.floorMod(next - 1, MOST);
        peaks[newest] = (float) Math.max(peaks[newest], said);
        int similar = 0;
        for (int i = 0; i < count; i++) {
            similar += i != newest && peaks[i] >= SIMILAR * said ? 1 : 0;
        }
        return Math.max(0, said - WEIGHT * Math.log10(1 + similar));
    }

    void save(ByteBuffer out) {
        out.putInt(next).putInt(count).putInt(age);
        for (float peak : peaks) {
            out.putFloat(peak);
        }
    }

    void load(ByteBuffer in) {
        next = Math.floorMod(in.getInt(), MOST);
        count = Math.clamp(in.getInt(), 0, MOST);
        age = Math.clamp(in.getInt(), 0, PEAK_ROWS);
        for (int i = 0; i < MOST; i++) {
            peaks[i] = in.getFloat();
        }
    }
}
