package dev.domovoi.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.domovoi.app.rules.RuleFiles;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.rule.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What `domovoi replay` prints and answers, over the recordings of the shipped rules.
final class ReplayCommandTest {
    private static final Path RECORDINGS = Path.of("src/test/resources/recordings");
    private static final String HOME = RECORDINGS.resolve("home.yaml").toString();
    private static final ObjectMapper JSON = new ObjectMapper();

    /// What the rule decides in the recording in which it must fire.
    private static final Map<String, List<String>> DECIDED = Map.of(
            "appliance_finished", List.of("alert"),
            "stuck_on_heater", List.of("alert", "held off [mode, not_allowed, corroboration]"),
            "freezer_not_cycling", List.of("alert"),
            "standby_cut_off",
                    List.of("alert", "held shed [mode, not_allowed]", "alert", "held shed [mode, not_allowed]"),
            "load_shedding", List.of("alert", "held shed [mode, not_allowed]", "held shed [mode, not_allowed]"),
            "unexpected_consumption", List.of("alert"),
            "internet_watchdog",
                    List.of(
                            "alert",
                            "held power_cycle [mode, not_allowed, lockout, unknown_load, approval, no_actuator]"),
            "unknown_client", List.of("alert", "held quarantine [mode, not_allowed]"));

    @TempDir
    Path folder;

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        CommandLine line = Domovoi.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    private static String recording(String name) {
        return RECORDINGS.resolve(name + ".jsonl.gz").toString();
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream file = new GZIPInputStream(Files.newInputStream(Path.of(recording(name))))) {
            return new String(file.readAllBytes(), UTF_8).lines().toList();
        }
    }

    private String written(List<String> lines) throws IOException {
        return Files.write(folder.resolve("recording.jsonl"), lines).toString();
    }

    /// What rules decided, as `held shed [mode, not_allowed]`.
    private List<String> decided(String rule) throws IOException {
        List<String> decided = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            JsonNode decision = JSON.readTree(line);
            if (Incident.isByRule(decision.path("rule").asText())) {
                assertEquals(rule, decision.path("rule").asText(), line);
                JsonNode guards = decision.path("evidence").path("guards");
                List<String> words = new ArrayList<>();
                guards.forEach(guard -> words.add(guard.asText()));
                assertEquals(decision.path("guard").asText(""), words.isEmpty() ? "" : words.getFirst(), line);
                String wanted = decision.path("evidence").path("wanted").asText("");
                decided.add((decision.path("verdict").asText() + " " + wanted + (words.isEmpty() ? "" : " " + words))
                        .strip());
            }
        }
        return decided;
    }

    private String said() {
        return err.toString();
    }

    @TestFactory
    Stream<DynamicTest> eachShippedRuleFiresWhereItMustAndIsSilentWhereItMustNot() {
        return RuleFiles.shipped().book().rules().stream()
                .map(Rule::name)
                .map(rule -> DynamicTest.dynamicTest(rule, () -> {
                    assertEquals(0, execute("replay", recording(rule + ".fires"), "--config", HOME), err::toString);
                    assertEquals(DECIDED.get(rule), decided(rule));
                    assertTrue(said().contains(rule), err::toString);
                    assertEquals(0, execute("replay", recording(rule + ".silent"), "--config", HOME), err::toString);
                    assertEquals(List.of(), decided(rule));
                    assertTrue(said().contains("Nothing to say had: "), err::toString);
                }));
    }

    @Test
    void theSameInputGivesTheSameBytes() {
        execute("replay", recording("unexpected_consumption.fires"), "--config", HOME);
        String first = out.toString();
        String summary = said();
        execute("replay", recording("unexpected_consumption.fires"), "--config", HOME);
        assertFalse(first.isEmpty());
        assertEquals(first, out.toString());
        assertEquals(summary, said());
    }

    /// The recorded plugs do not obey: they are on as before, as if somebody had switched them on again.
    @Test
    void whatPassesAllGuardsIsTakenForDone() throws IOException {
        String home = Files.readString(Path.of(HOME)) + """
                mode: act
                act: {allow: [{action: shed, device: boiler}, {action: shed, device: dryer}]}
                """;
        Path config = Files.writeString(folder.resolve("act.yaml"), home);
        assertEquals(0, execute("replay", recording("load_shedding.fires"), "--config", config.toString()));
        assertEquals(List.of("alert", "act", "act"), decided("load_shedding"), () -> out + said());
        assertTrue(said().matches("(?s).*2026-01-05  load_shedding +1 +1 +2 +0 +0\\R.*"), err::toString);
    }

    @Test
    void theSummaryAloneAndTheRulesOfAFolder() throws IOException {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        Files.writeString(rules.resolve("own.yaml"), """
                rules:
                  - name: much_power
                    about: Much.
                    devices: all
                    when:
                      device.power: {above: 2 kW}
                    severity: info
                    then:
                      - notify: "{name} draws much."
                """);
        assertEquals(
                0,
                execute("replay", recording("load_shedding.fires"), "--rules", rules.toString(), "--summary"),
                err::toString);
        assertTrue(out.toString().contains("2026-01-05  much_power"), out::toString);
        assertTrue(out.toString().contains("much_power: 1 incident."), out::toString);
        assertEquals("", said());
        Files.writeString(rules.resolve("own.yaml"), "rules:\n  - nam: x\n");
        assertEquals(2, execute("replay", recording("load_shedding.fires"), "--rules", rules.toString()));
        assertTrue(said().contains("own.yaml") && said().contains("name"), err::toString);
    }

    @Test
    void brokenLinesAndOtherTimesAreCountedAndToldAndNeverFatal() throws IOException {
        List<String> lines = new ArrayList<>(lines("load_shedding.fires"));
        lines.add(3, "not JSON");
        lines.add(4, lines.get(5).replaceFirst("2026-[^\"]*", "2026-01-10 12:00"));
        lines.add(5, lines.get(6).replaceFirst("\"2026-[^\"]*\"", "1768046400"));
        lines.add(40, "{\"topic\":\"without/time\",\"payload\":\"1\"}");
        lines.add(50, lines.get(20));
        lines.add(60, lines.get(70).replaceFirst("2026", "2036"));
        lines.add("{\"tst\":\"2026-01-10T12:55:");
        assertEquals(0, execute("replay", written(lines), "--config", HOME), err::toString);
        assertEquals(DECIDED.get("load_shedding"), decided("load_shedding"));
        assertTrue(said().contains("3 lines could not be read; the first is 4: "), err::toString);
        assertTrue(said().contains("1 line without a time"), err::toString);
        assertTrue(said().contains("2 lines in the wrong order"), err::toString);
        String once = out + said();
        execute("replay", written(lines), "--config", HOME);
        assertEquals(once, out + said());
    }

    @Test
    void afterAGapNothingBeginsAtOnce() throws IOException {
        List<String> lines = lines("load_shedding.fires").stream()
                .filter(line -> !line.matches(".*T12:(0[5-9]|1\\d|2\\d).*"))
                .toList();
        assertEquals(0, execute("replay", written(lines), "--config", HOME), err::toString);
        assertEquals(List.of(), decided("load_shedding"), () -> out + said());
        assertTrue(said().contains("1 gap of"), err::toString);
    }

    @Test
    void aFileThatEndsInTheMiddleIsHeardUpToThere() throws IOException {
        byte[] whole = Files.readAllBytes(Path.of(recording("stuck_on_heater.fires")));
        Path cut = Files.write(folder.resolve("cut.gz"), java.util.Arrays.copyOf(whole, whole.length - 40));
        assertEquals(1, execute("replay", cut.toString(), "--config", HOME));
        assertTrue(said().contains("ends in the middle"), err::toString);
        assertTrue(said().contains("messages of 1 device "), err::toString);
    }

    @Test
    void whatCannotBeUsedIsSaid() throws IOException {
        assertEquals(1, execute("replay", written(List.of("junk")), "--config", HOME));
        assertTrue(said().contains("no message in the recording"), err::toString);
        assertEquals(2, execute("replay", folder.resolve("none.gz").toString()));
        assertTrue(said().startsWith("domovoi: cannot read "), err::toString);
        assertEquals(2, execute("replay"));
        assertEquals(2, execute("replay", folder.toString()));
    }
}
