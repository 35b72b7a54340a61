package dev.domovoi.observe.liveness;

import dev.domovoi.observe.tick.ReportingHabit;
import java.time.Duration;
import java.util.Arrays;

/// How often a device is usually heard, and how long it usually keeps silent: one that publishes on change is silent
/// every night. Belongs to one thread.
final class Habit {
    /// Longer than a sensor on a battery sleeps that is heard once a day.
    static final Duration SELDOM = Duration.ofHours(25);

    private static final Duration LEAST_QUIET = Duration.ofMinutes(5);
    private static final Duration LEAST_LOST = Duration.ofMinutes(15);
    private static final Duration USUAL_LOST = Duration.ofHours(1);
    private static final Duration ONE_WAKE = Duration.ofMinutes(2);
    private static final int PERIODS_TO_LOST = 5;
    private static final int FAST_PERIODS_TO_LOST = 15;
    private static final int DAYS = 7;
    private static final long DAY_MILLIS = 86_400_000;

    private final ReportingHabit reports = new ReportingHabit();
    private final long[] longestOfDay = new long[DAYS];
    private final long[] dayOf = new long[DAYS];
    private long heardForMillis;
    private Duration quietAfter = LEAST_QUIET;
    private Duration lostAfter = SELDOM;

    Habit() {
        Arrays.fill(dayOf, Long.MIN_VALUE);
    }

    /// A silence that has just ended.
    void add(long pauseMillis, long atMillis) {
        long day = Math.floorDiv(atMillis, DAY_MILLIS);
        int slot = (int) Math.floorMod(day, (long) DAYS);
        boolean isNewDay = dayOf[slot] != day;
        boolean isLongest = isNewDay || pauseMillis > longestOfDay[slot];
        if (isLongest) {
            dayOf[slot] = day;
            longestOfDay[slot] = pauseMillis;
        }
        boolean wasOneWake = heardForMillis < ONE_WAKE.toMillis();
        heardForMillis += pauseMillis;
        if (reports.add(pauseMillis) || isLongest || wasOneWake) {
            learn(day);
        }
    }

    Duration quietAfter() {
        return quietAfter;
    }

    Duration lostAfter() {
        return lostAfter;
    }

    private void learn(long today) {
        long period = reports.period().toMillis();
        quietAfter = longest(LEAST_QUIET, halfAsLongAgain(period));
        if (period > 0) {
            Duration fast = shortest(USUAL_LOST, Duration.ofMillis(FAST_PERIODS_TO_LOST * period));
            lostAfter = longest(longest(LEAST_LOST, fast), Duration.ofMillis(PERIODS_TO_LOST * period));
            lostAfter = longest(lostAfter, halfAsLongAgain(silence(today, 1)));
        } else if (heardForMillis < ONE_WAKE.toMillis()) {
            lostAfter = SELDOM;
        } else {
            lostAfter = longest(USUAL_LOST, halfAsLongAgain(silence(today, 0)));
        }
    }

    /// Of the longest silences of the last seven days the longest but `left`: a single outage is no habit.
    private long silence(long today, int left) {
        long[] recent = new long[DAYS];
        for (int i = 0; i < DAYS; i++) {
            recent[i] = Math.abs(today - dayOf[i]) < DAYS ? longestOfDay[i] : 0;
        }
        Arrays.sort(recent);
        return recent[DAYS - 1 - left];
    }

    private static Duration halfAsLongAgain(long millis) {
        return Duration.ofMillis(millis + millis / 2);
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shortest(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
