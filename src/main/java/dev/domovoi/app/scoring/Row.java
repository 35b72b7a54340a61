package dev.domovoi.app.scoring;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/// One row of a file: what stood there and what was understood of it. `why` says what keeps it from being judged;
/// it is empty where nothing does or where there just is no value.
record Row(CsvRecord record, int fields, String time, Optional<Instant> at, OptionalDouble value, String why) {
    /// No metric is larger; what is counts as damage, and would drown every other value.
    private static final double LARGEST = 1e30;

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");
    private static final Set<String> NO_VALUE = Set.of("", "nan", "na", "n/a", "null", "none", "-");

    static Row read(CsvRecord record, Columns columns, Timestamps times) {
        List<String> fields = record.fields();
        if (fields.size() <= Math.max(columns.timestamp(), columns.value()) || fields.size() > columns.width()) {
            return unreadable(record, fields.size(), "expected " + columns.width() + " fields, got " + fields.size());
        }
        String time = fields.get(columns.timestamp());
        Optional<Instant> at = times.parse(time);
        if (at.isEmpty()) {
            return unreadable(
                    record,
                    fields.size(),
                    "timestamp: expected ISO 8601 or epoch seconds, got \"" + shown(time) + "\"");
        }
        String text = fields.get(columns.value()).strip();
        if (NO_VALUE.contains(text.toLowerCase(Locale.ROOT))) {
            return new Row(record, fields.size(), time, at, OptionalDouble.empty(), "");
        }
        double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        return Math.abs(value) <= LARGEST
                ? new Row(record, fields.size(), time, at, OptionalDouble.of(value), "")
                : unreadable(record, fields.size(), "value: expected a number, got \"" + shown(text) + "\"");
    }

    private static Row unreadable(CsvRecord record, int fields, String why) {
        return new Row(record, fields, "", Optional.empty(), OptionalDouble.empty(), why);
    }

    /// Short and on one line.
    private static String shown(String field) {
        String text = CsvRecord.decoded(field).replaceAll("\\p{Cntrl}", " ");
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
