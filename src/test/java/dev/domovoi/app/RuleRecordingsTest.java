package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.app.recording.RecordedLine;
import dev.domovoi.app.recording.RecordingReader;
import dev.domovoi.app.recording.RecordingWriter;
import dev.domovoi.app.rules.RuleFiles;
import dev.domovoi.decide.Decision;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.rule.Rule;
import dev.domovoi.decide.rule.RuleBook;
import dev.domovoi.signal.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Each shipped rule through the whole pipeline, on a recording in which it must fire and on one in which it must not.
/// `-Dgolden.update=true` makes the recordings anew.
final class RuleRecordingsTest {
    private static final Path RECORDINGS = Path.of("src/test/resources/recordings");

    private static final RuleBook SHIPPED = RuleFiles.shipped().book();

    /// What rules decide in each recording in which one must fire; all of it is over in the end.
    private static final Map<String, List<String>> DECIDED = Map.of(
            "appliance_finished.fires",
            List.of("alert washer: washer has finished."),
            "stuck_on_heater.fires",
            List.of(
                    "alert boiler: boiler has been heating without a pause for 3 h 52 min, now at 1,500 W.",
                    "held boiler: off shelly_gen1:boiler/0, mode"),
            "freezer_not_cycling.fires",
            List.of(
                    "alert freezer: freezer does not cycle as it should: paused for 1 h 29 min, running for 0 s, at 0 W."),
            "standby_cut_off.fires",
            List.of(
                    "alert tv: tv has been in standby for half an hour, at 8 W.",
                    "held tv: shed shelly_gen1:tv/0, mode",
                    "alert tv: tv has been in standby for half an hour, at 8 W.",
                    "held tv: shed shelly_gen1:tv/0, mode"),
            "load_shedding.fires",
            List.of(
                    "alert home: The home draws 6,300 W of 3,500 W.",
                    "held home: shed shelly_gen1:boiler/0, mode",
                    "held home: shed shelly_gen1:dryer/0, mode"),
            "unexpected_consumption.fires",
            List.of("alert iron: Nobody is home, and iron draws 1,200 W where at most 0 W is usual."),
            "internet_watchdog.fires",
            List.of(
                    "alert gateway: gateway has had no way to the internet for ten minutes.",
                    "held gateway: power_cycle collectd:gateway, mode"),
            "unknown_client.fires",
            List.of(
                    "alert 02:00:5e:00:00:99: An unknown client, 02:00:5e:00:00:99, is in the network.",
                    "held 02:00:5e:00:00:99: quarantine client:02:00:5e:00:00:99, mode"));

    @Test
    void everyShippedRuleHasItsTwoRecordings() {
        Set<String> wanted = new TreeSet<>();
        SHIPPED.rules().stream()
                .map(Rule::name)
                .forEach(name -> wanted.addAll(List.of(name + ".fires", name + ".silent")));
        assertEquals(wanted, RuleStories.ALL.keySet());
    }

    @TestFactory
    List<DynamicTest> aRecordingHoldsItsStory() {
        return RuleStories.ALL.keySet().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    List<Message> told = RuleStories.told(name);
                    if (Boolean.getBoolean("golden.update")) {
                        write(file(name), told);
                    }
                    assertEquals(told, messages(file(name)), file(name) + " is out of date");
                }))
                .toList();
    }

    @TestFactory
    List<DynamicTest> aRuleFiresWhereItMustAndNoRuleFiresWhereItMustNot() {
        return RuleStories.ALL.keySet().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Replayed home = replayed(name);
                    String rule = name.substring(0, name.indexOf('.'));
                    assertEquals(DECIDED.getOrDefault(name, List.of()), decided(home), name);
                    assertTrue(
                            home.fired().stream().allMatch(fired -> fired.startsWith(rule + " ")),
                            () -> home.fired().toString());
                    assertEquals(home.fired(), home.over());
                    assertTrue(home.pipeline.mayAct());
                }))
                .toList();
    }

    private static Replayed replayed(String name) throws IOException {
        Replayed home =
                new Replayed(ConfigReader.read(Optional.of(RECORDINGS.resolve("home.yaml")), Map.of()), () -> SHIPPED);
        return home.hears(file(name));
    }

    private static Path file(String name) {
        return RECORDINGS.resolve(name + ".jsonl.gz");
    }

    private static void write(Path file, List<Message> messages) throws IOException {
        try (RecordingWriter recording = new RecordingWriter(new GZIPOutputStream(Files.newOutputStream(file)))) {
            for (Message message : messages) {
                recording.write(message);
            }
        }
    }

    private static List<Message> messages(Path file) throws IOException {
        List<Message> messages = new ArrayList<>();
        try (RecordingReader reader = RecordingReader.open(file)) {
            Optional<RecordedLine> line = reader.next();
            while (line.isPresent()) {
                if (line.get() instanceof RecordedLine.Heard heard) {
                    messages.add(heard.message());
                }
                line = reader.next();
            }
        }
        return messages;
    }

    private static List<String> decided(Replayed home) {
        return home.decisions.stream()
                .filter(decision -> Incident.isByRule(decision.rule()))
                .map(decision -> decision.verdict().word() + " " + decision.subject() + ": "
                        + decision.guard()
                                .map(guard -> word(decision, "wanted") + " " + word(decision, "target") + ", " + guard)
                                .orElse(decision.why()))
                .toList();
    }

    private static String word(Decision decision, String name) {
        return decision.evidence().word(name).orElse("");
    }
}
