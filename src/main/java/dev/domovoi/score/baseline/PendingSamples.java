package dev.domovoi.score.baseline;

import java.nio.ByteBuffer;

/// Samples of the open slot, which become part of the profile only once it is clear that the slot was normal.
final class PendingSamples {
    private static final int MOST = 16;
    static final int STATE_BYTES = 4 + MOST * 8;

    private final int[] hours = new int[MOST];
    private final float[] values = new float[MOST];
    private int count;

    void add(int hourOfWeek, double value) {
        if (count < MOST) {
            hours[count] = hourOfWeek;
            values[count++] = (float) value;
        }
    }

    void moveTo(WeekProfile profile) {
        for (int i = 0; i < count; i++) {
            profile.add(hours[i], values[i]);
        }
        clear();
    }

    void clear() {
        count = 0;
    }

    void save(ByteBuffer to) {
        to.putInt(count);
        for (int i = 0; i < count; i++) {
            to.putInt(hours[i]).putFloat(values[i]);
        }
    }

    void load(ByteBuffer from) {
        int size = from.getInt();
        if (size < 0 || size > MOST) {
            throw new IllegalArgumentException("samples of the open slot must number 0.." + MOST + ", were " + size);
        }
        for (int i = 0; i < size; i++) {
            hours[i] = from.getInt();
            values[i] = from.getFloat();
            if (hours[i] < 0 || hours[i] >= WeekProfile.HOURS) {
                throw new IllegalArgumentException("hour of week must be 0..167, was " + hours[i]);
            }
        }
        count = size;
    }
}
