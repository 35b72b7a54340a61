package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.config.ConfigException;
import dev.domovoi.observe.DialectSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is learned of a recording before the agent starts.
final class HistoryTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    @TempDir
    Path directory;

    private final List<String> said = new ArrayList<>();
    private final Streams streams = new Streams(ZoneOffset.UTC, 1, Map.of(), (stream, problem) -> {});
    private final History history = new History(
            streams, new Devices(Map.of()), DialectSettings.usual(), (kind, sentence) -> said.add(sentence));

    @Test
    void onlyWhatIsOlderThanNowIsLearned() throws IOException {
        history.learn(
                recording(line("2026-03-02T11:00:00Z", "old", 0, 5), line("2026-03-02T12:00:01Z", "new", 0, 5)), NOW);
        assertEquals(
                List.of("tasmota:old/power"),
                streams.progress(NOW).stream().map(p -> p.stream().toString()).toList());
        assertEquals(List.of("Learned from 1 power readings up to 2026-03-02T11:00:00Z."), said);
    }

    @Test
    void thePastThatAStreamKnowsIsNotLearnedTwice() throws IOException {
        Path past = recording(line("2026-03-02T11:00:00Z", "plug", 0, 5));
        history.learn(past, NOW);
        Streams next = new Streams(ZoneOffset.UTC, 1, streams.states(), (stream, problem) -> {});
        new History(next, new Devices(Map.of()), DialectSettings.usual(), (kind, sentence) -> said.add(sentence))
                .learn(past, NOW);
        assertEquals(List.of(), next.progress(NOW));
        assertEquals(
                "Learned from 0 power readings up to 2026-03-02T11:00:00Z;"
                        + " 1 are of streams that know their past from an earlier run.",
                said.getLast());
    }

    @Test
    void unreadableLinesAreCounted() throws IOException {
        history.learn(recording("junk", line("2026-03-02T11:00:00Z", "plug", 0, 5), "{\"tst\":1}"), NOW);
        assertEquals(
                List.of("Learned from 1 power readings up to 2026-03-02T11:00:00Z; 2 lines could not be read."), said);
    }

    @Test
    void whatCannotBeTrueIsNotLearned() throws IOException {
        history.learn(
                recording(
                        line("2026-03-02T11:00:00Z", "plug", 0, 5), line("2026-03-02T11:05:00Z", "plug", 0, 9_000_000)),
                NOW);
        assertEquals(
                List.of("Learned from 1 power readings up to 2026-03-02T11:05:00Z; 1 were not taken for true."), said);
    }

    @Test
    void weeksOfPastMakeAStreamReadyAndAreReportedOnTheWay() throws IOException {
        List<String> lines = new ArrayList<>();
        Instant from = NOW.minusSeconds(86_400L * 15);
        for (int i = 0; i < 15 * 288; i++) {
            lines.add(line(from.plusSeconds(300L * i).toString(), "plug", 0, 50 + i % 7));
        }
        history.learn(recording(lines.toArray(String[]::new)), NOW);
        assertTrue(
                streams.progress(NOW).getFirst().ready().ratio() > 0.5,
                streams.progress(NOW).toString());
        assertEquals(3, said.size(), said.toString());
        assertTrue(said.getFirst().startsWith("Learning the past: 2026-02-2"), said.getFirst());
    }

    @Test
    void aRecordingWithoutLivePowerIsRefused() throws IOException {
        String retained = line("2026-03-02T11:00:00Z", "plug", 1, 5);
        String foreign = "{\"tst\":\"2026-03-02T11:00:00Z\",\"topic\":\"a/b\",\"payload\":\"5\"}";
        String future = line("2027-01-01T00:00:00Z", "plug", 0, 5);
        ConfigException told = assertThrows(
                ConfigException.class, () -> history.learn(recording(retained, foreign, future, "junk"), NOW));
        assertTrue(message(told).endsWith("holds no live power reading that a dialect knows (1 unreadable lines)"));
        assertEquals(List.of(), said);
    }

    @Test
    void aFileThatCannotBeReadIsTold() {
        Path missing = directory.resolve("none.jsonl");
        ConfigException told = assertThrows(ConfigException.class, () -> history.learn(missing, NOW));
        assertTrue(message(told).startsWith("--history " + missing + ": cannot read it: "), message(told));
    }

    @Test
    void linesOfTheFarPastAndOutOfOrderDoNoHarm() throws IOException {
        history.learn(
                recording(
                        line("0001-01-01T00:00:00Z", "plug", 0, 5),
                        line("2026-03-02T11:00:00Z", "plug", 0, 5),
                        line("1970-01-01T00:00:00Z", "plug", 0, 5)),
                NOW);
        assertTrue(said.getLast().startsWith("Learned from 3 power readings up to 2026-03-02T11:00:00Z"));
    }

    private static String message(ConfigException told) {
        return String.valueOf(told.getMessage());
    }

    private Path recording(String... lines) throws IOException {
        return Files.write(directory.resolve("past.jsonl"), List.of(lines));
    }

    private static String line(String at, String device, int retain, int watts) {
        return "{\"tst\":\"" + at + "\",\"topic\":\"tele/" + device + "/SENSOR\",\"retain\":" + retain
                + ",\"payload\":\"{\\\"ENERGY\\\":{\\\"Power\\\":" + watts + "}}\"}";
    }
}
