package dev.domovoi.app.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.BaseWeights;
import dev.domovoi.app.scoring.ScoreRun.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What `score` makes of whole files.
final class ScoreRunTest {
    private static final int FAULT = 2 * MadeUp.WEEK + 100;
    private static final String ADDED = ",anomaly_score,surprise,p_value,expected,scorer,warm";

    @TempDir
    Path folder;

    private Path out() {
        return folder.resolve("out");
    }

    private List<String> alarms() {
        return MadeUp.read(folder.resolve("out.jsonl"));
    }

    @Test
    void addsItsColumnsAndPassesTheOthersThroughAsTheyWere() {
        Path file = MadeUp.written(folder.resolve("in/a/b.csv"), MadeUp.lines(1, 2 * MadeUp.WEEK, MadeUp.WEEK * 9));

        assertEquals(new MadeUp.Run(Ending.DONE, ""), MadeUp.run(MadeUp.task(folder.resolve("in"), out())));

        List<String> before = MadeUp.read(file);
        List<String> after = MadeUp.read(out().resolve("a/b.csv"));
        assertEquals(before.size(), after.size());
        assertEquals(before.getFirst() + ADDED, after.getFirst());
        assertEquals(before.get(1) + ",0,0,1,,hour_of_week,0", after.get(1));
        String newest = after.getLast();
        assertTrue(
                newest.matches("2026-03-15 23:55:00,[0-9.]+,0,[0-9.]+,[0-9.]+,[0-9.]+,[0-9.]+,hour_of_week,1"), newest);
        assertTrue(newest.startsWith(before.getLast()), newest);
    }

