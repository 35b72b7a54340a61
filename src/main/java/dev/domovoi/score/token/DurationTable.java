package dev.domovoi.score.token;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// How long each level of one stream lasted so far: a table of counts that says, at an event's start, how likely it
/// ends in each bin if it lasts until then. Remembers the last 400 durations of each level, and for an event that
/// begins at a time of day, those that began within three hours of it count four times as much as others.
///
/// A duration that was cut off counts as still running in the bins before its own, and says nothing of later ones.
final class DurationTable {
    private static final int KEPT = 400;
    private static final int QUARTERS = 96;
    private static final int QUARTER_SECONDS = 900;
    private static final int NEAR_QUARTERS = 12;
    private static final double FAR_WEIGHT = 0.25;
    private static final double USUAL_WEIGHT = 2;
    private static final double[] KERNEL = {.1, .2, .4, .2, .1};
    private static final double LEAST_HAZARD = 1e-5;
    private static final double MOST_HAZARD = 1 - 1e-3;

    private final byte[] bins = new byte[EventTokeniser.LEVELS * KEPT];
    private final byte[] quarters = new byte[EventTokeniser.LEVELS * KEPT];
    private final int[] filled = new int[EventTokeniser.LEVELS];
    private final int[] next = new int[EventTokeniser.LEVELS];
    private final double[] ended = new double[Durations.BINS];
    private final double[] cut = new double[Durations.BINS];

    void learn(int level, int secondOfDay, int bin, boolean isCensored) {
        int at = level * KEPT + next[level];
        bins[at] = (byte) (isCensored ? -1 - bin : bin);
        quarters[at] = (byte) (secondOfDay / QUARTER_SECONDS);
        next[level] = (next[level] + 1) % KEPT;
        filled[level] = Math.min(KEPT, filled[level] + 1);
    }

    /// Writes the logit of the hazard in each bin.
    void hazards(UsualDurations usual, Grain grain, int level, int secondOfDay, float[] logits, int at) {
        Arrays.fill(cut, 0);
        for (int bin = 0; bin < Durations.BINS; bin++) {
            ended[bin] = USUAL_WEIGHT * usual.share(grain, level, bin);
        }
        for (int i = level * KEPT; i < level * KEPT + filled[level]; i++) {
            count(bins[i], weight(quarters[i], secondOfDay / QUARTER_SECONDS));
        }
        double running = 0;
        for (int bin = Durations.BINS - 1; bin >= 0; bin--) {
            running += ended[bin];
            double hazard = Math.clamp(ended[bin] / running, LEAST_HAZARD, MOST_HAZARD);
            logits[at + bin] = (float) Math.log(hazard / (1 - hazard));
            running += cut[bin];
        }
    }

    private void count(int bin, double weight) {
        if (bin < 0) {
            cut[-1 - bin] += weight;
            return;
        }
        for (int i = 0; i < KERNEL.length; i++) {
            ended[Math.clamp(bin + i - KERNEL.length / 2L, 0, Durations.BINS - 1)] += weight * KERNEL[i];
        }
    }

    private static double weight(int quarter, int now) {
        int apart = Math.abs(quarter - now);
        return Math.min(apart, QUARTERS - apart) <= NEAR_QUARTERS ? 1 : FAR_WEIGHT;
    }

    int bytes() {
        return 2 * bins.length + 2 * EventTokeniser.LEVELS * Integer.BYTES + 2 * Durations.BINS * Double.BYTES;
    }

    int savedBytes() {
        return 2 * bins.length + 2 * EventTokeniser.LEVELS * Integer.BYTES;
    }

    void save(ByteBuffer out) {
        out.put(bins).put(quarters);
        for (int level = 0; level < EventTokeniser.LEVELS; level++) {
            out.putInt(filled[level]).putInt(next[level]);
        }
    }

    void load(ByteBuffer in) {
        in.get(bins).get(quarters);
        for (int level = 0; level < EventTokeniser.LEVELS; level++) {
            filled[level] = EventTokeniser.within(in.getInt(), 0, KEPT);
            next[level] = EventTokeniser.within(in.getInt(), 0, KEPT - 1);
        }
        for (int i = 0; i < bins.length; i++) {
            EventTokeniser.within(bins[i] < 0 ? -1 - bins[i] : bins[i], 0, Durations.BINS - 1);
            EventTokeniser.within(quarters[i], 0, QUARTERS - 1);
        }
    }
}
