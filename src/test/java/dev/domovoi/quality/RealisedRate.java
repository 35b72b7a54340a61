package dev.domovoi.quality;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// How often alarms really came, pooled over sets of streams, with its Poisson interval. From the checkout:
///
/// `java src/test/java/dev/domovoi/quality/RealisedRate.java ALARMS FOLDER [ALARMS FOLDER]...`
///
/// ALARMS is what `domovoi score --alarms` wrote of FOLDER. The first 45 % of each file do not count, nor do gaps of
/// more than an hour, nor rows with label 1 and the ten minutes after them. Fields must not be quoted.
final class RealisedRate {
    private static final double WARM_UP = 0.45;
    private static final double GRACE_SECONDS = 600;
    private static final double LONGEST_GAP_SECONDS = 3600;
    private static final double WEEK_SECONDS = 604_800;
    private static final Pattern ALARM = Pattern.compile("\\{\"file\":\"([^\"]+)\",\"at\":\"([^\"]+)\".*");

    private final Map<String, List<Double>> alarms = new HashMap<>();
    private int files;
    private int falseAlarms;
    private double weeks;

    private RealisedRate() {}

    /// Times of rows and whether each is labelled.
    @SuppressWarnings("ArrayRecordComponent") // lives as long as one file is counted
    private record Rows(double[] seconds, boolean[] isLabelled) {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2 || arguments.length % 2 != 0) {
            System.err.println("expected pairs of a file of alarms and the folder that was scored");
            System.exit(2);
        }
        RealisedRate all = new RealisedRate();
        for (int i = 0; i < arguments.length; i += 2) {
            RealisedRate one = new RealisedRate();
            one.read(Path.of(arguments[i]), Path.of(arguments[i + 1]));
            System.out.println(one + "  " + arguments[i]);
            all.files += one.files;
            all.falseAlarms += one.falseAlarms;
            all.weeks += one.weeks;
        }
        System.out.println(all + "  all");
    }

    private void read(Path file, Path folder) throws IOException {
        for (String line : Files.readAllLines(file)) {
            Matcher alarm = ALARM.matcher(line);
            if (alarm.matches()) {
                alarms.computeIfAbsent(alarm.group(1), _ -> new ArrayList<>()).add(seconds(alarm.group(2)));
            }
        }
        List<Path> streams;
        try (Stream<Path> tree = Files.walk(folder)) {
            streams = tree.filter(path -> path.toString().matches(".*\\.csv(\\.gz)?"))
                    .sorted()
                    .toList();
        }
        for (Path stream : streams) {
            count(rows(stream), alarms.getOrDefault(folder.relativize(stream).toString(), List.of()));
        }
    }

    private void count(Rows rows, List<Double> begun) {
        int first = (int) (rows.seconds.length * WARM_UP);
        if (rows.seconds.length - first < 2) {
            return;
        }
        files++;
        double[] spacings = new double[rows.seconds.length - first - 1];
        for (int i = 0; i < spacings.length; i++) {
            spacings[i] = rows.seconds[first + i + 1] - rows.seconds[first + i];
        }
        double[] sorted = spacings.clone();
        Arrays.sort(sorted);
        double longest = Math.max(LONGEST_GAP_SECONDS, 2 * sorted[sorted.length / 2]);
        for (int i = 0; i < spacings.length; i++) {
            if (spacings[i] <= longest && !rows.isLabelled[first + i]) {
                weeks += spacings[i] / WEEK_SECONDS;
            }
        }
        for (double at : begun) {
            falseAlarms += at >= rows.seconds[first] && !isNearLabel(rows, at) ? 1 : 0;
        }
    }

    private static boolean isNearLabel(Rows rows, double at) {
        int index = Arrays.binarySearch(rows.seconds, at);
        for (int i = index < 0 ? -index - 2 : index; i >= 0 && rows.seconds[i] >= at - GRACE_SECONDS; i--) {
            if (rows.isLabelled[i]) {
                return true;
            }
        }
        return false;
    }

    private static Rows rows(Path file) throws IOException {
        List<Double> seconds = new ArrayList<>();
        List<Boolean> labels = new ArrayList<>();
        try (InputStream plain = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(plain) : plain;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<String> header = List.of(String.valueOf(reader.readLine()).split(",", -1));
            int time = header.indexOf("timestamp");
            int label = header.indexOf("label");
            if (time >= 0 && header.contains("value")) {
                reader.lines().map(line -> line.split(",", -1)).forEach(row -> {
                    seconds.add(seconds(row[time]));
                    labels.add(label >= 0 && row[label].startsWith("1"));
                });
            }
        }
        boolean[] isLabelled = new boolean[labels.size()];
        for (int i = 0; i < isLabelled.length; i++) {
            isLabelled[i] = labels.get(i);
        }
        return new Rows(seconds.stream().mapToDouble(Double::doubleValue).toArray(), isLabelled);
    }

    private static double seconds(String time) {
        return time.matches("[0-9.]+")
                ? Double.parseDouble(time)
                : LocalDateTime.parse(time.substring(0, 19).replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC);
    }

    @Override
    public String toString() {
        PoissonInterval interval = PoissonInterval.of(falseAlarms);
        return String.format(
                Locale.ROOT,
                "%d files, %.1f device-weeks, %d alarms: %.3f a device-week [%.3f, %.3f]",
                files,
                weeks,
                falseAlarms,
                falseAlarms / weeks,
                interval.low() / weeks,
                interval.high() / weeks);
    }
}
