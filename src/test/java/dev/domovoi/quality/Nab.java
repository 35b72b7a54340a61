package dev.domovoi.quality;

import dev.domovoi.score.Judgement;
import dev.domovoi.score.model.Kernels;
import dev.domovoi.score.model.WeightsFile;
import dev.domovoi.score.stream.Committee;
import dev.domovoi.score.stream.Forecaster;
import dev.domovoi.score.stream.StreamScorer;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Scores a folder of files with `timestamp,value,label` in the layout of the Numenta Anomaly Benchmark, writes the
/// same files with `anomaly_score` and all channels, and says how often alarms were raised.
///
/// `java --add-modules jdk.incubator.vector -cp target/classes:target/test-classes dev.domovoi.quality.Nab FOLDER OUT
/// BUDGET ROWS BLOCKS WEIGHTS...`, where ROWS and BLOCKS are `network` or `level`.
final class Nab {
    private static final int MEMORY = 2000;
    private static final int FIRST_ROWS = 100;
    private static final double WEEK_SECONDS = 604_800;
    private static final long MERGED_SECONDS = 6 * 3600;
    private static final StreamId STREAM = new StreamId(Source.whole(new DeviceId("nab", "file")), Quantity.LOAD);

    private final Forecaster rows;
    private final Forecaster blocks;
    private final double budget;
    private long scored;
    private double weeks;
    private int episodes;
    private int windows;
    private int found;

    private Nab(Forecaster rows, Forecaster blocks, double budget) {
        this.rows = rows;
        this.blocks = blocks;
        this.budget = budget;
    }

    /// One line of a file.
    private record Row(String timestamp, Instant at, double value, boolean isLabelled) {
        static Row of(String line) {
            String[] parts = line.split(",", -1);
            LocalDateTime time = LocalDateTime.parse(parts[0].substring(0, 19).replace(' ', 'T'));
            boolean isLabelled = Double.parseDouble(parts[2]) > 0.5;
            return new Row(parts[0], time.toInstant(ZoneOffset.UTC), Double.parseDouble(parts[1]), isLabelled);
        }
    }

    /// Not a test: run it by hand.
    public static void main(String[] arguments) throws IOException {
        List<WeightsFile.Member> networks = new ArrayList<>();
        for (String file : List.of(arguments).subList(5, arguments.length)) {
            WeightsFile.Read read = WeightsFile.decoded(file, Files.readAllBytes(Path.of(file)));
            if (!(read instanceof WeightsFile.Read.Whole(var members))) {
                throw new IllegalArgumentException(read.toString());
            }
            networks.addAll(members);
        }
        Forecaster level = new Forecaster.Level(MEMORY);
        Forecaster network =
                networks.isEmpty() ? level : new Forecaster.Network(new Committee(Kernels.best(), networks));
        Nab nab = new Nab(
                arguments[3].equals("network") ? network : level,
                arguments[4].equals("network") ? network : level,
                Double.parseDouble(arguments[2]));
        nab.run(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    private void run(Path in, Path out) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(in)) {
            files = tree.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
        long start = System.nanoTime();
        for (Path file : files) {
            List<Row> lines =
                    Files.readAllLines(file).stream().skip(1).map(Row::of).toList();
            Path to = out.resolve(in.relativize(file));
            Files.createDirectories(Optional.ofNullable(to.getParent()).orElse(out));
            Files.writeString(to, score(lines));
        }
        System.out.printf(
                "%d rows, %.1f us each; budget %.2f: %d episodes outside windows in %.1f weeks, %.2f a week;"
                        + " %d of %d windows alarmed%n",
                scored,
                (System.nanoTime() - start) / 1e3 / scored,
                budget,
                episodes,
                weeks,
                episodes / weeks,
                found,
                windows);
    }

    private String score(List<Row> lines) {
        Duration tick = tick(lines);
        StreamScorer scorer = new StreamScorer(STREAM, ZoneOffset.UTC, tick, rows, blocks);
        StringBuilder out = new StringBuilder(
                "timestamp,value,anomaly_score,label,p_value,alarm,warm," + String.join(",", scorer.channels()) + "\n");
        Instant last = Instant.MIN;
        boolean wasLabelled = false;
        boolean isFound = false;
        for (Row row : lines) {
            Optional<Judgement> judged = scorer.judge(new Tick(STREAM, row.at(), row.value(), row.at()), budget);
            boolean isReady = judged.map(Judgement::isReady).orElse(false);
            boolean alarms = judged.map(Judgement::alarms).orElse(false);
            write(out, row, judged, alarms, isReady);
            windows += row.isLabelled() && !wasLabelled && isReady ? 1 : 0;
            isFound &= wasLabelled;
            found += row.isLabelled() && alarms && !isFound ? 1 : 0;
            isFound |= row.isLabelled() && alarms;
            weeks += isReady && !row.isLabelled() ? tick.toSeconds() / WEEK_SECONDS : 0;
            if (alarms) {
                boolean begins = last.plusSeconds(MERGED_SECONDS).isBefore(row.at());
                episodes += begins && !row.isLabelled() ? 1 : 0;
                last = row.at();
            }
            wasLabelled = row.isLabelled();
        }
        scored += lines.size();
        return out.toString();
    }

    private static Duration tick(List<Row> lines) {
        int count = Math.min(FIRST_ROWS, lines.size()) - 1;
        long[] spacing = new long[count];
        for (int i = 0; i < count; i++) {
            spacing[i] =
                    lines.get(i + 1).at().getEpochSecond() - lines.get(i).at().getEpochSecond();
        }
        Arrays.sort(spacing);
        return Duration.ofSeconds(Math.max(1, spacing[count / 2]));
    }

    private static void write(StringBuilder out, Row row, Optional<Judgement> judged, boolean alarms, boolean isReady) {
        out.append(row.timestamp()).append(',').append(row.value()).append(',');
        out.append((float) (double) judged.map(Judgement::anomaly).orElse(0.0));
        out.append(row.isLabelled() ? ",1," : ",0,");
        out.append((float) (double) judged.map(Judgement::tailProbability).orElse(1.0));
        out.append(alarms ? ",1" : ",0").append(isReady ? ",1" : ",0");
        for (double evidence : judged.map(Judgement::evidence).orElse(new double[5])) {
            out.append(',').append((float) evidence);
        }
        out.append('\n');
    }
}
