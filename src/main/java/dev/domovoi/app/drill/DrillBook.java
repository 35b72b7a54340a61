package dev.domovoi.app.drill;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.domovoi.score.drill.Champion;
import dev.domovoi.signal.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The newest drill and the champions, on the disk. What cannot be read is forgotten, and said.
final class DrillBook {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long MOST_BYTES = 16L << 20;

    private final Path newest;
    private final Path champions;
    private final Consumer<Problem> forgotten;

    DrillBook(Path stateDirectory, Consumer<Problem> forgotten) {
        this.newest = stateDirectory.resolve("drill.jsonl");
        this.champions = stateDirectory.resolve("champions.tsv");
        this.forgotten = forgotten;
    }

    /// The first line says when, each further one is a finding.
    Optional<DrillNight> newest() {
        List<String> lines = lines(newest);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant at = Instant.parse(lines.getFirst());
            List<String> findings = lines.subList(1, lines.size());
            for (String finding : findings) {
                check(finding);
            }
            return Optional.of(new DrillNight(at, findings));
        } catch (DateTimeException | IOException damaged) {
            forgotten.accept(new Problem(newest.toString(), "a night's drill", String.valueOf(damaged.getMessage())));
            return Optional.empty();
        }
    }

    private static void check(String finding) throws IOException {
        if (!finding.startsWith("{")) {
            throw new IOException("a line that is no JSON object");
        }
        try (JsonParser parser = JSON.createParser(finding)) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new IOException("more than one JSON object in a line");
            }
        }
    }

    /// By stream name.
    Map<String, Champion> champions() {
        Map<String, Champion> found = new TreeMap<>();
        for (String line : lines(champions)) {
            int tab = line.indexOf('\t');
            Optional<Champion> champion = tab < 0 ? Optional.empty() : Champion.decoded(line.substring(tab + 1));
            if (champion.isPresent()) {
                found.put(line.substring(0, tab), champion.get());
            } else {
                forgotten.accept(new Problem(champions.toString(), "a stream's champion", "another line"));
            }
        }
        return found;
    }

    private List<String> lines(Path file) {
        try {
            if (!Files.exists(file)) {
                return List.of();
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException("more than " + MOST_BYTES + " bytes");
            }
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            forgotten.accept(new Problem(file.toString(), "to be read", String.valueOf(unreadable.getMessage())));
            return List.of();
        }
    }

    void keep(DrillNight night, Map<String, Champion> titles) throws IOException {
        List<String> lines = new ArrayList<>(List.of(night.at().toString()));
        lines.addAll(night.lines());
        write(newest, lines);
        write(
                champions,
                titles.entrySet().stream()
                        .map(entry -> entry.getKey() + "\t" + entry.getValue().encoded())
                        .toList());
    }

    private static void write(Path file, List<String> lines) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.write(aside, lines);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
