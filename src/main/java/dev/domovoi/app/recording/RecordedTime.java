package dev.domovoi.app.recording;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The time of a recorded message as the tools write it: ISO 8601 with an offset, before which a stray `Z` may stand,
/// or the seconds or milliseconds since 1970.
final class RecordedTime {
    private static final Pattern STRAY_Z = Pattern.compile("Z(?=[+-][0-9]{2})");
    private static final Pattern SPACE = Pattern.compile("(?<=^\\d{4}-\\d{2}-\\d{2}) (?=\\d)| (?=[+-]\\d{2}:?\\d{2}$)");
    private static final Pattern NUMBER = Pattern.compile("\\d{9,13}(\\.\\d{1,9})?");
    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /// More seconds than any recording has; what is beyond are milliseconds.
    private static final double MOST_SECONDS = 1e11;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final int SECONDS_CHARS = 19;
    private static final int MOST_FRACTION = 9;
    private static final int SAFE_DAY = 28;

    private RecordedTime() {}

    static Optional<Instant> parse(String text) {
        Optional<Instant> usual = usual(text);
        return usual.isPresent() ? usual : unusual(text);
    }

    private static Optional<Instant> unusual(String text) {
        try {
            if (NUMBER.matcher(text).matches()) {
                return Optional.of(sinceEpoch(Double.parseDouble(text)));
            }
            String iso = SPACE.matcher(text).replaceAll(space -> space.start() == "2026-11-22".length() ? "T" : "");
            return Optional.of(OffsetDateTime.parse(STRAY_Z.matcher(iso).replaceFirst(""), FORM)
                    .toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static Instant sinceEpoch(double number) {
        double seconds = number < MOST_SECONDS ? number : number / MILLIS_PER_SECOND;
        long whole = (long) seconds;
        return Instant.ofEpochSecond(whole, Math.round((seconds - whole) * NANOS_PER_SECOND));
    }

    /// Such as `2026-11-22T05:33:10.310183Z+0100`, without the cost of a formatter; empty for anything else.
    private static Optional<Instant> usual(String text) {
        boolean isForm = text.length() > SECONDS_CHARS
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
        if (!isForm) {
            return Optional.empty();
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 2);
        int day = number(text, 8, 2);
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, 17, 2);
        boolean isTime = year > 0
                && month > 0
                && month <= 12
                && day > 0
                && (day <= SAFE_DAY || isDay(year, month, day))
                && isBelow(hour, 24)
                && isBelow(minute, 60)
                && isBelow(second, 60);
        if (!isTime) {
            return Optional.empty();
        }
        int at = SECONDS_CHARS;
        long nanos = 0;
        if (text.charAt(at) == '.') {
            int end = digitsEnd(text, at + 1);
            int digits = end - at - 1;
            if (digits < 1 || digits > MOST_FRACTION) {
                return Optional.empty();
            }
            nanos = number(text, at + 1, digits) * tens(MOST_FRACTION - digits);
            at = end;
        }
        int offsetSeconds = offsetSeconds(text, at);
        if (offsetSeconds == Integer.MIN_VALUE) {
            return Optional.empty();
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        long local = ((days * 24 + hour) * 60 + minute) * 60 + second;
        return Optional.of(Instant.ofEpochSecond(local - offsetSeconds, nanos));
    }

    private static boolean isBelow(int number, int limit) {
        return number >= 0 && number < limit;
    }

    private static boolean isDay(int year, int month, int day) {
        return day <= YearMonth.of(year, month).lengthOfMonth();
    }

    /// `Z`, `+0100`, `Z+0100` or `+01:00` up to the end; the smallest number for anything else.
    private static int offsetSeconds(String text, int from) {
        int at = from;
        if (at < text.length() && text.charAt(at) == 'Z') {
            at++;
            if (at == text.length()) {
                return 0;
            }
        }
        int left = text.length() - at;
        boolean hasColon = left == 6 && text.charAt(at + 3) == ':';
        boolean isForm = (left == 5 || hasColon) && (text.charAt(at) == '+' || text.charAt(at) == '-');
        if (!isForm) {
            return Integer.MIN_VALUE;
        }
        int hours = number(text, at + 1, 2);
        int minutes = number(text, at + (hasColon ? 4 : 3), 2);
        if (!isBelow(hours, 19) || !isBelow(minutes, 60) || hours * 60 + minutes > 18 * 60) {
            return Integer.MIN_VALUE;
        }
        int seconds = (hours * 60 + minutes) * 60;
        return text.charAt(at) == '-' ? -seconds : seconds;
    }

    /// -1 where they are not all digits.
    private static int number(String text, int from, int digits) {
        int number = 0;
        for (int at = from; at < from + digits; at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    private static int digitsEnd(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static long tens(int power) {
        long product = 1;
        for (int i = 0; i < power; i++) {
            product *= 10;
        }
        return product;
    }
}
