package dev.domovoi.app.backfill;

import java.util.List;
import java.util.stream.Collectors;

/// A PromQL selector, as written in the configuration, with further conditions on labels.
final class Selector {
    private final String text;

    Selector(String text) {
        this.text = text.strip();
    }

    /// With the condition that a label has one of the values, taken literally.
    Selector with(String label, List<String> values) {
        String matcher = values.size() == 1
                ? label + "=\"" + quoted(values.getFirst()) + '"'
                : label + "=~\"" + quoted(values.stream().map(Selector::literal).collect(Collectors.joining("|")))
                        + '"';
        if (!text.endsWith("}")) {
            return new Selector(text + "{" + matcher + "}");
        }
        String before = text.substring(0, text.length() - 1).stripTrailing();
        boolean needsComma = !before.endsWith("{") && !before.endsWith(",");
        return new Selector(before + (needsComma ? "," : "") + matcher + "}");
    }

    /// Of a regular expression as RE2 reads it, where only these characters mean something else than themselves.
    private static String literal(String value) {
        return value.replaceAll("[\\\\.+*?()|\\[\\]{}^$]", "\\\\$0");
    }

    private static String quoted(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    @Override
    public String toString() {
        return text;
    }
}
