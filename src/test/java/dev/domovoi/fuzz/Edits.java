package dev.domovoi.fuzz;

import java.util.Random;
import java.util.stream.Stream;

/// A text and random changes of it, always the same ones: what the ordinary build tries, and the fuzzer begins with.
final class Edits {
    private static final String[] PIECES = {
        "&x ",
        "*x",
        "[",
        "]",
        "{",
        "}",
        ":",
        ": ",
        ",",
        "- ",
        "-",
        "\n",
        "  ",
        "\t",
        "#",
        "'",
        "\"",
        "? ",
        "|\n",
        "%",
        "!!",
        "~",
        "\0",
        "\uFEFF",
        "<<: ",
        "---\n",
        "...\n",
        "\\",
        "\\u",
        "\uD800",
        "1e999",
        "999999999999999999999",
        "null",
        "true",
        "🦊",
        "{\"context\":[",
        "{\"topic\":",
        "\"retain\":{}",
        "\"fresh\":[",
        "\"tst\":\"+999999999-12-31T23:59:59-18:00\""
    };

    private Edits() {}

    /// The text itself, then as many changed ones.
    static Stream<String> of(String text, int changed) {
        return Stream.concat(
                Stream.of(text),
                Stream.iterate(1L, seed -> seed + 1).limit(changed).map(seed -> edited(text, seed)));
    }

    private static String edited(String original, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(original);
        for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 1 -> text.setCharAt(at, (char) random.nextInt(0x250));
                case 2 -> text.delete(at, Math.min(text.length() - 1, at + random.nextInt(20)));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(60))));
            }
        }
        return text.toString();
    }
}
