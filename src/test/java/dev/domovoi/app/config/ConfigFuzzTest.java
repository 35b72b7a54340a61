package dev.domovoi.app.config;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random changes of a valid configuration: it is read, or a [ConfigException] says why not.
final class ConfigFuzzTest {
    private static final int ROUNDS = 1_000;
    private static final String[] PIECES = {
        "&x ",
        "*x",
        "[",
        "]",
        "{",
        "}",
        ": ",
        "- ",
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
        "\uD800",
        "999999999999999999999",
        "-1",
        "🦊"
    };

    @TempDir
    Path directory;

    @Test
    void onlyAConfigExceptionEscapes() throws IOException {
        long seed = 20_261_123;
        Random random = new Random(seed);
        Path file = directory.resolve("fuzz.yaml");
        for (int round = 0; round < ROUNDS; round++) {
            String yaml = mutated(ConfigFixture.YAML, random);
            Files.write(file, yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            read(file, "seed " + seed + ", round " + round + ":\n" + yaml);
        }
    }

    private static void read(Path file, String what) {
        try {
            ConfigReader.read(Optional.of(file), Map.of());
        } catch (ConfigException told) {
            if (String.valueOf(told.getMessage()).contains("s3cret")) {
                fail("shows the password: " + told.getMessage() + "; " + what);
            }
        } catch (RuntimeException | StackOverflowError bug) {
            fail(what, bug); // prints the seed
        }
    }

    private static String mutated(String yaml, Random random) {
        StringBuilder text = new StringBuilder(yaml);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
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
