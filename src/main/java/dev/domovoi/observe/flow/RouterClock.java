package dev.domovoi.observe.flow;

import java.time.Instant;

/// When what a router tells was so, by our clock: as late as its records say in comparison with each other, since its
/// own clock may be wrong.
///
/// A router keeps its records while the broker is away, and sends them all at once: taken for now, minutes of ordinary
/// traffic would look like a storm. Who is late again and again is not late: its clock was set.
final class RouterClock {
    /// A poll tells a time to its interval and the second; less than this is on time.
    static final long LATE_MILLIS = 15_000;

    /// The router's spool does not reach further.
    static final long LATEST_MILLIS = 3_600_000;

    static final long WINDOW_MILLIS = 60_000;

    private static final long MILLIS = 1000;
    private static final long UNKNOWN = Long.MAX_VALUE;

    private long windowBegin = Long.MIN_VALUE;
    private long smallest = UNKNOWN;
    private long smallestBefore = UNKNOWN;
    private Instant newest = Instant.MIN;

    /// The time of a record that came at `at` and speaks of the time up to `second` of the router's clock. It does not
    /// go back while ours does not.
    Instant when(long second, Instant at) {
        long now = at.toEpochMilli();
        long behind = now - second * MILLIS;
        if (now - windowBegin >= WINDOW_MILLIS || now < windowBegin || windowBegin == Long.MIN_VALUE) {
            windowBegin = now;
            smallestBefore = smallest;
            smallest = behind;
        }
        smallest = Math.min(smallest, behind);
        long late = behind - Math.min(smallest, smallestBefore);
        if (late > LATEST_MILLIS) {
            smallest = behind;
            smallestBefore = UNKNOWN;
            late = 0;
        }
        Instant meant = late < LATE_MILLIS ? at : at.minusMillis(late);
        Instant goingOn = meant.isAfter(newest) ? meant : newest;
        newest = goingOn.isAfter(at) ? at : goingOn;
        return newest;
    }
}
