package dev.domovoi.app.flows;

import dev.domovoi.app.scoring.CsvRecord;
import dev.domovoi.signal.Address;
import dev.domovoi.signal.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// One connection as a CSV file tells it, once it was over.
record Row(
        Instant begin,
        Instant end,
        String proto,
        Address source,
        int sourcePort,
        Address target,
        int targetPort,
        long sentBytes,
        long answeredBytes,
        long sentPackets,
        long answeredPackets) {
    private static final Pattern SECONDS = Pattern.compile("[0-8]?\\d{1,9}(\\.\\d{0,18})?");
    private static final Pattern PROTO = Pattern.compile("[a-z0-9-]{1,16}");
    private static final Pattern COUNT = Pattern.compile("\\d{1,18}");

    /// A field that is not what it should be.
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String column, String expected, String got) {
            super(column + ": expected " + expected + ", got \"" + Text.shortened(CsvRecord.decoded(got)) + '"');
        }
    }

    static Row read(CsvRecord record, FlowColumns columns) throws Unreadable {
        List<String> fields = record.fields();
        if (fields.size() < columns.least()) {
            throw new Unreadable("fields", columns.least() + " of them", fields.size() + " fields");
        }
        long nanos = nanos(columns, fields, 0);
        long lasted = nanos(columns, fields, 1);
        Instant begin =
                Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
        String proto = columns.value(fields, 2).toLowerCase(Locale.ROOT);
        if (!PROTO.matcher(proto).matches()) {
            throw new Unreadable("proto", "a protocol", proto);
        }
        return new Row(
                begin,
                begin.plusNanos(lasted),
                proto,
                address(columns, fields, 3),
                port(columns, fields, 4),
                address(columns, fields, 5),
                port(columns, fields, 6),
                count(columns, fields, 7),
                count(columns, fields, 8),
                count(columns, fields, 9),
                count(columns, fields, 10));
    }

    private static long nanos(FlowColumns columns, List<String> fields, int column) throws Unreadable {
        String text = columns.value(fields, column);
        if (column == 1 && isAbsent(text)) {
            return 0;
        }
        if (!SECONDS.matcher(text).matches()) {
            throw new Unreadable(FlowColumns.NAMES.get(column), "seconds", text);
        }
        return new BigDecimal(text)
                .movePointRight(9)
                .setScale(0, RoundingMode.DOWN)
                .longValue();
    }

    private static Address address(FlowColumns columns, List<String> fields, int column) throws Unreadable {
        String text = columns.value(fields, column);
        return Address.parse(text).orElseThrow(() -> new Unreadable(FlowColumns.NAMES.get(column), "an address", text));
    }

    private static int port(FlowColumns columns, List<String> fields, int column) throws Unreadable {
        long port = count(columns, fields, column);
        if (port > 65_535) {
            throw new Unreadable(FlowColumns.NAMES.get(column), "a port", Long.toString(port));
        }
        return (int) port;
    }

    /// Nothing and the dash of Zeek's logs are zero.
    private static long count(FlowColumns columns, List<String> fields, int column) throws Unreadable {
        String text = columns.value(fields, column);
        if (isAbsent(text)) {
            return 0;
        }
        if (!COUNT.matcher(text).matches()) {
            throw new Unreadable(FlowColumns.NAMES.get(column), "a whole number", text);
        }
        return Long.parseLong(text);
    }

    private static boolean isAbsent(String text) {
        return text.isEmpty() || text.equals("-");
    }
}
