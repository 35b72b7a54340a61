package dev.domovoi.app.backfill;

import java.util.Arrays;

/// Samples in order of time, as they were scraped, each time once.
final class Samples {
    private static final int FIRST_ROOM = 1_024;

    private long[] millis = new long[FIRST_ROOM];
    private double[] values = new double[FIRST_ROOM];
    private int size;

    /// False, and not taken, where the time is not later than that of the sample before.
    boolean add(long at, double value) {
        if (size > 0 && at <= millis[size - 1]) {
            return false;
        }
        if (size == millis.length) {
            millis = Arrays.copyOf(millis, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        millis[size] = at;
        values[size] = value;
        size++;
        return true;
    }

    int size() {
        return size;
    }

    long millis(int index) {
        return millis[index];
    }

    double value(int index) {
        return values[index];
    }

    /// The median pause between two samples, in milliseconds; 0 where there are not two.
    long spacingMillis() {
        if (size < 2) {
            return 0;
        }
        long[] pauses = new long[size - 1];
        for (int i = 0; i < pauses.length; i++) {
            pauses[i] = millis[i + 1] - millis[i];
        }
        Arrays.sort(pauses);
        return pauses[pauses.length / 2];
    }
}
