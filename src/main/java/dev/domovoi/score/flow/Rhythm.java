package dev.domovoi.score.flow;

import java.util.Arrays;

/// How evenly contacts with one machine are spread over time, in constant memory: counts in bins of equal width, of
/// which two become one when time has filled them all, and the newest gaps.
///
/// Polls tell a time only to ten seconds. So a quick rhythm is judged by counts (their variance is far below their mean
/// if contacts come by a clock, equal to it if they come by chance, above it if somebody is at work), a slow one by its
/// gaps.
final class Rhythm {
    /// A quick rhythm needs so many full bins with this many contacts on average.
    static final int BINS_NEEDED = 16;

    static final int CONTACTS_A_BIN = 3;

    /// Variance of the counts divided by their mean. Chance is 1; of 2000 contacts that come by chance, one stream
    /// in 400 falls below this at any of the looks at it.
    static final double MOST_DISPERSION = 0.2;

    /// A slow rhythm needs so many gaps, and this share of them near the median.
    static final int GAPS_NEEDED = 12;

    static final double NEAR_SHARE = 0.8;

    private static final int BINS = 64;
    private static final int GAPS = 16;
    private static final long FIRST_WIDTH_SECONDS = 10;
    private static final double SLOW_SECONDS = 60;
    private static final double RESOLUTION_SECONDS = 10;
    private static final double NEAR = 0.1;
    private static final double PAUSE_SECONDS = 600;
    private static final double PAUSE_GAPS = 10;

    private final int[] bins = new int[BINS];
    private final float[] gaps = new float[GAPS];
    private long widthSeconds = FIRST_WIDTH_SECONDS;
    private double start = Double.NaN;
    private double newest;
    private long contacts;
    private int gapCount;

    /// Takes in contacts at a time; what comes late counts as if it came with the newest.
    void add(int begun, double second) {
        if (Double.isNaN(start) || isPause(second)) {
            restart(second);
        } else if (second > newest) {
            gaps[gapCount++ % GAPS] = (float) (second - newest);
            newest = second;
        }
        long bin = (long) ((newest - start) / widthSeconds);
        while (bin >= BINS) {
            widen();
            bin = (long) ((newest - start) / widthSeconds);
        }
        bins[(int) bin] += begun;
        contacts += begun;
    }

    private boolean isPause(double second) {
        return contacts > 1 && second - newest > Math.max(PAUSE_SECONDS, PAUSE_GAPS * periodSeconds());
    }

    private void restart(double second) {
        Arrays.fill(bins, 0);
        widthSeconds = FIRST_WIDTH_SECONDS;
        start = second;
        newest = second;
        contacts = 0;
        gapCount = 0;
    }

    private void widen() {
        for (int i = 0; i < BINS / 2; i++) {
            bins[i] = bins[2 * i] + bins[2 * i + 1];
        }
        Arrays.fill(bins, BINS / 2, BINS, 0);
        widthSeconds *= 2;
    }

    boolean isRegular() {
        return periodSeconds() >= SLOW_SECONDS ? hasEvenGaps() : hasEvenCounts();
    }

    private boolean hasEvenGaps() {
        int count = Math.min(gapCount, GAPS);
        if (count < GAPS_NEEDED) {
            return false;
        }
        float[] sorted = Arrays.copyOf(gaps, count);
        Arrays.sort(sorted);
        double median = sorted[count / 2];
        double tolerance = Math.max(NEAR * median, RESOLUTION_SECONDS);
        int near = 0;
        for (float gap : sorted) {
            near += Math.abs(gap - median) <= tolerance ? 1 : 0;
        }
        return near >= NEAR_SHARE * count;
    }

    /// At some width: bins that are narrower than a poll are of all or nothing.
    private boolean hasEvenCounts() {
        int full = (int) ((newest - start) / widthSeconds);
        for (int join = 1; full / join >= BINS_NEEDED; join++) {
            int joined = full / join;
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < joined; i++) {
                double count = 0;
                for (int j = 0; j < join; j++) {
                    count += bins[i * join + j];
                }
                sum += count;
                squares += count * count;
            }
            double mean = sum / joined;
            double variance = (squares / joined - mean * mean) * joined / (joined - 1);
            if (mean >= CONTACTS_A_BIN && variance <= MOST_DISPERSION * mean) {
                return true;
            }
        }
        return false;
    }

    long contacts() {
        return contacts;
    }

    double spanSeconds() {
        return newest - start;
    }

    double periodSeconds() {
        return contacts < 2 ? 0 : spanSeconds() / (contacts - 1);
    }
}
