package dev.domovoi.observe.payload;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// The strict grammar of a decimal number in text: what devices write, and none of what Java would take besides.
public final class Decimal {
    /// Longest text that is taken for a number.
    public static final int MAX_CHARS = 100;

    private static final Pattern GRAMMAR = Pattern.compile("[+-]?[0-9]++(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");
    private static final Pattern BLANKS_AROUND = Pattern.compile("^[ \\t\\r\\n]++|[ \\t\\r\\n]++$");

    private Decimal() {}

    /// The number, or empty if the text is anything else: blank, a word, hexadecimal, with a suffix or separators,
    /// too long, or beyond what a double holds. ASCII blanks around it are allowed.
    public static OptionalDouble parse(String text) {
        if (text.length() > MAX_CHARS) {
            return OptionalDouble.empty();
        }
        String bare = BLANKS_AROUND.matcher(text).replaceAll("");
        if (!GRAMMAR.matcher(bare).matches()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(bare);
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
