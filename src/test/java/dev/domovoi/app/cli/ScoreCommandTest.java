package dev.domovoi.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// What `score` answers to right and wrong use.
final class ScoreCommandTest {
    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();
    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("a.csv"), "timestamp,value\n0,1\n60,2\n120,1\n");
    }

    private int execute(String... arguments) {
        CommandLine line = Domovoi.commandLine();
        line.setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of("score"));
        all.addAll(List.of(arguments));
        return line.execute(all.toArray(new String[0]));
    }

    private int score(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--out", folder.resolve("out").toString()));
        return execute(all.toArray(new String[0]));
    }

    @Test
    void scoresAndSaysNothingInAPipe() throws IOException {
        Path alarms = folder.resolve("alarms.jsonl");
        assertEquals(
                0,
                score(
                        file.toString(),
                        "--kind",
                        "power",
                        "--scorer",
                        "level",
                        "--channels",
                        "--alarms",
                        alarms.toString(),
                        "--budget",
                        "2/month",
                        "--streams",
                        "3",
                        "--jobs",
                        "2",
                        "--tick",
                        "1m",
                        "--zone",
                        "Europe/Rome"));
        assertEquals("", err.toString());
        assertEquals(
                "timestamp,value,anomaly_score,surprise,p_value,expected,scorer,warm,channel_level",
                Files.readAllLines(folder.resolve("out/a.csv")).getFirst());
        assertEquals(
                "0,1,0,0,1,,level,0,",
                Files.readAllLines(folder.resolve("out/a.csv")).get(1));
        assertEquals("", Files.readString(alarms));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--jobs 0|--jobs: expected 1 to 64, got 0",
                "--streams 0|--streams: expected 1 to 1000000, got 0",
                "--budget often|--budget: expected a rate above zero such as 1/week",
                "--tick 0s|--tick: expected a duration",
                "--zone Mars|--zone: expected a time zone such as Europe/Berlin, got \"Mars\"",
                "--kind water|--kind: expected one of power, generic, got \"water\"",
                "--scorer oracle|--scorer: expected one of auto, transformer, baseline, forest, range, level",
                "--model none|cannot read --model none",
                "nowhere.csv|there is no file or folder nowhere.csv"
            })
    void wrongUseIsOneLineAndExitCodeTwo(String arguments, String said) {
        List<String> all = new ArrayList<>(List.of(file.toString()));
        all.addAll(List.of(arguments.split(" ", -1)));
        assertEquals(2, score(all.toArray(new String[0])));
        assertEquals(1, err.toString().strip().lines().count(), err.toString());
        assertTrue(err.toString().startsWith("domovoi: " + said), err.toString());
    }

    @Test
    void needsAFileAndAPlaceForTheResult() {
        assertEquals(2, execute(file.toString()));
        assertEquals(2, score());
    }

    @Test
    void aDamagedModelIsRefused() throws IOException {
        Path model = Files.writeString(folder.resolve("weights"), "no weights at all, but long enough");
        assertEquals(2, score(file.toString(), "--model", model.toString()));
        assertTrue(
                err.toString().contains("--model") && err.toString().contains("a file of weights made by"),
                err.toString());
    }

    @Test
    void rowsThatCannotBeReadGiveOneAndNothingToScoreGivesTwo() throws IOException {
        Path odd = Files.writeString(folder.resolve("odd.csv"), "timestamp,value\n0,1\nlater,2\n");
        assertEquals(1, score(odd.toString()));
        Path other = Files.writeString(folder.resolve("other.csv"), "time,watts\n0,1\n");
        assertEquals(2, score(other.toString()));
        assertTrue(err.toString().contains("skipped " + other), err.toString());
        assertTrue(err.toString().contains("nothing to score"), err.toString());
    }
}
