package dev.domovoi.quality;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.score.Judgement;
import dev.domovoi.score.Scorer;
import dev.domovoi.score.baseline.Ewma;
import dev.domovoi.score.baseline.HourOfWeek;
import dev.domovoi.score.model.Kernels;
import dev.domovoi.score.model.WeightsFile;
import dev.domovoi.score.plug.Foresight;
import dev.domovoi.score.plug.Panel;
import dev.domovoi.score.plug.PlugScorer;
import dev.domovoi.score.token.UsualDurations;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Problem;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Scores a folder of `.csv.gz` files with one of the scorers, each file a stream with the whole budget. From the
/// checkout, after a build:
///
/// `java --add-modules jdk.incubator.vector -cp target/classes src/test/java/dev/domovoi/quality/Plugs.java FOLDER OUT
/// scorer=plug budget=1 jobs=2 rows=yes`
///
/// Scorers: `plug`; `plug+counts` and `plug+network` with channels of events, `counts` and `network` with those alone
/// (`weights=FILE` for each of the four); `hour`; `ewma`.
///
/// Writes `OUT/alarms.jsonl`, with `rows=yes` the files with `anomaly_score` under `OUT`, and says what it cost.
final class Plugs {
    private static final Duration EPISODE = Duration.ofHours(2);
    private static final int TICK_ROWS = 100;

    private final Path in;
    private final Path out;
    private final String scorer;
    private final double budget;
    private final boolean writesRows;
    private final Path weights;

    private Plugs(Path in, Path out, List<String> options) {
        this.in = in;
        this.out = out;
        this.scorer = option(options, "scorer", "plug");
        this.budget = Double.parseDouble(option(options, "budget", "1"));
        this.weights = Path.of(option(options, "weights", ""));
        this.writesRows = option(options, "rows", "no").equals("yes");
    }

    private record Row(String text, String at, Instant time, double watts) {}

