package dev.domovoi.signal;

/// A device: the dialect it speaks and the name it has there, the topic without the dialect's own parts.
public record DeviceId(String dialect, String name) implements Comparable<DeviceId> {
    /// Longest name that is taken for a device; a longer one is a hostile or broken topic.
    public static final int MAX_NAME_CHARS = 200;

    public DeviceId {
        if (!isName(name)) {
            throw new IllegalArgumentException("device name must be 1.." + MAX_NAME_CHARS
                    + " printable characters, was \"" + Text.shortened(name) + "\"");
        }
    }

    /// Whether a text can name a device: not blank, not too long, no control, bidirectional or private characters.
    public static boolean isName(String name) {
        return !name.isBlank()
                && name.length() <= MAX_NAME_CHARS
                && name.codePoints().allMatch(DeviceId::isPrintable);
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    @Override
    public int compareTo(DeviceId other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : dialect.compareTo(other.dialect);
    }

    @Override
    public String toString() {
        return dialect + ":" + name;
    }
}
