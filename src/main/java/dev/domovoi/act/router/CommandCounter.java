package dev.domovoi.act.router;

import java.time.Duration;
import java.time.Instant;

/// The counter of commands to one router: each number larger than the one before, and over restarts and a lost store
/// too, since it never falls behind the clock.
///
/// Where the clock was ahead before, the router knows a larger number still. It says so, and [#goBeyond] is how to go
/// on: the router keeps it, so nobody else has to. Belongs to one thread.
public final class CommandCounter {
    /// A router takes no command that is valid for longer than a day, so no honest number is farther ahead; a year
    /// leaves room for a clock that was worse, and none for using up all numbers there are.
    static final Duration FARTHEST = Duration.ofDays(366);

    private long last;

    public long next(Instant now) {
        last = Math.max(last + 1, now.getEpochSecond());
        return last;
    }

    /// The router has taken that number already; false where it cannot be believed.
    public boolean goBeyond(long taken, Instant now) {
        if (taken > now.plus(FARTHEST).getEpochSecond()) {
            return false;
        }
        last = Math.max(last, taken);
        return true;
    }
}
