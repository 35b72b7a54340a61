package dev.domovoi.score.token;

import java.nio.ByteBuffer;

/// What each slot of the day usually brings: mean, mean deviation, how often it was visited, and what it brought
/// last.
final class ClockProfile {
    private static final double LEAST_WEIGHT = 0.3;

    private final double[] means;
    private final double[] deviations;
    private final double[] last;
    private final int[] visits;

    ClockProfile(int slots) {
        this.means = new double[slots];
        this.deviations = new double[slots];
        this.last = new double[slots];
        this.visits = new int[slots];
    }

    void learn(int slot, double x) {
        if (visits[slot] == 0) {
            means[slot] = x;
        } else {
            double w = Math.max(1.0 / (visits[slot] + 1), LEAST_WEIGHT);
            double e = x - means[slot];
            means[slot] += w * e;
            deviations[slot] += w * (Math.abs(e) - deviations[slot]);
        }
        visits[slot] = Math.min(visits[slot], Integer.MAX_VALUE - 1) + 1;
        last[slot] = x;
    }

    double mean(int slot) {
        return means[slot];
    }

    double deviation(int slot) {
        return deviations[slot];
    }

    double last(int slot) {
        return last[slot];
    }

    int visits(int slot) {
        return visits[slot];
    }

    int stateBytes() {
        return means.length * (3 * Double.BYTES + Integer.BYTES);
    }

    void save(ByteBuffer out) {
        for (int slot = 0; slot < means.length; slot++) {
            out.putDouble(means[slot]).putDouble(deviations[slot]).putDouble(last[slot]);
            out.putInt(visits[slot]);
        }
    }

    void load(ByteBuffer in) {
        for (int slot = 0; slot < means.length; slot++) {
            means[slot] = in.getDouble();
            deviations[slot] = in.getDouble();
            last[slot] = in.getDouble();
            visits[slot] = in.getInt();
        }
    }
}