    @Test
    void aFaultIsOneAlarmThatSaysWhereWhenAndWhy() {
        MadeUp.written(folder.resolve("in/home/oven.csv"), MadeUp.lines(1, FAULT + 40, FAULT));

        MadeUp.run(MadeUp.task(folder.resolve("in"), out()));

        List<String> alarms = alarms();
        assertEquals(1, alarms.size(), alarms.toString());
        assertTrue(
                alarms.getFirst().startsWith("{\"file\":\"home/oven.csv\",\"at\":\"2026-03-16 0"), alarms.getFirst());
        String form =
                ".*\"p_value\":[0-9.E-]+,\"expected\":[0-9.]+,\"value\":[0-9.]+,\"channel\":\"hour_of_week\",\"why\":.*}";
        assertTrue(alarms.getFirst().matches(form), alarms.getFirst());
        assertTrue(alarms.getFirst().contains(" is usual; that is "), alarms.getFirst());
        List<String> times = MadeUp.column(out().resolve("home/oven.csv"), "timestamp");
        int at = times.indexOf(alarms.getFirst().replaceFirst(".*\"at\":\"([^\"]+)\".*", "$1"));
        assertTrue(at >= FAULT && at < FAULT + 12, "alarm at row " + at);
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "BASELINE", "FOREST", "RANGE", "LEVEL"})
    void neverLooksAhead(Scorers.Choice choice) {
        assertSameUpToEveryCut(
                MadeUp.lines(3, 2 * MadeUp.WEEK, 2 * MadeUp.WEEK - 300), MadeUp.scorers(choice), "generic");
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "TRANSFORMER"})
    void neverLooksAheadAtAPlug(Scorers.Choice choice) {
        Scorers scorers = new Scorers(Scorers.Kind.POWER, choice, ZoneId.of("Europe/Rome"), BaseWeights.shipped());
        assertSameUpToEveryCut(MadeUp.fridge(3, 8 * 1440, 8 * 1440 - 120), scorers, "a plug");
        List<String> alarms = alarms();
        assertTrue(alarms.stream().anyMatch(alarm -> alarm.contains("2026-03-09 22:")), alarms.toString());
    }

    private void assertSameUpToEveryCut(List<String> lines, Scorers scorers, String what) {
        Path whole = MadeUp.written(folder.resolve("whole.csv"), lines);
        MadeUp.run(MadeUp.task(List.of(whole), out(), scorers, 1, 1));
        List<String> expected = MadeUp.read(out().resolve("whole.csv"));
        assertEquals(lines.size(), expected.size());
        Random random = new Random(17);
        for (int i = 0; i < 3; i++) {
            int rows = 100 + random.nextInt(lines.size() - 101);
            Path cut = MadeUp.written(folder.resolve("cut.csv"), lines.subList(0, 1 + rows));
            MadeUp.run(MadeUp.task(List.of(cut), folder.resolve("cut"), scorers, 1, 1));
            assertEquals(
                    expected.subList(0, 1 + rows), MadeUp.read(folder.resolve("cut/cut.csv")), what + " of " + rows);
        }
    }

    @Test
    void manyJobsWriteTheSameBytesInTheSameOrder() throws IOException {
        for (int i = 0; i < 6; i++) {
            String name = i % 2 == 0 ? "in/p" + i + ".csv" : "in/p" + i + ".csv.gz";
            MadeUp.written(folder.resolve(name), MadeUp.lines(i, FAULT + 40 * i, FAULT + 20 * i));
        }
        List<Path> in = List.of(folder.resolve("in"));
        MadeUp.run(MadeUp.task(in, folder.resolve("one"), MadeUp.scorers(Scorers.Choice.RANGE), 6, 1));
        MadeUp.run(MadeUp.task(in, folder.resolve("four"), MadeUp.scorers(Scorers.Choice.RANGE), 6, 4));

        for (int i = 0; i < 6; i++) {
            String name = i % 2 == 0 ? "p" + i + ".csv" : "p" + i + ".csv.gz";
            assertEquals(
                    -1L,
                    Files.mismatch(
                            folder.resolve("one").resolve(name),
                            folder.resolve("four").resolve(name)));
        }
        assertEquals(-1L, Files.mismatch(folder.resolve("one.jsonl"), folder.resolve("four.jsonl")));
        List<String> files = MadeUp.read(folder.resolve("four.jsonl")).stream()
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
        assertTrue(files.size() >= 5, files.toString());
        assertEquals(files.stream().sorted().toList(), files);
    }

    @Test
    void compressedStaysCompressedAndScoresTheSame() {
        List<String> lines = MadeUp.lines(4, MadeUp.WEEK + 400, MadeUp.WEEK);
        MadeUp.written(folder.resolve("in/a.csv"), lines);
        MadeUp.written(folder.resolve("in/b.csv.gz"), lines);

        MadeUp.run(MadeUp.task(folder.resolve("in"), out()));

        assertEquals(MadeUp.read(out().resolve("a.csv")), MadeUp.read(out().resolve("b.csv.gz")));
    }

    @Test
    void theBudgetIsSharedByTheStreamsOrByAsManyAsAreSaid() {
        List<String> lines = MadeUp.lines(5, 5 * MadeUp.WEEK, 9 * MadeUp.WEEK);
        Path alone = MadeUp.written(folder.resolve("alone/a.csv"), lines);
        for (String name : List.of("a", "b", "c", "d")) {
            MadeUp.written(folder.resolve("four/" + name + ".csv"), lines);
        }
        Scorers scorers = MadeUp.scorers(Scorers.Choice.BASELINE);
        long atFull = alarms(MadeUp.task(List.of(alone), out(), scorers, 12, 1));
        long atQuarter = alarms(MadeUp.task(List.of(alone), out(), scorers, 3, 1));
        assertTrue(atFull > atQuarter, atFull + " and " + atQuarter + ": the shares would not be told apart");

        ScoreRun.Task four = MadeUp.task(List.of(folder.resolve("four")), out(), scorers, 12, 1);
        assertEquals(4 * atQuarter, alarms(four));
        ScoreRun.Task said = new ScoreRun.Task(
                List.of(alone), out(), four.alarms(), scorers, Optional.empty(), 12, OptionalInt.of(4), 1, false);
        assertEquals(atQuarter, alarms(said));
    }

    private long alarms(ScoreRun.Task task) {
        MadeUp.run(task);
        return alarms().size();
    }

    @Test
    void aRowThatCannotBeJudgedPassesThroughAndIsSaid() {
        List<String> lines = List.of(
                "timestamp,note,value",
                "2026-03-02T00:00:00Z,x,1",
                "2026-03-02T00:05:00Z,,",
                "2026-03-02T00:10:00Z,,NaN",
                "soon,,3",
                "2026-03-02T00:20:00Z,,warm",
                "2026-03-02T00:01:00Z,,4",
                "2026-03-02T00:25:00Z",
                "2026-03-02T00:30:00Z,a,5,b",
                "2026-03-02T00:30:00Z,a,1e99",
                "2026-03-02T00:35:00Z,\"a, \"\"b\"\"\",6");
        Path file = MadeUp.written(folder.resolve("odd.csv"), lines);

        MadeUp.Run run = MadeUp.run(MadeUp.task(file, out()));

        assertEquals(Ending.TROUBLED, run.ending());
        assertEquals(
                List.of(
                        "timestamp,note,value" + ADDED,
                        "2026-03-02T00:00:00Z,x,1,0,0,1,,hour_of_week,0",
                        "2026-03-02T00:05:00Z,,,,,,,,",
                        "2026-03-02T00:10:00Z,,NaN,,,,,,",
                        "soon,,3,,,,,,",
                        "2026-03-02T00:20:00Z,,warm,,,,,,",
                        "2026-03-02T00:01:00Z,,4,0,0,1,,hour_of_week,0",
                        "2026-03-02T00:25:00Z,,,,,,,,",
                        "2026-03-02T00:30:00Z,a,5,b",
                        "2026-03-02T00:30:00Z,a,1e99,,,,,,",
                        "2026-03-02T00:35:00Z,\"a, \"\"b\"\"\",6,0,0,1,,hour_of_week,0"),
                MadeUp.read(out().resolve("odd.csv")));
        String said = run.said();
        assertTrue(said.contains(file + ":5: timestamp: expected ISO 8601 or epoch seconds, got \"soon\";"), said);
        assertTrue(said.contains(file + ":6: value: expected a number, got \"warm\""), said);
        assertTrue(said.contains(file + ":8: expected 3 fields, got 1"), said);
        assertTrue(said.contains(file + ": 2 rows without a value passed through"), said);
    }

    @Test
    void timeThatGoesBackIsNotJudged() {
        List<String> lines = List.of("timestamp,value", "100,1", "160,2", "130,3", "160,4", "220,5");
        Path file = MadeUp.written(folder.resolve("back.csv"), lines);

        MadeUp.Run run = MadeUp.run(MadeUp.task(file, out()));

        assertEquals(Ending.TROUBLED, run.ending());
        assertEquals(List.of("0", "0", "", "0", "0"), MadeUp.column(out().resolve("back.csv"), "anomaly_score"));
        assertTrue(run.said().contains(file + ":4: timestamp: expected none before 1970-01-01T00:02:40Z"), run.said());
    }

    @Test
    void rowsAreAveragedToALongerTickAndJudgedWhenItIsOver() {
        Path file = MadeUp.written(folder.resolve("a.csv"), MadeUp.lines(6, 3 * MadeUp.WEEK, 2 * MadeUp.WEEK));
        ScoreRun.Task hourly = MadeUp.withTick(
                MadeUp.task(List.of(file), out(), MadeUp.scorers(Scorers.Choice.RANGE), 1, 1),
                java.time.Duration.ofHours(1));

        assertEquals(Ending.DONE, MadeUp.run(hourly).ending());

        List<String> scores = MadeUp.column(out().resolve("a.csv"), "anomaly_score");
        assertEquals("0", scores.get(2 * MadeUp.WEEK + 11));
        assertTrue(Double.parseDouble(scores.get(2 * MadeUp.WEEK + 12)) > 3);
        List<String> warm = MadeUp.column(out().resolve("a.csv"), "warm");
        assertEquals("1", warm.getLast());
    }

    @Test
    void filesWithoutTheColumnsAreSkippedByNameAndTakeNoShare() {
        MadeUp.written(folder.resolve("in/a.csv"), MadeUp.lines(1, 300, 400));
        Path index = MadeUp.written(folder.resolve("in/INDEX.csv"), List.of("file,rows", "a.csv,300"));
        MadeUp.written(folder.resolve("in/readme.txt"), List.of("timestamp,value", "1,1"));

        MadeUp.Run run = MadeUp.run(MadeUp.task(folder.resolve("in"), out()));

        assertEquals(Ending.DONE, run.ending());
        assertEquals(
                "domovoi: skipped " + index + ": its header has no columns timestamp and value",
                run.said().strip());
        assertFalse(Files.exists(out().resolve("INDEX.csv")));
        assertFalse(Files.exists(out().resolve("readme.txt")));
    }

    @Test
    void aFileThatBreaksOffLeavesNothingUnderItsNameAndTheOthersAreScored() throws IOException {
        MadeUp.written(folder.resolve("in/a.csv"), MadeUp.lines(1, 300, 400));
        Path broken = MadeUp.written(folder.resolve("in/b.csv.gz"), MadeUp.lines(1, 2000, 4000));
        byte[] bytes = Files.readAllBytes(broken);
        Files.write(broken, java.util.Arrays.copyOf(bytes, bytes.length - 100));
        Files.createDirectories(out());
        Files.writeString(out().resolve("b.csv.gz"), "an older result");

        MadeUp.Run run = MadeUp.run(MadeUp.task(folder.resolve("in"), out()));

        assertEquals(Ending.UNREADABLE, run.ending());
        assertTrue(run.said().matches("(?s)domovoi: \\Q" + broken + "\\E:[0-9]+: .+"), run.said());
        assertEquals(301, MadeUp.read(out().resolve("a.csv")).size());
        assertEquals("an older result", Files.readString(out().resolve("b.csv.gz")));
        try (var left = Files.list(out())) {
            assertEquals(2, left.count());
        }
    }

    @Test
    void nothingIsEverWrittenOverWhatIsRead() {
        Path in = folder.resolve("in");
        Path file = MadeUp.written(in.resolve("a.csv"), MadeUp.lines(1, 300, 400));
        MadeUp.written(folder.resolve("other/a.csv"), MadeUp.lines(1, 300, 400));
        Scorers scorers = MadeUp.scorers(Scorers.Choice.BASELINE);

        refused(MadeUp.task(in, in), "is the folder that is read");
        refused(MadeUp.task(file, in), "is read as well as written");
        refused(MadeUp.task(in, folder.resolve("other/../in")), "is the folder that is read");
        refused(MadeUp.task(List.of(in, folder.resolve("other")), out(), scorers, 1, 1), "would both be written to");
        refused(MadeUp.task(folder.resolve("none"), out()), "there is no file or folder");
        refused(
                new ScoreRun.Task(
                        List.of(in),
                        out(),
                        Optional.of(file),
                        scorers,
                        Optional.empty(),
                        1,
                        OptionalInt.empty(),
                        1,
                        false),
                "--alarms");
    }

    @Test
    void resultsInsideTheInputAreNotReadAgain() {
        Path in = folder.resolve("in");
        MadeUp.written(in.resolve("a.csv"), MadeUp.lines(1, 300, 400));

        assertEquals(Ending.DONE, MadeUp.run(MadeUp.task(in, in.resolve("out"))).ending());
        List<String> first = MadeUp.read(in.resolve("out/a.csv"));
        assertEquals(new MadeUp.Run(Ending.DONE, ""), MadeUp.run(MadeUp.task(in, in.resolve("out"))));
        assertEquals(first, MadeUp.read(in.resolve("out/a.csv")));
        MadeUp.Run again = MadeUp.run(MadeUp.task(in.resolve("out/a.csv"), folder.resolve("again")));
        assertEquals(Ending.UNREADABLE, again.ending());
        assertTrue(again.said().contains("has the column anomaly_score already; score the original"), again.said());
    }

    private static void refused(ScoreRun.Task task, String why) {
        String said = String.valueOf(
                assertThrows(ScoringException.class, () -> MadeUp.run(task)).getMessage());
        assertTrue(said.contains(why), said);
    }
}
