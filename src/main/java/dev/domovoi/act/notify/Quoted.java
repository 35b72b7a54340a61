package dev.domovoi.act.notify;

/// Text as it stands inside a JSON string.
final class Quoted {
    private Quoted() {}

    /// Without the quotes around it. What browsers could take for markup or for a line's end is escaped too.
    static String inside(String text) {
        StringBuilder json = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> json.append(isPlain(text, i) ? Character.toString(c) : "\\u%04x".formatted((int) c));
            }
        }
        return json.toString();
    }

    static String of(String text) {
        return '"' + inside(text) + '"';
    }

    private static boolean isPlain(String text, int at) {
        char c = text.charAt(at);
        boolean isMarkup = c == '<' || c == '>' || c == '&';
        boolean isLineEnd = c == '\u2028' || c == '\u2029';
        return c >= ' ' && c != 0x7f && !isMarkup && !isLineEnd && !isHalf(text, at);
    }

    /// Half of a character would be no UTF-8.
    private static boolean isHalf(String text, int at) {
        char c = text.charAt(at);
        boolean isFirst =
                Character.isHighSurrogate(c) && at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        boolean isSecond = Character.isLowSurrogate(c) && at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        return Character.isSurrogate(c) && !isFirst && !isSecond;
    }
}
