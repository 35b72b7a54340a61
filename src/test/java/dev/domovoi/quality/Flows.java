package dev.domovoi.quality;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.app.flows.FindingLine;
import dev.domovoi.app.flows.FlowRun;
import dev.domovoi.score.baseline.HourOfWeek;
import dev.domovoi.score.flow.Watch;
import dev.domovoi.signal.Network;
import dev.domovoi.signal.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What `domovoi flows` finds in recorded traffic, against what each file must show, on the files as they are and as a
/// router that is polled every ten seconds would tell them. From the checkout, after a build:
///
/// `java -cp 'target/classes:target/quarkus-app/lib/main/*' src/test/java/dev/domovoi/quality/Flows.java FOLDER
/// [poll=10] [margins=yes]`
///
/// FOLDER holds EXPECT.csv and dev/. With margins each expectation is tried harder and harder: an attack of which only
/// every n-th connection is left, ordinary use that goes n times as fast, and times shuffled within the file.
final class Flows {
    private static final int[] FACTORS = {2, 3, 4, 6, 8, 12, 16};
    private static final long SEED = 7;

    private final Path folder;
    private final double pollSeconds;
    private final boolean showsMargins;

    private Flows(Path folder, double pollSeconds, boolean showsMargins) {
        this.folder = folder;
        this.pollSeconds = pollSeconds;
        this.showsMargins = showsMargins;
    }

    private record Expectation(String name, String home, String client, List<String> kinds, String least, int most) {
        boolean isBenign() {
            return client.isEmpty();
        }

        /// For ordinary use only what alarms counts; of public addresses only what is about the machine itself.
        boolean isMet(List<String> findings) {
            if (isBenign()) {
                return findings.stream()
                                .filter(line -> !line.contains("\"severity\":\"low\""))
                                .count()
                        <= most;
            }
            return findings.stream().anyMatch(this::isWanted);
        }

        private boolean isWanted(String line) {
            boolean isBad = line.contains("\"severity\":\"high\"")
                    || (least.equals("medium") && line.contains("\"severity\":\"medium\""));
            return isBad
                    && line.contains("\"client\":\"" + client + '"')
                    && kinds.stream().anyMatch(kind -> line.contains("\"kind\":\"" + kind + '"'));
        }

        Surroundings surroundings() {
            return new Surroundings(List.of(Network.parse(home).orElseThrow()));
        }
    }

    /// A line of a file, cut at the commas.
    @SuppressWarnings("ArrayRecordComponent") // lives as long as one file is read
    record Row(String[] fields) {
        double begin() {
            return Double.parseDouble(fields[0]);
        }

        double seconds() {
            return fields[1].isEmpty() ? 0 : Double.parseDouble(fields[1]);
        }

        long count(int column) {
            return fields[column].isEmpty() ? 0 : Long.parseLong(fields[column]);
        }

        Row at(double begin) {
            String[] moved = fields.clone();
            moved[0] = String.format(Locale.ROOT, "%.6f", begin);
            return new Row(moved);
        }
    }

    public static void main(String[] arguments) throws IOException {
        List<String> options = List.of(arguments);
        double poll = options.stream()
                .filter(option -> option.startsWith("poll="))
                .mapToDouble(option -> Double.parseDouble(option.substring(5)))
                .findFirst()
                .orElse(10);
        new Flows(Path.of(arguments[0]), poll, options.contains("margins=yes")).run();
    }

    private void run() throws IOException {
        System.out.println("| file | as it is | in polls of " + pollSeconds + " s |");
        System.out.println("|---|---|---|");
        for (String line : Files.readAllLines(folder.resolve("EXPECT.csv")).subList(1, lines())) {
            String[] parts = line.split(",", 7);
            List<String> kinds = Arrays.asList(parts[3].split("\\|"));
            int most = parts[5].isEmpty() ? 0 : Integer.parseInt(parts[5]);
            for (String name : names(parts[0])) {
                tell(new Expectation(name, parts[1], parts[2], kinds, parts[4], most), List.of());
            }
            if (parts[6].contains("first half as --learn")) {
                List<Row> rows = rows(parts[0]);
                tell(
                        new Expectation(parts[0] + " second half", parts[1], parts[2], kinds, parts[4], 0),
                        rows.subList(0, rows.size() / 2));
            }
        }
    }

    private int lines() throws IOException {
        return Files.readAllLines(folder.resolve("EXPECT.csv")).size();
    }

    private List<String> names(String name) throws IOException {
        if (!name.endsWith("/*")) {
            return List.of(name);
        }
        Path under = folder.resolve("dev").resolve(name.substring(0, name.length() - 2));
        try (Stream<Path> files = Files.list(under)) {
            return files.map(file ->
                            name.replace("*", file.getFileName().toString().replace(".csv", "")))
                    .sorted()
                    .toList();
        }
    }

    private List<Row> rows(String name) throws IOException {
        return Files.readAllLines(folder.resolve("dev").resolve(name + ".csv")).stream()
                .skip(1)
                .map(line -> new Row(line.split(",", -1)))
                .toList();
    }

