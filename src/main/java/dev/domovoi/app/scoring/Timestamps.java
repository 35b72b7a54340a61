package dev.domovoi.app.scoring;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the times of one file: ISO 8601 with or without an offset and a time of day, `T` or a blank between, or epoch
/// seconds, which may have a fraction.
///
/// A time without an offset is local. An hour that the clock on the wall shows twice is the earlier one until time
/// would go back, then the later one.
final class Timestamps {
    private static final int DATE_CHARS = "2026-03-02".length();
    private static final Pattern EPOCH = Pattern.compile("[+-]?\\d{1,12}(\\.\\d{0,18})?");
    private static final long EARLIEST = LocalDate.of(1, 1, 1).toEpochDay() * 86_400;
    private static final long LATEST = LocalDate.of(10_000, 1, 1).toEpochDay() * 86_400;

    private final ZoneId zone;
    private Instant newest = Instant.MIN;

    Timestamps(ZoneId zone) {
        this.zone = zone;
    }

    /// The time that a text means, of years 1 to 9999; empty where it means none.
    Optional<Instant> parse(String text) {
        Optional<Instant> read = read(text.strip());
        read.filter(at -> at.isAfter(newest)).ifPresent(at -> newest = at);
        return read;
    }

    private Optional<Instant> read(String text) {
        try {
            if (text.length() >= DATE_CHARS && text.charAt(4) == '-' && text.charAt(7) == '-') {
                return Optional.of(calendar(text));
            }
            return EPOCH.matcher(text).matches() ? epoch(new BigDecimal(text)) : Optional.empty();
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> epoch(BigDecimal seconds) {
        long whole = seconds.setScale(0, java.math.RoundingMode.FLOOR).longValueExact();
        long nanos =
                seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue();
        return whole >= EARLIEST && whole < LATEST
                ? Optional.of(Instant.ofEpochSecond(whole, nanos))
                : Optional.empty();
    }

    private Instant calendar(String text) {
        LocalDate date = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, DATE_CHARS));
        if (text.length() == DATE_CHARS) {
            return local(date.atStartOfDay());
        }
        char between = text.charAt(DATE_CHARS);
        if (between != 'T' && between != 't' && between != ' ') {
            throw new DateTimeException("no time of day");
        }
        int end = DATE_CHARS + 1;
        while (end < text.length() && isOfTheTime(text.charAt(end))) {
            end++;
        }
        LocalDateTime time = date.atTime(timeOfDay(text.substring(DATE_CHARS + 1, end)));
        String offset = text.substring(end).strip();
        return offset.isEmpty() ? local(time) : time.toInstant(offset(offset));
    }

    private static boolean isOfTheTime(char next) {
        return (next >= '0' && next <= '9') || next == ':' || next == '.' || next == ',';
    }

    /// The usual hh:mm:ss by hand, because there are millions of it.
    private static LocalTime timeOfDay(String text) {
        if (text.length() == 8 && text.charAt(2) == ':' && text.charAt(5) == ':') {
            return LocalTime.of(digits(text, 0, 2), digits(text, 3, 5), digits(text, 6, 8));
        }
        return LocalTime.parse(text.replace(',', '.'));
    }

    private static ZoneOffset offset(String text) {
        return text.equals("z") || text.equals("UTC") || text.equals("GMT") ? ZoneOffset.UTC : ZoneOffset.of(text);
    }

    private Instant local(LocalDateTime time) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        if (offsets.size() == 2 && time.toInstant(offsets.getFirst()).isBefore(newest)) {
            return time.toInstant(offsets.getLast());
        }
        return time.atZone(zone).toInstant();
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("no digit at " + i);
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
