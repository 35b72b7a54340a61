package dev.domovoi.score.token;

/// The bins that a duration is sorted into: a few a decade up to an hour, hours up to a day and a half, then days.
public final class Durations {
    public static final int BINS = 56;

    private static final int[] SHORT = {20, 30, 45, 68, 101, 152, 228, 342, 513, 769, 1153, 1730, 2595};
    private static final int[] LONG_HOURS = {40, 44, 48, 60, 72, 96, 144, 400};
    private static final int HOURLY = 36;
    private static final int HOUR = 3600;
    private static final int[] EDGES = edges();

    private Durations() {}

    private static int[] edges() {
        int[] edges = new int[BINS + 1];
        System.arraycopy(SHORT, 0, edges, 0, SHORT.length);
        for (int hour = 1; hour <= HOURLY; hour++) {
            edges[SHORT.length - 1 + hour] = hour * HOUR;
        }
        for (int i = 0; i < LONG_HOURS.length; i++) {
            edges[SHORT.length + HOURLY + i] = LONG_HOURS[i] * HOUR;
        }
        return edges;
    }

    /// The bin of a duration; those shorter than the first and longer than the last are in these.
    public static int bin(double seconds) {
        int low = 0;
        int high = BINS - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (seconds < EDGES[middle + 1]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /// Seconds at which the bin begins.
    public static int from(int bin) {
        return EDGES[bin];
    }

    /// Seconds at which it ends.
    public static int to(int bin) {
        return EDGES[bin + 1];
    }

    /// Its geometric middle, in seconds.
    public static double middle(int bin) {
        return Math.sqrt((double) EDGES[bin] * EDGES[bin + 1]);
    }
}
