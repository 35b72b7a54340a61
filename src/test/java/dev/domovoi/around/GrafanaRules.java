package dev.domovoi.around;

import dev.domovoi.around.Rules.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The alerts of Prometheus written down as Grafana's own, in the form that Grafana reads at its start.
///
/// An alert of Prometheus fires for each series that its expression returns, whatever its value. Grafana asks for a
/// condition that is not zero: B, which is 1 for every number.
final class GrafanaRules {
    static final String DATASOURCE = "prometheus";

    private GrafanaRules() {}

    static String of(List<Rule> alerts) {
        Map<String, StringBuilder> groups = new LinkedHashMap<>();
        for (Rule alert : alerts) {
            groups.computeIfAbsent(alert.group(), GrafanaRules::group).append(rule(alert));
        }
        return """
                # The alerts of ../prometheus for a Grafana that alerts by itself; use one of the two, not both. Made by
                # GrafanaRulesTest. To change it, change ../prometheus and run
                # ./mvnw -B test -Dtest=GrafanaRulesTest -Dgolden.update=true
                # The data source must have the UID "prometheus", and that Prometheus the recording rules of ../prometheus.
                apiVersion: 1
                groups:
                """ + String.join("", groups.values());
    }

    private static StringBuilder group(String name) {
        return new StringBuilder("""
                  - orgId: 1
                    name: %s
                    folder: Domovoi
                    interval: 1m
                    rules:
                """.formatted(name));
    }

    private static String rule(Rule alert) {
        return """
                      - uid: %s
                        title: %s
                        condition: B
                        data:
                          - refId: A
                            relativeTimeRange: {from: 600, to: 0}
                            datasourceUid: %s
                            model:
                              refId: A
                              expr: %s
                              instant: true
                              range: false
                          - refId: B
                            datasourceUid: __expr__
                            model:
                              refId: B
                              type: math
                              expression: is_number($A)
                        noDataState: OK
                        execErrState: Error
                        for: %s
                        labels:
                %s        annotations:
                %s        isPaused: false
                """.formatted(
                        alert.alert(),
                        alert.alert(),
                        DATASOURCE,
                        quoted(alert.expression()),
                        alert.pending().isEmpty() ? "0s" : alert.pending(),
                        map(alert.labels()),
                        map(alert.annotations()));
    }

    private static String map(Map<String, String> texts) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(texts).forEach((name, text) -> lines.append("          %s: %s%n".formatted(name, quoted(text))));
        return lines.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