    private void tell(Expectation expectation, List<Row> normal) throws IOException {
        List<Row> all = rows(expectation.name().replace(" second half", ""));
        List<Row> rows = all.subList(normal.size(), all.size());
        System.out.println("| " + expectation.name() + " | " + cell(expectation, normal, rows, false) + " | "
                + cell(expectation, normal, rows, true) + " |");
    }

    private String cell(Expectation expectation, List<Row> normal, List<Row> rows, boolean isPolled)
            throws IOException {
        List<String> findings = findings(expectation, normal, rows, isPolled);
        String text = (expectation.isMet(findings) ? "met: " : "**NOT MET**: ") + summary(findings);
        return showsMargins ? text + "; " + margin(expectation, normal, rows, isPolled) : text;
    }

    private String margin(Expectation expectation, List<Row> normal, List<Row> rows, boolean isPolled)
            throws IOException {
        int held = 1;
        for (int factor : FACTORS) {
            List<Row> harder = expectation.isBenign() ? faster(rows, factor) : thinner(rows, factor);
            if (!expectation.isMet(findings(expectation, normal, harder, isPolled))) {
                break;
            }
            held = factor;
        }
        String shuffled = summary(findings(expectation, normal, shuffled(rows), isPolled));
        return (expectation.isBenign() ? "quiet at x" : "seen at 1/") + held + "; shuffled: " + shuffled;
    }

    private static List<Row> faster(List<Row> rows, int factor) {
        double start = rows.getFirst().begin();
        return rows.stream()
                .map(row -> row.at(start + (row.begin() - start) / factor))
                .toList();
    }

    private static List<Row> thinner(List<Row> rows, int factor) {
        List<Row> left = new ArrayList<>();
        for (int i = 0; i < rows.size(); i += factor) {
            left.add(rows.get(i));
        }
        return left;
    }

    /// Every connection at a time drawn by chance from the file's span: nothing comes by the clock any more.
    private static List<Row> shuffled(List<Row> rows) {
        Random random = new Random(SEED);
        double start = rows.getFirst().begin();
        double span = rows.getLast().begin() - start;
        return rows.stream()
                .map(row -> row.at(start + span * random.nextDouble()))
                .sorted(Comparator.comparingDouble(Row::begin))
                .toList();
    }

    private static String summary(List<String> findings) {
        Map<String, Integer> counts = new TreeMap<>();
        int low = 0;
        for (String line : findings) {
            String severity = line.replaceAll(".*\"severity\":\"([a-z]+)\".*", "$1");
            if (severity.equals("low")) {
                low++;
            } else {
                counts.merge(line.replaceAll(".*\"kind\":\"([a-z_]+)\".*", "$1") + " " + severity, 1, Integer::sum);
            }
        }
        List<String> words = new ArrayList<>();
        counts.forEach((word, count) -> words.add(count == 1 ? word : count + " " + word));
        words.add(low + " low");
        return String.join(", ", words);
    }

    private List<String> findings(Expectation expectation, List<Row> normal, List<Row> rows, boolean isPolled)
            throws IOException {
        return isPolled ? polled(expectation, normal, rows) : asItIs(expectation, normal, rows);
    }

    private static List<String> asItIs(Expectation expectation, List<Row> normal, List<Row> rows) throws IOException {
        Path file = written(rows);
        List<Path> learned = normal.isEmpty() ? List.of() : List.of(written(normal));
        StringWriter out = new StringWriter();
        try {
            FlowRun.Task task = new FlowRun.Task(
                    List.of(file),
                    learned,
                    FlowRun.Format.CSV,
                    expectation.surroundings(),
                    false,
                    1,
                    (stream, slot) -> new HourOfWeek(stream, ZoneOffset.UTC, slot));
            new FlowRun(task, new PrintWriter(out), new PrintWriter(System.err, true, UTF_8)).run();
        } finally {
            Files.delete(file);
            for (Path path : learned) {
                Files.delete(path);
            }
        }
        return out.toString().lines().toList();
    }

    private static Path written(List<Row> rows) throws IOException {
        Path file = Files.createTempFile("flows", ".csv");
        List<String> lines = new ArrayList<>();
        lines.add("ts,duration,proto,src,sport,dst,dport,orig_bytes,resp_bytes,orig_pkts,resp_pkts");
        rows.forEach(row -> lines.add(String.join(",", Arrays.copyOf(row.fields(), 11))));
        return Files.write(file, lines);
    }

    private List<String> polled(Expectation expectation, List<Row> normal, List<Row> rows) {
        Watch watch = new Watch(expectation.surroundings(), Watch.USUAL_CLIENTS);
        Polls polls = new Polls(expectation.surroundings(), pollSeconds);
        polls.run(normal, watch::learn);
        List<String> findings = new ArrayList<>();
        polls.run(rows, flow -> watch.judge(flow).forEach(finding -> findings.add(FindingLine.of(finding))));
        return findings;
    }
}
