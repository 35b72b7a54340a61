package dev.domovoi.observe.tick;

import java.time.Duration;
import java.util.Arrays;

/// How often a stream reports when it has nothing to say, learned from the pauses between its readings.
///
/// A plug that publishes on change reports in bursts, and its heartbeat shows only between them. So of every five
/// minutes only the longest pause counts, and of the last 31 of those the upper quartile: a few outages do not move
/// it.
public final class ReportingHabit {
    private static final int REMEMBERED = 31;
    private static final int LEAST = 3;
    private static final long STRETCH_MILLIS = Resampler.LEAST_HOLD.toMillis();

    private final long[] pauses = new long[REMEMBERED];
    private int count;
    private int next;
    private long stretch;
    private long longest;

    /// Whether that ended a stretch, so that the habit may be another one now.
    public boolean add(long pauseMillis) {
        longest = Math.max(longest, pauseMillis);
        stretch += pauseMillis;
        if (stretch < STRETCH_MILLIS) {
            return false;
        }
        pauses[next] = longest;
        next = (next + 1) % REMEMBERED;
        count = Math.min(count + 1, REMEMBERED);
        stretch = 0;
        longest = 0;
        return true;
    }

    /// Zero until three stretches are known.
    public Duration period() {
        if (count < LEAST) {
            return Duration.ZERO;
        }
        long[] sorted = Arrays.copyOf(pauses, count);
        Arrays.sort(sorted);
        return Duration.ofMillis(sorted[Math.min(count - 1, 3 * count / 4)]);
    }
}
