package dev.domovoi.around;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.domovoi.around.Rules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Grafana's alerts are those of Prometheus, in the form that Grafana documents. No Grafana reads them here.
final class GrafanaRulesTest {
    private static final Path FILE = Path.of("rules/grafana/domovoi.yaml");
    private static final Set<String> GROUP_FIELDS = Set.of("orgId", "name", "folder", "interval", "rules");
    private static final Set<String> RULE_FIELDS = Set.of(
            "uid",
            "title",
            "condition",
            "data",
            "noDataState",
            "execErrState",
            "for",
            "labels",
            "annotations",
            "isPaused");

    @Test
    void theShippedFileIsWhatTheRulesOfPrometheusGive() throws IOException {
        String made = GrafanaRules.of(Rules.alerts());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(FILE, made);
        }
        assertEquals(made, Files.readString(FILE), FILE + " is out of date; its first lines say how to make it anew");
    }

    /// Read back from the file, independently of how it was written.
    @Test
    void everyAlertIsThereWithTheSameExpressionWaitLabelsAndTexts() throws IOException {
        List<Rule> alerts = Rules.alerts();
        int at = 0;
        for (JsonNode group : read().path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                Rule expected = alerts.get(at++);
                assertEquals(expected.group(), group.path("name").asText());
                assertEquals(expected.alert(), rule.path("title").asText());
                assertEquals(
                        expected.expression(), rule.at("/data/0/model/expr").asText(), expected.alert());
                assertEquals(
                        expected.pending().isEmpty() ? "0s" : expected.pending(),
                        rule.path("for").asText());
                assertEquals(expected.labels(), Rules.texts(rule.path("labels")));
                assertEquals(expected.annotations(), Rules.texts(rule.path("annotations")));
            }
        }
        assertEquals(alerts.size(), at, "alerts");
    }

    @Test
    void theFormIsTheDocumentedOne() throws IOException {
        JsonNode root = read();
        assertEquals(1, root.path("apiVersion").asInt());
        Set<String> identities = new HashSet<>();
        for (JsonNode group : root.path("groups")) {
            assertEquals(GROUP_FIELDS, names(group));
            for (JsonNode rule : group.path("rules")) {
                String uid = rule.path("uid").asText();
                assertTrue(uid.matches("[A-Za-z0-9_-]{1,40}") && identities.add(uid), uid);
                assertEquals(RULE_FIELDS, names(rule), uid);
                assertEquals("OK", rule.path("noDataState").asText(), "an expression that returns nothing is well");
                assertEquals("Error", rule.path("execErrState").asText());
                assertData(rule.path("data"), rule.path("condition").asText(), uid);
            }
        }
    }

    private static void assertData(JsonNode data, String condition, String uid) {
        assertEquals(2, data.size(), uid);
        JsonNode query = data.path(0);
        assertEquals("A", query.path("refId").asText(), uid);
        assertEquals("A", query.at("/model/refId").asText(), uid);
        assertEquals(GrafanaRules.DATASOURCE, query.path("datasourceUid").asText(), uid);
        assertTrue(query.at("/model/instant").asBoolean(), uid);
        assertTrue(
                query.at("/relativeTimeRange/from").asInt()
                        > query.at("/relativeTimeRange/to").asInt(),
                uid);
        JsonNode test = data.path(1);
        assertEquals(condition, test.path("refId").asText(), uid);
        assertEquals(condition, test.at("/model/refId").asText(), uid);
        assertEquals("__expr__", test.path("datasourceUid").asText(), uid);
        assertEquals("math", test.at("/model/type").asText(), uid);
        assertEquals("is_number($A)", test.at("/model/expression").asText(), uid);
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode read() throws IOException {
        return Manifests.trees(Files.readString(FILE)).getFirst();
    }
}
