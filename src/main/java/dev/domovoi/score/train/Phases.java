package dev.domovoi.score.train;

import java.util.Arrays;

/// What a made-up appliance takes: so many watts until some second, then so many, from second 0 on.
final class Phases {
    private static final int MOST = 40_000;

    private final double end;
    private double[] ends = new double[256];
    private float[] watts = new float[256];
    private int count;

    Phases(double end) {
        this.end = end;
    }

    /// Goes on at so many watts for so long.
    void hold(double power, double seconds) {
        until(power, now() + seconds);
    }

    /// Goes on at so many watts to that second; not at all where that has passed.
    void until(double power, double second) {
        double to = Math.min(second, end);
        if (to <= now() || count == MOST) {
            return;
        }
        if (count > 0 && watts[count - 1] == (float) power) {
            ends[count - 1] = to;
            return;
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
            watts = Arrays.copyOf(watts, 2 * count);
        }
        ends[count] = to;
        watts[count++] = (float) power;
    }

    double now() {
        return count == 0 ? 0 : ends[count - 1];
    }

    boolean isDone() {
        return now() >= end || count == MOST;
    }

    int count() {
        return count;
    }

    double end(int phase) {
        return ends[phase];
    }

    float watts(int phase) {
        return watts[phase];
    }
}
