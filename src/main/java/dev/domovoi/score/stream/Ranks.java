package dev.domovoi.score.stream;

import java.nio.ByteBuffer;

/// How often each size of a positive figure came so far, in fine logarithmic bins: ranks in constant memory.
///
/// A bin is 1.5 % wide, within which values count as evenly spread. When [#MOST] are counted, all counts are halved,
/// so that the newest half counts as much as all before.
final class Ranks {
    /// Values counted before the counts are halved.
    static final int MOST = 20_000;

    private static final int BINS_PER_OCTAVE = 48;
    private static final int LOWEST_OCTAVE = -9;
    private static final int OCTAVES = 15;
    private static final int BINS = OCTAVES * BINS_PER_OCTAVE;

    /// Bytes of memory, and of what [#save] writes.
    static final int BYTES = BINS * Short.BYTES + Integer.BYTES;

    private final short[] counts = new short[BINS];
    private int count;

    int count() {
        return count;
    }

    void add(double value) {
        counts[(int) place(value)]++;
        if (++count < MOST) {
            return;
        }
        count = 0;
        for (int bin = 0; bin < BINS; bin++) {
            counts[bin] = (short) (counts[bin] / 2);
            count += counts[bin];
        }
    }

    /// Bins from the lowest on, with a fraction.
    private static double place(double value) {
        double octaves = Math.log(Math.max(value, Double.MIN_NORMAL)) / Math.log(2) - LOWEST_OCTAVE;
        return Math.clamp(octaves * BINS_PER_OCTAVE, 0, BINS - 1e-9);
    }

    private static double value(double place) {
        return Math.exp((place / BINS_PER_OCTAVE + LOWEST_OCTAVE) * Math.log(2));
    }

    /// How many values so far are at least this, about.
    double atLeast(double value) {
        double place = place(value);
        int bin = (int) place;
        double sum = counts[bin] * (1 - (place - bin));
        for (int above = bin + 1; above < BINS; above++) {
            sum += counts[above];
        }
        return sum;
    }

    /// The `rank`-th largest value so far, and how far the larger ones are above it in the mean.
    record Tail(double start, double meanExcess) {}

    Tail tail(int rank) {
        int above = 0;
        double sum = 0;
        for (int bin = BINS - 1; bin >= 0; bin--) {
            int here = counts[bin];
            if (above + here >= rank) {
                double start = value(bin + 1 - (rank - above - 0.5) / here);
                return new Tail(start, Math.max(0, (sum - above * start) / rank));
            }
            above += here;
            sum += here * value(bin + 0.5);
        }
        return new Tail(0, 0);
    }

    void save(ByteBuffer out) {
        out.putInt(count);
        for (short c : counts) {
            out.putShort(c);
        }
    }

    void load(ByteBuffer in) {
        count = in.getInt();
        int sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            counts[bin] = in.getShort();
            sum += counts[bin];
            if (counts[bin] < 0) {
                throw new IllegalArgumentException("a count must not be negative, was " + counts[bin]);
            }
        }
        if (count != sum || count > MOST) {
            throw new IllegalArgumentException("counts must add up to " + count + ", came to " + sum);
        }
    }
}
