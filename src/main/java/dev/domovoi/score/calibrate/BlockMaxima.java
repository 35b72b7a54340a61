package dev.domovoi.score.calibrate;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The largest value of each past block of one evidence series, and how rare a new value is among them.
///
/// Up to the upper fifth every block is taken for ordinary; beyond it the excess has an exponential tail, whose scale
/// is drawn towards a floor that the maxima of many other series gave, as if two more excesses of that size had been
/// seen. A few days of history say little about a tail; the floor is what keeps the first weeks honest.
public final class BlockMaxima {
    /// Blocks remembered: 100 days of 6 hours.
    static final int HISTORY = 400;

    /// Fewer tell nothing: three days.
    public static final int CALIBRATED_BLOCKS = 12;

    private static final double ORDINARY_SHARE = 0.8;
    private static final double MOST_EXCESSES = 5;
    private static final double FLOOR_EXCESSES = 2;

    private final double floor;
    private final float[] maxima = new float[HISTORY];
    private int count;
    private int next;
    private double tailStart;
    private double scale;

    public BlockMaxima(double floor) {
        if (!(floor > 0)) {
            throw new IllegalArgumentException("the floor of a scale must be positive, was " + floor);
        }
        this.floor = floor;
        refit();
    }

    /// Remembers the largest value of a closed block; what lies far beyond the tail counts as five of its scales, so
    /// that one bad day does not make the next one normal, and a change for good is learned within days.
    public void add(double maximum) {
        boolean isCalibrated = count >= CALIBRATED_BLOCKS;
        maxima[next] = (float) (isCalibrated ? Math.min(maximum, tailStart + MOST_EXCESSES * scale) : maximum);
        next = (next + 1) % HISTORY;
        count = Math.min(count + 1, HISTORY);
        refit();
    }

    public int blocks() {
        return count;
    }

    /// Goes on from what another one of the same series remembers.
    public void goOnFrom(BlockMaxima other) {
        System.arraycopy(other.maxima, 0, maxima, 0, HISTORY);
        count = other.count;
        next = other.next;
        refit();
    }

    /// -ln of the share of blocks that reach this value; 0 for an ordinary one.
    public double rarityNats(double value) {
        return value <= tailStart ? 0 : -Math.log(1 - ORDINARY_SHARE) + (value - tailStart) / scale;
    }

    private void refit() {
        float[] sorted = Arrays.copyOf(maxima, count);
        Arrays.sort(sorted);
        tailStart = count == 0 ? Double.POSITIVE_INFINITY : quantile(sorted);
        double excess = 0;
        int beyond = 0;
        for (float maximum : sorted) {
            if (maximum > tailStart) {
                excess += maximum - tailStart;
                beyond++;
            }
        }
        scale = Math.max(floor, (excess + FLOOR_EXCESSES * floor) / (beyond + FLOOR_EXCESSES));
    }

    private static double quantile(float[] sorted) {
        double at = ORDINARY_SHARE * (sorted.length - 1);
        int low = (int) at;
        double above = low + 1 < sorted.length ? sorted[low + 1] - sorted[low] : 0;
        return sorted[low] + (at - low) * above;
    }

    /// Bytes that [#save] writes.
    public static int stateBytes() {
        return Float.BYTES * HISTORY + 2 * Integer.BYTES;
    }

    /// Writes everything it knows.
    public void save(ByteBuffer to) {
        to.putInt(count).putInt(next);
        for (float maximum : maxima) {
            to.putFloat(maximum);
        }
    }

    /// Takes over what [#save] wrote; throws IllegalArgumentException where it cannot have.
    public void load(ByteBuffer from) {
        count = from.getInt();
        next = from.getInt();
        if (count < 0 || count > HISTORY || next < 0 || next >= HISTORY) {
            throw new IllegalArgumentException("blocks must number 0.." + HISTORY + ", were " + count);
        }
        for (int i = 0; i < HISTORY; i++) {
            maxima[i] = from.getFloat();
        }
        refit();
    }
}
