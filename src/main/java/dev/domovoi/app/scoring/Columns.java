package dev.domovoi.app.scoring;

import java.util.List;
import java.util.Optional;

/// Where a file's columns are.
record Columns(int timestamp, int value, int width) {
    /// Empty where a column is missing.
    static Optional<Columns> of(CsvRecord header) {
        List<String> names = header.fields().stream().map(String::strip).toList();
        int timestamp = names.indexOf("timestamp");
        int value = names.indexOf("value");
        return timestamp < 0 || value < 0 ? Optional.empty() : Optional.of(new Columns(timestamp, value, names.size()));
    }

    /// The first column that scoring would add a second time.
    static Optional<String> taken(CsvRecord header) {
        List<String> names = header.fields().stream().map(String::strip).toList();
        return ScoreText.NAMES.stream().filter(names::contains).findFirst();
    }
}
