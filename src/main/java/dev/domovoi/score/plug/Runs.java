package dev.domovoi.score.plug;

import java.nio.ByteBuffer;

/// The last runs of a plug, by the power they had: from which its events are told anew when its levels are.
final class Runs {
    private static final int MOST = 1000;

    private final long[] starts = new long[MOST];
    private final int[] seconds = new int[MOST];
    private final float[] levels = new float[MOST];
    private int count;
    private int next;

    /// A run that was cut off is kept with its seconds negative.
    void add(long start, long end, double level, boolean isCensored) {
        int lasted = Math.clamp(end - start, 1, Integer.MAX_VALUE);
        starts[next] = start;
        seconds[next] = isCensored ? -lasted : lasted;
        levels[next] = (float) level;
        next = (next + 1) % MOST;
        count = Math.min(MOST, count + 1);
    }

    int count() {
        return count;
    }

    private int place(int run) {
        return Math.floorMod(next - count + run, MOST);
    }

    /// Runs are numbered from the oldest.
    long start(int run) {
        return starts[place(run)];
    }

    long end(int run) {
        return starts[place(run)] + Math.abs(seconds[place(run)]);
    }

    double level(int run) {
        return levels[place(run)];
    }

    boolean isCensored(int run) {
        return seconds[place(run)] < 0;
    }

    int stateBytes() {
        return Integer.BYTES + count * (Long.BYTES + Integer.BYTES + Float.BYTES);
    }

    void save(ByteBuffer to) {
        to.putInt(count);
        for (int run = 0; run < count; run++) {
            int at = place(run);
            to.putLong(starts[at]).putInt(seconds[at]).putFloat(levels[at]);
        }
    }

    void load(ByteBuffer from) {
        count = Saved.within(from.getInt(), 0, MOST);
        next = count % MOST;
        for (int at = 0; at < count; at++) {
            starts[at] = from.getLong();
            seconds[at] = from.getInt();
            levels[at] = from.getFloat();
        }
    }
}
