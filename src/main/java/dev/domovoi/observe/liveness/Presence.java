package dev.domovoi.observe.liveness;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is known of one device's being there: a value that is replaced as a whole, so that any thread may look at it.
///
/// `silentSince` is where its present silence begins, which is later than `heardAt` where the silence was not its own
/// fault. Only the habit changes, and only its owner asks it.
record Presence(
        Optional<Instant> heardAt,
        Instant silentSince,
        Said said,
        boolean isInterrupted,
        Habit habit,
        Duration quietAfter,
        Duration lostAfter) {

    /// What its last will, or its bridge, said last.
    enum Said {
        NOTHING,
        ONLINE,
        OFFLINE
    }

    /// One that was told of and not heard yet.
    static Presence told(Said said, Instant at) {
        Habit habit = new Habit();
        return new Presence(Optional.empty(), at, said, false, habit, habit.quietAfter(), habit.lostAfter());
    }

    /// It said something itself. What lies before an interruption is no silence of its own.
    Presence heard(Instant at) {
        if (heardAt.isPresent() && !isInterrupted && at.isAfter(silentSince)) {
            habit.add(Duration.between(silentSince, at).toMillis(), at.toEpochMilli());
        }
        Said now = said == Said.OFFLINE ? Said.NOTHING : said;
        return new Presence(Optional.of(at), at, now, false, habit, habit.quietAfter(), habit.lostAfter());
    }

    Presence says(Said word) {
        return new Presence(heardAt, silentSince, word, isInterrupted, habit, quietAfter, lostAfter);
    }

    /// From one instant to the other nobody could have heard it: that time does not count.
    Presence excused(Instant from, Instant to) {
        Instant later = silentSince.plus(Duration.between(from, to));
        return new Presence(heardAt, later, said, true, habit, quietAfter, lostAfter);
    }

    boolean isOffline() {
        return said == Said.OFFLINE;
    }

    /// Where its last will says that it is there, silence alone is no loss for long.
    boolean isSilentTooLong(Instant since, Instant now) {
        boolean waitsLonger = said == Said.ONLINE && lostAfter.compareTo(Habit.SELDOM) < 0;
        return Duration.between(since, now).compareTo(waitsLonger ? Habit.SELDOM : lostAfter) > 0;
    }

    boolean isQuiet(Instant now) {
        return heardAt.isEmpty() || Duration.between(silentSince, now).compareTo(quietAfter) > 0;
    }
}
