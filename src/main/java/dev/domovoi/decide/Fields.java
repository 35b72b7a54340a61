package dev.domovoi.decide;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// The fields of one stored line, taken in order. They are parted by tabs; a backslash hides what would break the
/// line.
final class Fields {
    private static final String PARTED_BY = "\t";

    private final String line;
    private final Iterator<String> rest;

    Fields(String line) {
        this.line = line;
        this.rest = List.of(line.split(PARTED_BY, -1)).iterator();
    }

    static String line(String... fields) {
        return String.join(PARTED_BY, Arrays.stream(fields).map(Fields::hidden).toList());
    }

    String word() {
        if (!rest.hasNext()) {
            throw broken("one more field");
        }
        return shown(rest.next());
    }

    long number() {
        String word = word();
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException notANumber) {
            throw broken("a whole number instead of \"" + word + "\"", notANumber);
        }
    }

    Instant instant() {
        String word = word();
        try {
            return Instant.parse(word);
        } catch (DateTimeException notAnInstant) {
            throw broken("a time instead of \"" + word + "\"", notAnInstant);
        }
    }

    <E extends Enum<E>> E choice(Class<E> type) {
        String word = word();
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(word))
                .findFirst()
                .orElseThrow(() -> broken("a " + type.getSimpleName() + " instead of \"" + word + "\""));
    }

    void end() {
        if (rest.hasNext()) {
            throw broken("no more fields");
        }
    }

    IllegalArgumentException broken(String expected) {
        return new IllegalArgumentException(broke(expected));
    }

    private IllegalArgumentException broken(String expected, Exception cause) {
        return new IllegalArgumentException(broke(expected), cause);
    }

    private String broke(String expected) {
        return "stored state: expected " + expected + " in \"" + line + "\"; restore a backup";
    }

    private static String hidden(String field) {
        return field.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String shown(String field) {
        StringBuilder shown = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            boolean isHidden = field.charAt(i) == '\\' && i + 1 < field.length();
            if (isHidden) {
                i++;
                shown.append(letter(field.charAt(i)));
            } else {
                shown.append(field.charAt(i));
            }
        }
        return shown.toString();
    }

    private static char letter(char after) {
        return switch (after) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> after;
        };
    }
}
