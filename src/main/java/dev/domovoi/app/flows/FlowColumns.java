package dev.domovoi.app.flows;

import dev.domovoi.app.scoring.CsvRecord;
import java.util.Arrays;
import java.util.List;

/// Where a file's columns are, in the order of [#NAMES].
@SuppressWarnings("ArrayRecordComponent") // lives as long as one file is read
record FlowColumns(int[] places) {
    static final List<String> NAMES = List.of(
            "ts",
            "duration",
            "proto",
            "src",
            "sport",
            "dst",
            "dport",
            "orig_bytes",
            "resp_bytes",
            "orig_pkts",
            "resp_pkts");

    static FlowColumns of(String file, CsvRecord header) {
        List<String> given = header.fields().stream().map(String::strip).toList();
        int[] places = NAMES.stream().mapToInt(given::indexOf).toArray();
        List<String> missing =
                NAMES.stream().filter(name -> !given.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new FlowsException(file + ":" + header.line() + ": expected the columns " + String.join(",", NAMES)
                    + "; missing " + String.join(",", missing));
        }
        return new FlowColumns(places);
    }

    int least() {
        return Arrays.stream(places).max().orElse(0) + 1;
    }

    String value(List<String> fields, int column) {
        return fields.get(places[column]).strip();
    }
}
