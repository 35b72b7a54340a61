package dev.domovoi.observe.payload;

import java.util.regex.Pattern;

/// Bare `nan` and `inf` words in almost-JSON, as printf writes them for a sensor without a value.
final class NonFinite {
    private static final String LEGIBLE = "NaN";
    private static final Pattern WORD = Pattern.compile("[+-]?(?:nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

    private NonFinite() {}

    /// The text with every such word outside strings written as `NaN`, at the same length.
    static String spelledAlike(String text) {
        StringBuilder changed = new StringBuilder();
        int copied = 0;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = c == '"' ? endOfString(text, at) : endOfWord(text, at);
            if (beginsLikeOne(text, at, end)
                    && WORD.matcher(text).region(at, end).matches()) {
                changed.append(text, copied, at).append(LEGIBLE).repeat(" ", end - at - LEGIBLE.length());
                copied = end;
            }
            at = Math.max(end, at + 1);
        }
        return copied == 0 ? text : changed.append(text, copied, text.length()).toString();
    }

    /// Keeps the matcher away from the bulk of a large payload: blanks, digits, strings.
    private static boolean beginsLikeOne(String text, int at, int end) {
        if (end - at < LEGIBLE.length()) {
            return false;
        }
        return switch (text.charAt(at)) {
            case '+', '-', 'n', 'N', 'i', 'I' -> true;
            default -> false;
        };
    }

    private static int endOfString(String text, int start) {
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, text.length());
    }

    private static int endOfWord(String text, int start) {
        int at = start;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isWordPart(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '-'
                || c == '.'
                || c == '_';
    }
}
