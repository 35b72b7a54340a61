package dev.domovoi.app.rules;

import dev.domovoi.app.config.ConfigException;
import dev.domovoi.app.rules.RuleReader.Placed;
import dev.domovoi.decide.rule.Rule;
import dev.domovoi.decide.rule.RuleBook;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// All rule files of one folder, read as one set: either all of them are good, or none is taken.
public final class RuleFiles {
    private static final int MAX_FILES = 100;
    private static final int SHOWN_BYTES = 6;

    private RuleFiles() {}

    /// What is shipped, in the program itself. One file a line, so that one can see what there is.
    static final List<String> SHIPPED = List.of("appliances.yaml", "home.yaml", "network.yaml");

    /// A set of rules with the name of its content, by which one can tell which set is in force, and where each rule
    /// stands: file, line and column.
    public record RuleSet(RuleBook book, String id, Map<String, String> places) {
        public static final RuleSet NONE = new RuleSet(RuleBook.EMPTY, "none", Map.of());

        public RuleSet {
            places = Map.copyOf(places);
        }
    }

    /// A file as it was read.
    record Text(String file, String yaml) {}

    /// The rules of every `*.yaml` file of a folder, in the order of file names. Throws [ConfigException] with place,
    /// reason and the nearest known word.
    public static RuleSet read(Path folder) {
        return set(folder.toString(), texts(folder));
    }

    /// The rules that come with the program.
    public static RuleSet shipped() {
        return set(
                "the shipped rules", SHIPPED.stream().map(RuleFiles::resource).toList());
    }

    /// The content of a folder; equal texts are the same set.
    static List<Text> texts(Path folder) {
        return files(folder).stream()
                .map(file -> new Text(file.toString(), text(file)))
                .toList();
    }

    static RuleSet set(String name, List<Text> texts) {
        MessageDigest digest = sha256();
        Map<String, Placed> rules = new LinkedHashMap<>();
        for (Text text : texts) {
            digest.update((Path.of(text.file()).getFileName() + "\n" + text.yaml()).getBytes(StandardCharsets.UTF_8));
            for (Placed placed : rulesOf(text.file(), text.yaml())) {
                Optional.ofNullable(rules.put(placed.rule().name(), placed)).ifPresent(first -> {
                    throw RuleReader.twice(placed, first);
                });
            }
        }
        if (rules.size() > RuleBook.MOST_RULES) {
            throw new ConfigException(name, "holds " + rules.size() + " rules; at most " + RuleBook.MOST_RULES);
        }
        Map<String, String> places = new LinkedHashMap<>();
        rules.forEach((rule, placed) -> places.put(rule, placed.spot().place()));
        List<Rule> all = rules.values().stream().map(Placed::rule).toList();
        return new RuleSet(new RuleBook(all), HexFormat.of().formatHex(digest.digest(), 0, SHOWN_BYTES), places);
    }

    private static Text resource(String name) {
        try (InputStream input = RuleFiles.class.getResourceAsStream(name)) {
            if (input == null) {
                throw new IllegalStateException(name + " is missing from the program");
            }
            return new Text("rules/decisions/" + name, new String(input.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The rules of one text.
    static List<Placed> rulesOf(String file, String yaml) {
        return Spot.of(file, yaml).map(RuleReader::read).orElseGet(List::of);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> found = Files.list(folder)) {
            List<Path> files = new ArrayList<>(found.filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .sorted()
                    .limit(MAX_FILES + 1)
                    .toList());
            if (files.size() > MAX_FILES) {
                throw new ConfigException(folder.toString(), "holds more than " + MAX_FILES + " files of rules");
            }
            return files;
        } catch (IOException unreadable) {
            throw new ConfigException(folder.toString(), "cannot read this folder of rules: " + unreadable);
        }
    }

    private static String text(Path file) {
        try (InputStream input = Files.newInputStream(file)) {
            byte[] bytes = input.readNBytes(Spot.MAX_CHARS + 1);
            if (bytes.length > Spot.MAX_CHARS) {
                throw new ConfigException(file.toString(), "is too long; at most " + Spot.MAX_CHARS + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException binary) {
            throw new ConfigException(file.toString(), "is not UTF-8 text");
        } catch (IOException unreadable) {
            throw new ConfigException(file.toString(), "cannot be read: " + unreadable);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
