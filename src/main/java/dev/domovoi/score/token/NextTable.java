package dev.domovoi.score.token;

import java.nio.ByteBuffer;

/// Which level followed which in one stream so far. Old counts fade once a level has been left often.
final class NextTable {
    private static final double EVERY = 0.15;
    private static final int MOST = 400;
    private static final int LEVELS = EventTokeniser.LEVELS;

    private final float[] counts = new float[LEVELS * LEVELS];
    private final float[] sums = new float[LEVELS];

    void learn(int level, int next) {
        counts[level * LEVELS + next]++;
        sums[level]++;
        if (sums[level] >= MOST) {
            for (int i = level * LEVELS; i < (level + 1) * LEVELS; i++) {
                counts[i] /= 2;
            }
            sums[level] /= 2;
        }
    }

    /// Writes the logarithm of the probability of each next level.
    void levels(int level, float[] logs, int at) {
        for (int next = 0; next < LEVELS; next++) {
            logs[at + next] =
                    (float) Math.log((counts[level * LEVELS + next] + EVERY) / (sums[level] + LEVELS * EVERY));
        }
    }

    int bytes() {
        return (counts.length + sums.length) * Float.BYTES;
    }

    void save(ByteBuffer out) {
        for (float count : counts) {
            out.putFloat(count);
        }
        for (float sum : sums) {
            out.putFloat(sum);
        }
    }

    void load(ByteBuffer in) {
        for (float[] part : new float[][] {counts, sums}) {
            for (int i = 0; i < part.length; i++) {
                part[i] = (float) EventTokeniser.within(in.getFloat(), MOST);
            }
        }
    }
}
