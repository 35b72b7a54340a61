package dev.domovoi.act.router;

import java.time.Instant;

/// The counter of commands to one router: each number larger than the one before, also over restarts and a lost store,
/// since it never falls behind the clock.
///
/// Keep [#last] before a command is sent and begin with it again. Belongs to one thread.
public final class CommandCounter {
    private long last;

    /// Goes on after the last number that was kept; 0 where none was.
    public CommandCounter(long last) {
        this.last = last;
    }

    public long next(Instant now) {
        last = Math.max(last + 1, now.getEpochSecond());
        return last;
    }

    public long last() {
        return last;
    }
}
