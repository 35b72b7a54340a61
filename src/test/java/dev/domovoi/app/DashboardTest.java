package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.domovoi.app.bus.Await;
import dev.domovoi.app.metrics.ServedPage;
import dev.domovoi.around.Rules;
import dev.domovoi.around.Rules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The shipped dashboard and rules against a real Prometheus that scrapes a running agent: every query returns data,
/// and no series that they ask for is unknown to the agent.
@Timeout(180)
final class DashboardTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern SERIES = Pattern.compile("\\b(?:domovoi|jvm)_[a-z0-9_]+");
    private static final Set<String> KINDS = Set.of("row", "stat", "timeseries", "bargauge", "table");

    @TempDir
    Path folder;

    @Test
    void everyQueryAndEveryRecordedSeriesReturnsData() throws Exception {
        Path program = PrometheusTest.program("prometheus");
        try (LivingHome home = new LivingHome(folder, "mode: advise");
                Agent agent = home.agent(Optional.of(PastHome.recording(folder)));
                ServedPage page = new ServedPage(agent)) {
            live(home, agent, page);
            assertKnowsTheSeries(page.text());
            try (RealPrometheus prometheus = new RealPrometheus(program, folder, page.port(), shippedRules())) {
                prometheus.awaitAnswer("domovoi_decision_seconds_count");
                home.minute(agent); // decisions between two scrapes, so that there is a rate of them
                for (String query : queries()) {
                    prometheus.awaitAnswer(query);
                }
                for (Rule rule : Rules.all()) {
                    if (!rule.isAlert()) {
                        prometheus.awaitAnswer(rule.record());
                    }
                }
                prometheus.awaitAnswer("ALERTS{alertname=\"DomovoiIncidentCritical\", alertstate=\"firing\"}");
            }
        }
    }

    /// A heater sticks until its switching off is proposed, two plugs talk nonsense, a node and the router speak, and
    /// a person calls the alarm false. A command may overtake what was said before it.
    private static void live(LivingHome home, Agent agent, ServedPage page) {
        home.stuckAtWatts = Optional.of(2_000);
        for (int minute = 0; minute < 60 && agent.vitals().actions.counts().isEmpty(); minute++) {
            home.minute(agent);
        }
        home.publish("tele/broken/SENSOR", "{\"ENERGY\":{\"Power\":\"on\"}}", false);
        home.publish("tele/liar/SENSOR", "{\"ENERGY\":{\"Voltage\":99999}}", false);
        home.publish("domovoi/node/pi4/vitals", """
                {"at": "2026-03-10T13:00:00Z", "observations": [
                  {"channel": "cpu-thermal", "quantity": "temperature", "value": 48.3, "unit": "C"},
                  {"channel": "io.full", "quantity": "psi_total", "value": 159229614, "unit": "us"},
                  {"channel": null, "quantity": "undervoltage", "value": true, "unit": ""},
                  {"channel": "/", "quantity": "disk_free", "value": 9000000000, "unit": "B"},
                  {"channel": "/", "quantity": "disk_size", "value": 30000000000, "unit": "B"}]}
                """, false);
        home.publish("collectd/openwrt/interface-br-lan/if_octets", "1773147600.000:15234.5:982.1", false);
        home.publish("collectd/openwrt/ping/ping-192.0.2.1", "1773147600.000:11.2", false);
        home.publish("collectd/openwrt/ping/ping_droprate-192.0.2.1", "1773147600.000:0.1", false);
        home.publish("collectd/openwrt/conntrack/conntrack", "1773147600.000:212", false);
        home.publish("collectd/openwrt/dhcpleases/count", "1773147600.000:23", false);
        home.publish("domovoi/command/feedback/i-1", "false_alarm", false);
        Await.until("the feedback is counted", LIMIT, () -> page.text().contains("domovoi_false_alarms_total 1.0"));
        Await.until("the router's last word is heard", LIMIT, () -> page.text().contains("domovoi_dhcp_leases{"));
    }

    private static void assertKnowsTheSeries(String page) throws IOException {
        Set<String> asked = new TreeSet<>();
        queries().forEach(query -> asked.addAll(series(query)));
        Rules.all().forEach(rule -> asked.addAll(series(rule.expression())));
        Set<String> there = page.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
        Set<String> unknown =
                asked.stream().filter(series -> !there.contains(series)).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), unknown, "series that are asked for and that no agent has");
    }

    private static Set<String> series(String expression) {
        return SERIES.matcher(expression).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    /// As shipped, but evaluated as often as everything here.
    private List<Path> shippedRules() throws IOException {
        List<Path> copies = new ArrayList<>();
        for (Path file : Rules.files()) {
            String rules = Files.readString(file).replaceAll("(?m)^ *interval: 30s\\R", "");
            copies.add(Files.writeString(folder.resolve("rules-" + file.getFileName()), rules));
        }
        return copies;
    }

    @Test
    void everyPanelSaysWhatItShowsAndInWhichUnit() throws IOException {
        Set<Integer> identities = new HashSet<>();
        Set<String> titles = new HashSet<>();
        for (JsonNode panel : dashboard().path("panels")) {
            String title = panel.path("title").asText();
            assertTrue(identities.add(panel.path("id").asInt()) && titles.add(title), title + " twice");
            assertTrue(KINDS.contains(panel.path("type").asText()), title);
            if (!panel.path("type").asText().equals("row")) {
                assertTrue(panel.path("description").asText().length() > 20, title);
                assertFalse(panel.at("/fieldConfig/defaults/unit").asText().isEmpty(), title);
                assertFalse(panel.path("targets").isEmpty(), title);
            }
        }
    }

    @Test
    void panelsFillTheGridWithoutOverlapping() throws IOException {
        Set<List<Integer>> taken = new HashSet<>();
        for (JsonNode panel : dashboard().path("panels")) {
            JsonNode place = panel.path("gridPos");
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    int column = place.path("x").asInt() + x;
                    assertTrue(column < 24, panel.path("title").asText());
                    assertTrue(
                            taken.add(List.of(column, place.path("y").asInt() + y)),
                            panel.path("title").asText());
                }
            }
        }
        int rows = taken.stream().mapToInt(List::getLast).max().orElseThrow() + 1;
        assertEquals(24 * rows, taken.size(), "holes in the grid");
    }

    @Test
    void theDataSourceIsChosenByWhoLooks() throws IOException {
        JsonNode dashboard = dashboard();
        assertTrue(dashboard.path("schemaVersion").asInt() >= 39, "as of Grafana 11");
        assertEquals("datasource", dashboard.at("/templating/list/0/type").asText());
        List<JsonNode> sources = dashboard.findValues("datasource");
        assertTrue(sources.size() > 30);
        sources.forEach(
                source -> assertEquals("${datasource}", source.path("uid").asText()));
    }

    /// Of all panels, with the dashboard's variables filled in.
    private static List<String> queries() throws IOException {
        List<String> queries = new ArrayList<>();
        for (JsonNode panel : dashboard().path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                String expression = target.path("expr")
                        .asText()
                        .replace("$__rate_interval", "5m")
                        .replace("$__range", "1h")
                        .replace("${device:regex}", "heater")
                        .replace("$device", "heater");
                assertFalse(expression.contains("$"), expression);
                queries.add(expression);
            }
        }
        assertTrue(queries.size() > 25, "queries: " + queries.size());
        return queries;
    }

    private static JsonNode dashboard() throws IOException {
        return new ObjectMapper().readTree(Files.readString(Path.of("dashboards/home.json")));
    }
}
