package dev.domovoi.score.plug;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The figures of the last so many minutes and their sum; minutes that were not seen are left out.
final class MinuteRing {
    private final float[] ring;
    private long newest = Long.MIN_VALUE;
    private int known;

    MinuteRing(int minutes) {
        ring = new float[minutes];
        clear();
    }

    void clear() {
        Arrays.fill(ring, Float.NaN);
        newest = Long.MIN_VALUE;
        known = 0;
    }

    /// Adds the figure of a minute that comes after all earlier ones.
    void add(long minute, double value) {
        if (newest == Long.MIN_VALUE || minute <= newest || minute - newest >= ring.length) {
            clear();
        } else {
            for (long gap = newest + 1; gap <= minute; gap++) {
                forget(place(gap));
            }
        }
        ring[place(minute)] = (float) value;
        newest = minute;
        known++;
    }

    private void forget(int place) {
        if (!Float.isNaN(ring[place])) {
            ring[place] = Float.NaN;
            known--;
        }
    }

    private int place(long minute) {
        return (int) Math.floorMod(minute, (long) ring.length);
    }

    int known() {
        return known;
    }

    /// The sum over the last `minutes`.
    double sum(int minutes) {
        double sum = 0;
        for (int back = 0; back < minutes && newest != Long.MIN_VALUE; back++) {
            float value = ring[place(newest - back)];
            sum += Float.isNaN(value) ? 0 : value;
        }
        return sum;
    }

    /// The figure so many minutes before the newest; NaN where it was not seen.
    float before(int minutes) {
        return ring[place(newest - minutes)];
    }

    int stateBytes() {
        return Long.BYTES + Float.BYTES * ring.length;
    }

    void save(ByteBuffer to) {
        to.putLong(newest);
        for (float value : ring) {
            to.putFloat(value);
        }
    }

    void load(ByteBuffer from) {
        newest = from.getLong();
        known = 0;
        for (int i = 0; i < ring.length; i++) {
            ring[i] = from.getFloat();
            known += Float.isNaN(ring[i]) ? 0 : 1;
        }
    }
}
