package dev.domovoi.app.config;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The keys of what people keep in their own hands: what needs their approval, and when they work on devices.
final class CareKeys {
    private CareKeys() {}

    static final String NEVER = "never";

    static final Key<String> APPROVAL = new Key<>(
            "act.approval[]",
            "",
            "",
            "What is done only after a person has approved it, beside what cannot be undone: off (then also what is cut for"
                    + " safety), shed, quarantine, cordon, power_cycle. What cannot be undone needs it anyway: off, unless it"
                    + " cuts what heats or turns, and power_cycle. never, alone: nothing needs it.",
            text -> Parse.oneOf(text, List.of("off", "shed", "quarantine", "cordon", "power_cycle", NEVER)));
    static final Key<Duration> APPROVE_WITHIN = new Key<>(
            "act.approve_within",
            "10m",
            "",
            "How long an approval is waited for, at least 1m; after that it is refused as too late.",
            CareKeys::deadline);
    static final Key<DayOfWeek> DAYS = new Key<>(
            "maintenance[].days[]",
            "",
            "",
            "On which days the window begins: mon, tue, wed, thu, fri, sat, sun. Not set: every day.",
            CareKeys::day);
    static final Key<LocalTime> FROM = new Key<>(
            "maintenance[].from",
            "",
            "",
            "When it begins, such as \"09:30\", by the clock on the wall in home.zone.",
            CareKeys::time);
    static final Key<LocalTime> TO = new Key<>(
            "maintenance[].to",
            "",
            "",
            "When it ends; on the next day where it is not later than from.",
            CareKeys::time);
    static final Key<String> DEVICES = new Key<>(
            "maintenance[].devices[]",
            "",
            "",
            "Which devices are worked on then, by their names in topics or the names given to them. Not set: all.",
            Parse::name);

    static final List<Key<?>> ALL = List.of(APPROVAL, APPROVE_WITHIN, DAYS, FROM, TO, DEVICES);

    private static Duration deadline(String text) {
        Duration asked = Parse.duration(text);
        if (asked.toMinutes() < 1) {
            throw new IllegalArgumentException("a duration of at least 1m");
        }
        return asked;
    }

    private static DayOfWeek day(String text) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> word(day).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of "
                        + Arrays.stream(DayOfWeek.values()).map(CareKeys::word).collect(Collectors.joining(", "))));
    }

    private static String word(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException("a time of day such as \"09:30\"", malformed);
        }
    }
}