    private record Done(String alarms, long rows, long scoringNanos) {}

    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        List<String> options = List.of(args).subList(2, args.length);
        Plugs plugs = new Plugs(Path.of(args[0]), Path.of(args[1]), options);
        int jobs = Integer.parseInt(option(options, "jobs", "1"));
        List<Path> files;
        try (Stream<Path> tree = Files.walk(plugs.in)) {
            files = tree.filter(file -> file.toString().endsWith(".csv.gz"))
                    .sorted()
                    .toList();
        }
        Files.createDirectories(plugs.out);
        long began = System.nanoTime();
        List<Future<Done>> runs = new ArrayList<>();
        StringBuilder alarms = new StringBuilder();
        long rows = 0;
        long nanos = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(jobs)) {
            files.forEach(file -> runs.add(pool.submit(() -> plugs.score(file))));
            for (Future<Done> run : runs) {
                alarms.append(run.get().alarms());
                rows += run.get().rows();
                nanos += run.get().scoringNanos();
            }
        }
        Files.writeString(plugs.out.resolve("alarms.jsonl"), alarms);
        System.out.printf(
                Locale.ROOT,
                "%d files, %d rows, %.0f s in all, %.2f us a tick in the scorer, %d alarms%n",
                files.size(),
                rows,
                (System.nanoTime() - began) / 1e9,
                nanos / 1e3 / rows,
                alarms.chars().filter(c -> c == '\n').count());
    }

    private static String option(List<String> options, String name, String otherwise) {
        return options.stream()
                .filter(option -> option.startsWith(name + "="))
                .map(option -> option.substring(name.length() + 1))
                .findFirst()
                .orElse(otherwise);
    }

    private Done score(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        String header = read(file, rows);
        Duration tick = tick(rows);
        StreamId stream = new StreamId(Source.whole(new DeviceId("file", "plug")), Quantity.POWER);
        Scorer judge = scorer(stream, tick);
        StringBuilder alarms = new StringBuilder();
        StringBuilder scored = new StringBuilder(header + ",anomaly_score,channel\n");
        Instant alarmedAt = Instant.MIN;
        Instant last = Instant.MIN;
        long nanos = 0;
        for (Row row : rows) {
            double anomaly = 0;
            String channel = "";
            if (row.time().isAfter(last)) {
                last = row.time();
                long before = System.nanoTime();
                Optional<Judgement> judged = judge.judge(new Tick(stream, last, row.watts(), last), budget);
                nanos += System.nanoTime() - before;
                if (judged.isPresent()) {
                    Judgement judgement = judged.get();
                    anomaly = judgement.anomaly();
                    channel = judge.channels().get(judgement.channel());
                    if (judgement.alarms()) {
                        if (alarmedAt.equals(Instant.MIN) || !last.isBefore(alarmedAt.plus(EPISODE))) {
                            alarms.append(alarm(file, row, channel, judge.why(judgement), judgement));
                        }
                        alarmedAt = last;
                    }
                }
            }
            if (writesRows) {
                scored.append(
                        String.format(Locale.ROOT, "%s,%.4f,%s%n", row.text(), anomaly, anomaly > 0 ? channel : ""));
            }
        }
        if (writesRows) {
            write(out.resolve(in.relativize(file).toString().replace(".csv.gz", ".csv")), scored);
        }
        return new Done(alarms.toString(), rows.size(), nanos);
    }

    private Scorer scorer(StreamId stream, Duration tick) throws IOException {
        return switch (scorer) {
            case "plug" -> plug(stream, tick, new Panel.Power());
            case "plug+counts" -> plug(stream, tick, new Panel.PowerAndEvents(counted()));
            case "plug+network" -> plug(stream, tick, new Panel.PowerAndEvents(learned()));
            case "counts" -> plug(stream, tick, new Panel.EventsOnly(counted()));
            case "network" -> plug(stream, tick, new Panel.EventsOnly(learned()));
            case "hour" -> new HourOfWeek(stream, ZoneOffset.UTC, tick);
            case "ewma" -> new Ewma(stream, tick);
            default -> throw new IllegalArgumentException("scorer must be one of those named above, was " + scorer);
        };
    }

    private static Scorer plug(StreamId stream, Duration tick, Panel panel) {
        return new PlugScorer(stream, ZoneOffset.UTC, tick, panel);
    }

    private Foresight counted() throws IOException {
        return new Foresight.Counted(new UsualDurations(events().usual()));
    }

    private Foresight learned() throws IOException {
        return Foresight.learned(Kernels.best(), events());
    }

    private WeightsFile.Events events() throws IOException {
        return switch (WeightsFile.decoded("weights", Files.readAllBytes(weights))) {
            case WeightsFile.Read.Whole(List<WeightsFile.Member> members) ->
                members.stream()
                        .filter(WeightsFile.Events.class::isInstance)
                        .map(WeightsFile.Events.class::cast)
                        .findFirst()
                        .orElseThrow();
            case WeightsFile.Read.Refused(Problem problem) -> throw new IOException(problem.toString());
        };
    }

    private String alarm(Path file, Row row, String channel, String why, Judgement judgement) {
        return String.format(
                Locale.ROOT,
                "{\"file\":\"%s\",\"at\":\"%s\",\"p_value\":%.3g,\"expected\":%.1f,\"value\":%.1f,\"channel\":\"%s\","
                        + "\"why\":\"%s\"}\n",
                in.relativize(file),
                row.at(),
                judgement.tailProbability(),
                judgement.expected().median(),
                judgement.value(),
                channel,
                why);
    }

    private static String read(Path file, List<Row> rows) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file), 1 << 16), UTF_8))) {
            String header = lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(",", -1);
                if (!parts[1].isEmpty()) {
                    LocalDateTime at = LocalDateTime.parse(parts[0].replace(' ', 'T'));
                    rows.add(new Row(line, parts[0], at.toInstant(ZoneOffset.UTC), Double.parseDouble(parts[1])));
                }
            }
            return header;
        }
    }

    private static Duration tick(List<Row> rows) {
        List<Duration> gaps = new ArrayList<>();
        for (int i = 1; i < Math.min(TICK_ROWS, rows.size()); i++) {
            gaps.add(Duration.between(rows.get(i - 1).time(), rows.get(i).time()));
        }
        Collections.sort(gaps);
        return gaps.get(gaps.size() / 2);
    }

    private static void write(Path file, CharSequence text) throws IOException {
        Files.createDirectories(file.getParent());
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.append(text);
        }
    }
}
