package dev.domovoi.app;

import dev.domovoi.app.store.Store.KeptDay;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// How long the home was watched and how many alarms came of it, by day in UTC, over restarts. Safe for any thread.
///
/// It is written with the snapshots: a crash costs some minutes of it.
public final class AlarmRecord {
    /// Days remembered.
    static final int MOST_DAYS = 400;

    private static final int NEWEST = 3;

    private final AtomicReference<List<KeptDay>> days = new AtomicReference<>(List.of());

    /// Goes on from what an earlier run kept.
    void goOn(List<KeptDay> kept) {
        days.set(List.copyOf(kept));
    }

    /// A minute passed in which a learned alarm could have come.
    void watched(Instant now) {
        change(now, day -> new KeptDay(day.day(), day.minutes() + 1, day.alarms(), day.confirmed(), day.calledFalse()));
    }

    void alarmed(Instant now) {
        change(now, day -> new KeptDay(day.day(), day.minutes(), day.alarms() + 1, day.confirmed(), day.calledFalse()));
    }

    /// A person changed what was said of an alarm; a day may so end up below zero, the sum of all never.
    void judged(Optional<Boolean> before, Optional<Boolean> after, Instant now) {
        long confirmed = count(after, true) - count(before, true);
        long calledFalse = count(after, false) - count(before, false);
        change(
                now,
                day -> new KeptDay(
                        day.day(),
                        day.minutes(),
                        day.alarms(),
                        day.confirmed() + confirmed,
                        day.calledFalse() + calledFalse));
    }

    private static long count(Optional<Boolean> said, boolean what) {
        return said.filter(word -> word == what).isPresent() ? 1 : 0;
    }

    /// All days in which something was watched, the oldest first.
    public List<KeptDay> days() {
        return days.get();
    }

    /// Whether something was watched on a day before that of an instant.
    boolean hasDaysBefore(Instant now) {
        List<KeptDay> all = days.get();
        return !all.isEmpty() && all.getFirst().day().isBefore(dayOf(now));
    }

    /// Those that may have changed since they were written last.
    List<KeptDay> newest() {
        List<KeptDay> all = days.get();
        return all.subList(Math.max(0, all.size() - NEWEST), all.size());
    }

    /// The first day that is still remembered.
    static LocalDate oldest(Instant now) {
        return dayOf(now).minusDays(MOST_DAYS - 1L);
    }

    /// Where the clock was set back, time goes on from the newest day.
    private void change(Instant now, UnaryOperator<KeptDay> change) {
        days.updateAndGet(before -> {
            LocalDate today = dayOf(now);
            boolean isKnown = !before.isEmpty() && !before.getLast().day().isBefore(today);
            KeptDay last = isKnown ? before.getLast() : new KeptDay(today, 0, 0, 0, 0);
            List<KeptDay> earlier = isKnown ? before.subList(0, before.size() - 1) : before;
            int forgotten = Math.max(0, earlier.size() + 1 - MOST_DAYS);
            return Stream.concat(earlier.stream().skip(forgotten), Stream.of(change.apply(last)))
                    .toList();
        });
    }

    private static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
