package dev.domovoi.signal;

/// Foreign text made safe to show: shortened, and without the characters that could forge a log line.
public final class Text {
    private static final int SHOWN_CHARS = 60;

    private Text() {}

    /// At most 60 characters of the text, every control or format character as `?`, an ellipsis where it was cut.
    public static String shortened(String text) {
        StringBuilder shown = new StringBuilder();
        int end = Math.min(text.length(), SHOWN_CHARS);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            shown.append(isPlain(c) ? c : '?');
        }
        return text.length() > SHOWN_CHARS ? shown.append('…').toString() : shown.toString();
    }

    private static boolean isPlain(char c) {
        int type = Character.getType(c);
        return !Character.isISOControl(c)
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
