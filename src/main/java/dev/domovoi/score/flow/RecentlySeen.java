package dev.domovoi.score.flow;

import java.util.Arrays;

/// How many different things were seen within the last while, counted exactly up to a limit; beyond it the oldest is
/// forgotten, and the count stays at the limit.
final class RecentlySeen {
    /// Most see one thing only.
    private static final int FIRST_SIZE = 1;

    private final long windowSeconds;
    private final int most;
    private long[] things = new long[FIRST_SIZE];
    private long[] seconds = new long[FIRST_SIZE];
    private int count;

    RecentlySeen(long windowSeconds, int most) {
        this.windowSeconds = windowSeconds;
        this.most = most;
    }

    void add(long thing, long second) {
        int at = indexOf(thing);
        if (at < 0) {
            at = place(second);
            things[at] = thing;
        }
        seconds[at] = second;
    }

    void remove(long thing) {
        int at = indexOf(thing);
        if (at >= 0) {
            drop(at);
        }
    }

    int count(long second) {
        for (int i = count - 1; i >= 0; i--) {
            if (seconds[i] <= second - windowSeconds) {
                drop(i);
            }
        }
        return count;
    }

    private int indexOf(long thing) {
        for (int i = 0; i < count; i++) {
            if (things[i] == thing) {
                return i;
            }
        }
        return -1;
    }

    private int place(long second) {
        if (count == things.length) {
            count(second);
        }
        if (count == most) {
            return oldest();
        }
        if (count == things.length) {
            things = Arrays.copyOf(things, Math.min(most, 2 * count));
            seconds = Arrays.copyOf(seconds, things.length);
        }
        return count++;
    }

    private int oldest() {
        int oldest = 0;
        for (int i = 1; i < count; i++) {
            oldest = seconds[i] < seconds[oldest] ? i : oldest;
        }
        return oldest;
    }

    private void drop(int at) {
        count--;
        things[at] = things[count];
        seconds[at] = seconds[count];
    }
}
