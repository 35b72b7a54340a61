package dev.domovoi.score.token;

import java.nio.ByteBuffer;

/// How long one level of a stream lasted so far, in steps of half as much again: running mean and spread of the last
/// 60 or so, their number, the longest, and when it was last left.
final class LevelPast {
    static final int SAVED_BYTES = Long.BYTES + 3 * Double.BYTES + Integer.BYTES;

    private static final double MEMORY = 60;
    private static final int MOST_COUNT = 1_000_000;
    private static final long NEVER = Long.MIN_VALUE;

    private int count;
    private double mean;
    private double variance;
    private double longest;
    private long leftSecond = NEVER;

    void learn(double steps, boolean isCensored, long endSecond) {
        longest = Math.max(longest, steps);
        leftSecond = endSecond;
        if (isCensored) {
            return;
        }
        count = Math.min(MOST_COUNT, count + 1);
        double w = Math.max(1.0 / count, 1 / MEMORY);
        double e = steps - mean;
        mean += w * e;
        variance += w * (e * (steps - mean) - variance);
    }

    /// Writes mean, spread, number and the longest, each about between -1 and 3.
    void describe(float[] reals, int at) {
        reals[at] = count == 0 ? 0 : EventTokeniser.scaled(mean);
        reals[at + 1] = count == 0 ? 1.5f : (float) (Math.sqrt(Math.max(0, variance)) / 4);
        reals[at + 2] = (float) (Math.log1p(count) / 4 - 0.5);
        reals[at + 3] = count == 0 && longest == 0 ? 0 : EventTokeniser.scaled(longest);
    }

    /// Since when it was not there, in the same steps; 0 where it never was.
    float away(long second) {
        return leftSecond == NEVER ? 0 : EventTokeniser.scaled(EventTokeniser.steps(second - leftSecond));
    }

    void save(ByteBuffer out) {
        out.putInt(count).putDouble(mean).putDouble(variance).putDouble(longest).putLong(leftSecond);
    }

    void load(ByteBuffer in) {
        count = EventTokeniser.within(in.getInt(), 0, MOST_COUNT);
        mean = EventTokeniser.within(in.getDouble(), Integer.MAX_VALUE);
        variance = EventTokeniser.within(in.getDouble(), Integer.MAX_VALUE);
        longest = EventTokeniser.within(in.getDouble(), Integer.MAX_VALUE);
        leftSecond = in.getLong();
    }
}
