package dev.domovoi.app.scoring;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One record of a CSV file as it stood there, without its line end; `line` is where it begins, from 1.
///
/// The text holds one character per byte, so that it goes out again as it came, whatever its encoding.
public record CsvRecord(long line, String text) {
    private static final char QUOTE = '"';

    /// The fields, without the quotes around them.
    public List<String> fields() {
        List<String> fields = new ArrayList<>();
        int from = 0;
        boolean isQuoted = false;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == QUOTE) {
                isQuoted = !isQuoted;
            } else if (next == ',' && !isQuoted) {
                fields.add(unquoted(text.substring(from, i)));
                from = i + 1;
            }
        }
        fields.add(unquoted(text.substring(from)));
        return fields;
    }

    private static String unquoted(String field) {
        String bare = field.strip();
        if (bare.length() < 2 || bare.charAt(0) != QUOTE || bare.charAt(bare.length() - 1) != QUOTE) {
            return field;
        }
        return bare.substring(1, bare.length() - 1).replace("\"\"", "\"");
    }

    boolean isBlank() {
        return text.isBlank();
    }

    /// A field as text for people and for JSON.
    public static String decoded(String field) {
        return new String(field.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
