package dev.domovoi.score.baseline;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The mean of the last hour of ticks, gaps left out.
final class RollingMean {
    private final float[] ring;
    private long newest = Long.MIN_VALUE;

    RollingMean(int ticks) {
        ring = new float[ticks];
        clear();
    }

    void clear() {
        Arrays.fill(ring, Float.NaN);
        newest = Long.MIN_VALUE;
    }

    /// Adds the value of tick number `index`, which comes after all earlier ones; what was skipped is a gap.
    void add(long index, double value) {
        if (newest == Long.MIN_VALUE || index - newest >= ring.length) {
            Arrays.fill(ring, Float.NaN);
        } else {
            for (long gap = newest + 1; gap < index; gap++) {
                ring[place(gap)] = Float.NaN;
            }
        }
        ring[place(index)] = (float) value;
        newest = index;
    }

    private int place(long index) {
        return (int) Math.floorMod(index, (long) ring.length);
    }

    /// NaN while more than a sixth of the hour is unknown: the mean of a part swings wider than the means it is held
    /// against, so that a start or a gap would look like news.
    double mean() {
        double sum = 0;
        int known = 0;
        for (float value : ring) {
            if (!Float.isNaN(value)) {
                sum += value;
                known++;
            }
        }
        return 6 * known >= 5 * ring.length ? sum / known : Double.NaN;
    }

    int stateBytes() {
        return 8 + 4 * ring.length;
    }

    void save(ByteBuffer to) {
        to.putLong(newest);
        for (float value : ring) {
            to.putFloat(value);
        }
    }

    void load(ByteBuffer from) {
        newest = from.getLong();
        for (int i = 0; i < ring.length; i++) {
            ring[i] = from.getFloat();
        }
    }
}
