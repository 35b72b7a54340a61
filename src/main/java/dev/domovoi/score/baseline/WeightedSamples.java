package dev.domovoi.score.baseline;

import java.util.Arrays;

/// Samples with weights that sum to 1, in ascending order, for quantiles; made when an hour begins and then dropped.
final class WeightedSamples {
    private final float[] values;
    private final double[] weights;
    private final long[] order;
    private int count;

    WeightedSamples(int most) {
        values = new float[most];
        weights = new double[most];
        order = new long[most];
    }

    void add(float value, double weight) {
        values[count] = value;
        weights[count] = weight;
        order[count] = sortable(value) << 32 | count;
        count++;
    }

    WeightedSamples sorted() {
        Arrays.sort(order, 0, count);
        return this;
    }

    /// A float's bits in the order of its values.
    private static long sortable(float value) {
        int bits = Float.floatToIntBits(value);
        return bits ^ ((bits >> 31) & 0x7fffffff);
    }

    private double sample(int rank) {
        return values[(int) order[rank]];
    }

    private double weight(int rank) {
        return weights[(int) order[rank]];
    }

    double quantile(double share) {
        double sum = 0;
        for (int rank = 0; rank < count; rank++) {
            sum += weight(rank);
            if (sum >= share) {
                return sample(rank);
            }
        }
        return sample(count - 1);
    }

    /// The weighted median distance from the median, times 1.4826 to read as a standard deviation.
    double spread(double median) {
        int high = 0;
        while (high < count && sample(high) < median) {
            high++;
        }
        int low = high - 1;
        double sum = 0;
        double distance = 0;
        while (sum < 0.5 && (low >= 0 || high < count)) {
            double down = low >= 0 ? median - sample(low) : Double.POSITIVE_INFINITY;
            double up = high < count ? sample(high) - median : Double.POSITIVE_INFINITY;
            distance = Math.min(down, up);
            sum += down <= up ? weight(low--) : weight(high++);
        }
        return 1.4826 * distance;
    }
}
