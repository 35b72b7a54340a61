package dev.domovoi.around;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The shipped rules of Prometheus.
public final class Rules {
    public static final Path FOLDER = Path.of("rules/prometheus");

    private Rules() {}

    /// One rule; `alert` is empty for one that records, `record` for one that alerts, `pending` where it fires at
    /// once.
    public record Rule(
            String group,
            String alert,
            String record,
            String expression,
            String pending,
            Map<String, String> labels,
            Map<String, String> annotations) {
        public boolean isAlert() {
            return !alert.isEmpty();
        }
    }

    public static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    public static List<Path> tests() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("tests"))) {
            return files.sorted().toList();
        }
    }

    public static List<Rule> all() throws IOException {
        List<Rule> rules = new ArrayList<>();
        for (Path file : files()) {
            for (JsonNode group :
                    Manifests.trees(Files.readString(file)).getFirst().path("groups")) {
                for (JsonNode rule : group.path("rules")) {
                    rules.add(new Rule(
                            group.path("name").asText(),
                            rule.path("alert").asText(),
                            rule.path("record").asText(),
                            rule.path("expr").asText().strip(),
                            rule.path("for").asText(),
                            texts(rule.path("labels")),
                            texts(rule.path("annotations"))));
                }
            }
        }
        return rules;
    }

    public static List<Rule> alerts() throws IOException {
        return all().stream().filter(Rule::isAlert).toList();
    }

    static Map<String, String> texts(JsonNode map) {
        Map<String, String> texts = new LinkedHashMap<>();
        map.properties()
                .forEach(entry ->
                        texts.put(entry.getKey(), entry.getValue().asText().strip()));
        return texts;
    }
}
