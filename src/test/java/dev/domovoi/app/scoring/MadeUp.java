package dev.domovoi.app.scoring;

import dev.domovoi.app.BaseWeights;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Made-up files of a daily rhythm in rows of five minutes, and runs over them.
final class MadeUp {
    static final int DAY = 288;
    static final int WEEK = 7 * DAY;
    private static final LocalDateTime START = LocalDateTime.of(2026, 3, 2, 0, 0);
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private MadeUp() {}

    static String time(int row) {
        return FORM.format(START.plusMinutes(5L * row));
    }

    /// Lines of a file of `rows`; from row `fault` on, ten times as much.
    static List<String> lines(long seed, int rows, int fault) {
        Random noise = new Random(seed);
        List<String> lines = new ArrayList<>(List.of("timestamp,value,label"));
        for (int row = 0; row < rows; row++) {
            double usual = 50 + 30 * Math.sin(2 * Math.PI * row / DAY) + 5 * noise.nextGaussian();
            double value = row < fault ? usual : 10 * usual;
            lines.add(time(row) + String.format(Locale.ROOT, ",%.3f,%d", value, row < fault ? 0 : 1));
        }
        return lines;
    }

    /// Lines of a fridge, one a minute; from row `fault` on it stays on.
    static List<String> fridge(long seed, int rows, int fault) {
        Random noise = new Random(seed);
        List<String> lines = new ArrayList<>(List.of("timestamp,value"));
        for (int row = 0; row < rows; row++) {
            boolean isOn = row >= fault || row % 53 < 17 + row / 53 % 4;
            double watts = (isOn ? 80 : 1.5) + noise.nextGaussian() * (isOn ? 2 : 0.1);
            lines.add(FORM.format(START.plusMinutes(row)) + String.format(Locale.ROOT, ",%.1f", watts));
        }
        return lines;
    }

    static Path written(Path file, List<String> lines) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (OutputStream plain = Files.newOutputStream(file);
                    OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
                out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return file;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static List<String> read(Path file) {
        try (InputStream plain = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(plain) : plain) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// A column of a scored file, without its header.
    static List<String> column(Path file, String name) {
        List<String> lines = read(file);
        int index = List.of(lines.getFirst().split(",", -1)).indexOf(name);
        return lines.stream().skip(1).map(line -> line.split(",", -1)[index]).toList();
    }

    static Scorers scorers(Scorers.Choice choice) {
        return new Scorers(Scorers.Kind.GENERIC, choice, ZoneId.of("UTC"), BaseWeights.shipped());
    }

    /// The baseline over one input at one alarm a week.
    static ScoreRun.Task task(Path input, Path out) {
        return task(List.of(input), out, scorers(Scorers.Choice.BASELINE), 1, 1);
    }

    static ScoreRun.Task task(List<Path> inputs, Path out, Scorers scorers, double alarmsPerWeek, int jobs) {
        return new ScoreRun.Task(
                inputs,
                out,
                Optional.of(out.resolveSibling(out.getFileName() + ".jsonl")),
                scorers,
                Optional.empty(),
                alarmsPerWeek,
                OptionalInt.empty(),
                jobs,
                false);
    }

    static ScoreRun.Task withTick(ScoreRun.Task task, Duration tick) {
        return new ScoreRun.Task(
                task.inputs(),
                task.out(),
                task.alarms(),
                task.scorers(),
                Optional.of(tick),
                task.alarmsPerWeek(),
                task.streams(),
                task.jobs(),
                task.showsChannels());
    }

    /// How a run ended and what it said.
    record Run(ScoreRun.Ending ending, String said) {}

    static Run run(ScoreRun.Task task) {
        StringWriter said = new StringWriter();
        try {
            ScoreRun.Ending ending = new ScoreRun(task, new PrintWriter(said), false).run();
            return new Run(ending, said.toString());
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
