package dev.domovoi.around;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.domovoi.around.Rules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The rules of Prometheus hold what its own tool asks for, and every alert is shown firing and silent.
final class RulesTest {
    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final Set<String> SEVERITIES = Set.of("info", "warning", "critical");
    private static final Pattern ALERT_NAME = Pattern.compile("alertname=\"(\\w+)\"");
    private static final Pattern LABEL_SHOWN = Pattern.compile("\\$labels\\.(\\w+)");
    private static final Pattern LABELS_KEPT = Pattern.compile("by \\(([\\w, ]+)\\)");

    @Test
    void prometheusTakesTheRules() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("check", "rules", "--lint=all", "--lint-fatal"));
        Rules.files().forEach(file -> arguments.add(file.toString()));
        String said = Tool.run(HERE, "promtool", arguments.toArray(String[]::new))
                .orFail()
                .output();
        assertTrue(said.contains("SUCCESS"), said);
    }

    @Test
    void theUnitTestsPass() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("test", "rules"));
        Rules.tests().forEach(file -> arguments.add(file.toString()));
        Tool.run(HERE, "promtool", arguments.toArray(String[]::new)).orFail();
    }

    @Test
    void theExampleConfigurationFindsAllRules() throws Exception {
        String said = Tool.run(HERE, "promtool", "check", "config", "deploy/prometheus/prometheus.yml")
                .orFail()
                .output();
        assertTrue(said.contains(Rules.files().size() + " rule files found"), said);
    }

    @Test
    void everyAlertHasATestThatFiresItAndOneThatDoesNot() throws IOException {
        Set<String> firing = new TreeSet<>();
        Set<String> silent = new TreeSet<>();
        for (Path file : Rules.tests()) {
            for (JsonNode test :
                    Manifests.trees(Files.readString(file)).getFirst().path("tests")) {
                for (JsonNode question : test.path("promql_expr_test")) {
                    boolean isSilent = question.path("exp_samples").isEmpty();
                    ALERT_NAME
                            .matcher(question.path("expr").asText())
                            .results()
                            .forEach(found -> (isSilent ? silent : firing).add(found.group(1)));
                }
            }
        }
        Set<String> alerts = Rules.alerts().stream().map(Rule::alert).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(alerts, firing, "shown firing");
        assertEquals(alerts, silent, "shown silent");
    }

    @Test
    void everyAlertSaysHowBadItIsWhatItMeansAndWhatToDo() throws IOException {
        List<Rule> alerts = Rules.alerts();
        assertEquals(alerts.size(), alerts.stream().map(Rule::alert).distinct().count(), "names");
        for (Rule rule : alerts) {
            assertEquals(Set.of("severity"), rule.labels().keySet(), rule.alert());
            assertTrue(SEVERITIES.contains(rule.labels().get("severity")), rule.alert());
            assertEquals(
                    Set.of("summary", "description", "runbook"),
                    rule.annotations().keySet(),
                    rule.alert());
            rule.annotations().forEach((name, text) -> assertTrue(text.length() >= 8, rule.alert() + ": " + name));
        }
    }

    /// Otherwise "{{ $labels.device }}" would be shown as nothing.
    @Test
    void everyLabelThatIsShownIsKept() throws IOException {
        for (Rule rule : Rules.alerts()) {
            Set<String> kept = LABELS_KEPT
                    .matcher(rule.expression())
                    .results()
                    .flatMap(found -> Stream.of(found.group(1).split(", *", -1)))
                    .collect(Collectors.toSet());
            if (rule.expression().contains("domovoi:heap_used:ratio")) {
                kept.add("instance");
            }
            Set<String> shown = LABEL_SHOWN
                    .matcher(rule.annotations().toString())
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .collect(Collectors.toSet());
            assertTrue(kept.containsAll(shown), rule.alert() + " shows " + shown + " and keeps " + kept);
        }
    }
}
