package dev.domovoi.score.baseline;

import java.nio.ByteBuffer;

/// What each hour of the week has brought so far: the last eight weeks of it, and quantiles drawn towards the same
/// hour of every day and towards all hours where this hour alone has little to say.
final class WeekProfile {
    static final int HOURS = 168;

    /// Samples kept for each hour of the week: two an hour for eight weeks.
    static final int DEPTH = 16;

    /// As many samples as it takes to trust an hour of the week, or an hour of the day, half.
    private static final double TRUST_HOUR_OF_WEEK = 8;
    private static final double TRUST_HOUR_OF_DAY = 8;

    private static final int DAY = 24;
    private final float[] samples = new float[HOURS * DEPTH];
    private final byte[] counts = new byte[HOURS];
    private final byte[] heads = new byte[HOURS];

    void add(int hourOfWeek, double value) {
        samples[hourOfWeek * DEPTH + heads[hourOfWeek]] = (float) value;
        heads[hourOfWeek] = (byte) ((heads[hourOfWeek] + 1) % DEPTH);
        counts[hourOfWeek] = (byte) Math.min(counts[hourOfWeek] + 1, DEPTH);
    }

    int size() {
        int size = 0;
        for (byte count : counts) {
            size += count;
        }
        return size;
    }

    /// Every sample, weighted for this hour of the week: n/(n + k) for its own samples, of the rest m/(m + k) for
    /// those of its hour of day, and what remains for all.
    WeightedSamples weightedFor(int hourOfWeek) {
        int all = size();
        int sameHour = 0;
        for (int hour = hourOfWeek % DAY; hour < HOURS; hour += DAY) {
            sameHour += counts[hour];
        }
        int own = counts[hourOfWeek];
        double ownShare = own / (own + TRUST_HOUR_OF_WEEK);
        double hourShare = (1 - ownShare) * sameHour / (sameHour + TRUST_HOUR_OF_DAY);
        double restShare = 1 - ownShare - hourShare;
        WeightedSamples pool = new WeightedSamples(all);
        for (int hour = 0; hour < HOURS; hour++) {
            double weight = restShare / all;
            weight += hour % DAY == hourOfWeek % DAY ? hourShare / sameHour : 0;
            weight += hour == hourOfWeek ? ownShare / own : 0;
            for (int i = 0; i < counts[hour]; i++) {
                pool.add(samples[hour * DEPTH + i], weight);
            }
        }
        return pool.sorted();
    }

    static int stateBytes() {
        return 4 * HOURS * DEPTH + 2 * HOURS;
    }

    void save(ByteBuffer to) {
        for (float sample : samples) {
            to.putFloat(sample);
        }
        to.put(counts).put(heads);
    }

    void load(ByteBuffer from) {
        for (int i = 0; i < samples.length; i++) {
            samples[i] = from.getFloat();
        }
        from.get(counts).get(heads);
        for (int hour = 0; hour < HOURS; hour++) {
            if (counts[hour] < 0 || counts[hour] > DEPTH || heads[hour] < 0 || heads[hour] >= DEPTH) {
                throw new IllegalArgumentException(
                        "samples of hour " + hour + " must number 0.." + DEPTH + ", were " + counts[hour]);
            }
        }
    }
}
