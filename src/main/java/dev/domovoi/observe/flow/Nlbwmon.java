package dev.domovoi.observe.flow;

import dev.domovoi.observe.payload.Decimal;
import dev.domovoi.observe.payload.Json;
import dev.domovoi.signal.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Reads nlbwmon's totals per client, as `nlbw -c json` or `nlbw -c csv` prints them. They are the true bytes where
/// nlbwmon sets the kernel's counters to zero; they grow until its accounting period ends, then begin anew.
///
/// Columns go by their name, since grouping drops some. Counters are of 64 bits without a sign, so large ones are exact
/// to 53.
public final class Nlbwmon {
    public static final int MAX_ROWS = 10_000;
    static final int MAX_COLUMNS = 32;

    /// The longest of family, protocol and port; they are remembered by the thousand.
    static final int MAX_WORD = 16;

    private static final List<String> COUNTERS = List.of("rx_bytes", "tx_bytes", "rx_pkts", "tx_pkts", "conns");
    private static final double MOST = 0x1p64;

    private Nlbwmon() {}

    /// What came of reading.
    public sealed interface Parsed {}

    public record Totals(List<Row> rows) implements Parsed {
        public Totals {
            rows = List.copyOf(rows);
        }
    }

    public record Bad(Problem problem) implements Parsed {}

    /// The counters of one client, over one protocol and port where these are told apart, by the names of the columns.
    /// The MAC is empty for the router itself; rx is what the client received.
    public record Row(String mac, String service, Map<String, Double> counters) {
        public Row {
            counters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(counters));
        }
    }

    public static Parsed json(byte[] payload) {
        return switch (Json.read(payload)) {
            case Json.Bad(Problem problem) -> new Bad(problem);
            case Json.Ok(Json document) -> {
                try {
                    yield json(new Members(document));
                } catch (Members.Wrong wrong) {
                    yield new Bad(wrong.problem());
                }
            }
        };
    }

    private static Parsed json(Members document) throws Members.Wrong {
        List<String> columns = words(document.items("columns", MAX_COLUMNS));
        List<Row> rows = new ArrayList<>();
        for (Json data : document.items("data", MAX_ROWS)) {
            List<String> fields = data instanceof Json.Arr(List<Json> items) ? words(items) : List.of();
            rows.add(row(columns, fields));
        }
        return new Totals(rows);
    }

    private static List<String> words(List<Json> items) {
        return items.stream().map(Nlbwmon::word).toList();
    }

    private static String word(Json json) {
        return switch (json) {
            case Json.Text(String value) -> value;
            case Json.Num(double value) ->
                value == Math.rint(value) && Math.abs(value) < 1L << 53
                        ? Long.toString((long) value)
                        : Double.toString(value);
            case Json.Null _ -> "";
            case Json.Bool _, Json.Obj _, Json.Arr _ -> Json.shown(json);
        };
    }

    /// Fields are separated by a comma, a semicolon or a tab and may stand in quotes, but hold no separator.
    public static Parsed csv(byte[] payload) {
        String[] lines = new String(payload, StandardCharsets.UTF_8).strip().split("\\R", MAX_ROWS + 2);
        if (lines.length > MAX_ROWS + 1) {
            return new Bad(new Problem("payload", "at most " + MAX_ROWS + " rows", "more"));
        }
        try {
            List<String> columns = fields(lines[0]);
            List<Row> rows = new ArrayList<>();
            for (int i = 1; i < lines.length; i++) {
                rows.add(row(columns, fields(lines[i])));
            }
            return columns.contains("mac") || columns.contains("ip")
                    ? new Totals(rows)
                    : new Bad(new Problem("header", "mac or ip among the columns", lines[0]));
        } catch (Members.Wrong wrong) {
            return new Bad(wrong.problem());
        }
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        for (String field : line.split("[,;\t]", MAX_COLUMNS + 1)) {
            fields.add(field.strip().replaceAll("^\"|\"$", ""));
        }
        return fields;
    }

    private static Row row(List<String> columns, List<String> fields) throws Members.Wrong {
        if (fields.size() != columns.size() || fields.size() > MAX_COLUMNS) {
            throw Members.wrong("data", columns.size() + " fields", fields.size() + " fields");
        }
        Map<String, Double> counters = new LinkedHashMap<>();
        for (String counter : COUNTERS) {
            int column = columns.indexOf(counter);
            if (column >= 0) {
                counters.put(counter, number(counter, fields.get(column)));
            }
        }
        return new Row(mac(columns, fields), service(columns, fields), counters);
    }

    private static double number(String name, String text) throws Members.Wrong {
        OptionalDouble value = Decimal.parse(text);
        if (value.isEmpty() || value.getAsDouble() < 0 || value.getAsDouble() > MOST) {
            throw Members.wrong(name, "a counter", text);
        }
        return value.getAsDouble();
    }

    private static String mac(List<String> columns, List<String> fields) throws Members.Wrong {
        int column = columns.indexOf("mac");
        if (column < 0 || fields.get(column).equals("00:00:00:00:00:00")) {
            return "";
        }
        Optional<String> mac = Leases.mac(fields.get(column));
        return mac.orElseThrow(() -> Members.wrong("mac", "a MAC", fields.get(column)));
    }

    private static String service(List<String> columns, List<String> fields) throws Members.Wrong {
        List<String> parts = new ArrayList<>();
        for (String name : List.of("family", "proto", "port")) {
            int column = columns.indexOf(name);
            String word = column < 0 ? "" : fields.get(column);
            if (word.length() > MAX_WORD) {
                throw Members.wrong(name, "at most " + MAX_WORD + " characters", word);
            }
            if (!word.isEmpty()) {
                parts.add(word);
            }
        }
        return String.join("/", parts);
    }
}
