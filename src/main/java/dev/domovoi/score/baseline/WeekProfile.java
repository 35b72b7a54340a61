package dev.domovoi.score.baseline;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// What each hour of the week has brought so far: the last eight weeks of it, and quantiles drawn towards the same hour
/// of every day and towards all hours where this hour alone has little to say.
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

    private final long[] order = new long[HOURS * DEPTH];
    private final double[] weights = new double[HOURS * DEPTH];
    private int pooled;

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

    /// Weighs every sample for this hour of the week: n/(n + k) for its own samples, of the rest m/(m + k) for those of
    /// its hour of day, and what remains for all. Must come before [#quantile] and [#spread].
    void select(int hourOfWeek) {
        int all = size();
        int sameHour = 0;
        for (int hour = hourOfWeek % DAY; hour < HOURS; hour += DAY) {
            sameHour += counts[hour];
        }
        int own = counts[hourOfWeek];
        double ownShare = own / (own + TRUST_HOUR_OF_WEEK);
        double hourShare = (1 - ownShare) * sameHour / (sameHour + TRUST_HOUR_OF_DAY);
        double restShare = 1 - ownShare - hourShare;
        pooled = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            double weight = restShare / all;
            weight += hour % DAY == hourOfWeek % DAY ? hourShare / sameHour : 0;
            weight += hour == hourOfWeek ? ownShare / own : 0;
            for (int i = 0; i < counts[hour]; i++) {
                int at = hour * DEPTH + i;
                weights[at] = weight;
                order[pooled++] = sortable(samples[at]) << 32 | at;
            }
        }
        Arrays.sort(order, 0, pooled);
    }

    /// A float's bits in the order of its values.
    private static long sortable(float value) {
        int bits = Float.floatToIntBits(value);
        return bits ^ ((bits >> 31) & 0x7fffffff);
    }

    private double sample(int rank) {
        return samples[(int) order[rank]];
    }

    private double weight(int rank) {
        return weights[(int) order[rank]];
    }

    double quantile(double share) {
        double sum = 0;
        for (int rank = 0; rank < pooled; rank++) {
            sum += weight(rank);
            if (sum >= share) {
                return sample(rank);
            }
        }
        return sample(pooled - 1);
    }

    /// The weighted median distance from the median, times 1.4826 to read as a standard deviation.
    double spread(double median) {
        int low = 0;
        while (low < pooled && sample(low) < median) {
            low++;
        }
        int high = low;
        low--;
        double sum = 0;
        double distance = 0;
        while (sum < 0.5 && (low >= 0 || high < pooled)) {
            double down = low >= 0 ? median - sample(low) : Double.POSITIVE_INFINITY;
            double up = high < pooled ? sample(high) - median : Double.POSITIVE_INFINITY;
            distance = Math.min(down, up);
            sum += down <= up ? weight(low--) : weight(high++);
        }
        return 1.4826 * distance;
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
