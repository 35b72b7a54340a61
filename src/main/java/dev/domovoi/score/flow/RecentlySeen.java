package dev.domovoi.score.flow;

import java.util.Arrays;

/// How many different things were seen within the last while, counted exactly up to a limit; beyond it the oldest is
/// forgotten, and the count stays at the limit.
final class RecentlySeen {
    private static final long[] NONE = {};

    private final int windowSeconds;
    private final int most;

    /// Most see one thing only, which takes no table.
    private long firstThing;

    private long firstSecond;
    private long[] things = NONE;
    private long[] seconds = NONE;
    private int count;

    RecentlySeen(int windowSeconds, int most) {
        this.windowSeconds = windowSeconds;
        this.most = most;
    }

    void add(long thing, long second) {
        int at = indexOf(thing);
        set(at < 0 ? place(second) : at, thing, second);
    }

    void remove(long thing) {
        int at = indexOf(thing);
        if (at >= 0) {
            drop(at);
        }
    }

    int count(long second) {
        for (int i = count - 1; i >= 0; i--) {
            if (second(i) <= second - windowSeconds) {
                drop(i);
            }
        }
        return count;
    }

    private long thing(int at) {
        return at == 0 ? firstThing : things[at - 1];
    }

    private long second(int at) {
        return at == 0 ? firstSecond : seconds[at - 1];
    }

    private void set(int at, long thing, long second) {
        if (at == 0) {
            firstThing = thing;
            firstSecond = second;
        } else {
            things[at - 1] = thing;
            seconds[at - 1] = second;
        }
    }

    private int room() {
        return 1 + things.length;
    }

    private int indexOf(long thing) {
        for (int i = 0; i < count; i++) {
            if (thing(i) == thing) {
                return i;
            }
        }
        return -1;
    }

    private int place(long second) {
        if (count == room()) {
            count(second);
        }
        if (count == most) {
            return oldest();
        }
        if (count == room()) {
            things = Arrays.copyOf(things, Math.min(most, 2 * count) - 1);
            seconds = Arrays.copyOf(seconds, things.length);
        }
        return count++;
    }

    private int oldest() {
        int oldest = 0;
        for (int i = 1; i < count; i++) {
            oldest = second(i) < second(oldest) ? i : oldest;
        }
        return oldest;
    }

    private void drop(int at) {
        count--;
        set(at, thing(count), second(count));
    }
}
