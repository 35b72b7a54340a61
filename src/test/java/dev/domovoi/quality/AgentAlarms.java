package dev.domovoi.quality;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.app.Streams;
import dev.domovoi.decide.DeviceView;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.HomeDecider;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Policy;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.Source;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Lets the agent's own learning and deciding live through a folder of `.csv.gz` files, minute by minute, each file a
/// home with one plug and the whole budget, and writes every incident that it opens as one line for
/// `event_score.py --alarms` and [RealisedRate]. Nobody says anything of any incident. From the checkout, after a
/// build of the tests:
///
/// `java -cp target/classes:target/test-classes:... dev.domovoi.quality.AgentAlarms FOLDER OUT.jsonl [budget=1]
/// [aside=yes] [jobs=1]`
///
/// With `aside=no` it learns through its incidents: the control.
final class AgentAlarms {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Path in;
    private final double budget;
    private final boolean putsAside;

    private AgentAlarms(Path in, double budget, boolean putsAside) {
        this.in = in;
        this.budget = budget;
        this.putsAside = putsAside;
    }

    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        List<String> options = List.of(args).subList(2, args.length);
        AgentAlarms agent = new AgentAlarms(
                Path.of(args[0]),
                Double.parseDouble(option(options, "budget", "1")),
                option(options, "aside", "yes").equals("yes"));
        List<Path> files;
        try (Stream<Path> tree = Files.walk(agent.in)) {
            files = tree.filter(file -> file.toString().endsWith(".csv.gz"))
                    .sorted()
                    .toList();
        }
        StringBuilder lines = new StringBuilder();
        try (ExecutorService pool = Executors.newFixedThreadPool(Integer.parseInt(option(options, "jobs", "1")))) {
            List<Future<String>> lives = new ArrayList<>();
            files.forEach(file -> lives.add(pool.submit(() -> agent.new Life(file).live())));
            for (Future<String> life : lives) {
                lines.append(life.get());
            }
        }
        Files.writeString(Path.of(args[1]), lines);
        System.out.printf(
                Locale.ROOT,
                "%d files, %d incidents%n",
                files.size(),
                lines.chars().filter(c -> c == '\n').count());
    }

    private static String option(List<String> options, String name, String otherwise) {
        return options.stream()
                .filter(option -> option.startsWith(name + "="))
                .map(option -> option.substring(name.length() + 1))
                .findFirst()
                .orElse(otherwise);
    }

    /// One plug's life with the agent, as the pipeline leads it.
    private final class Life {
        private final Path file;
        private final Source plug = Source.whole(new DeviceId("file", "plug"));
        private final HomeDecider decider = new HomeDecider(Policy.of(Policy.Mode.OBSERVE, List.of()));
        private final Streams streams = new Streams(ZoneOffset.UTC, budget, Map.of(), (stream, problem) -> {
            throw new IllegalStateException(stream + ": " + problem);
        });
        private final Set<String> known = new HashSet<>();
        private final StringBuilder lines = new StringBuilder();
        private HomeState state = HomeState.empty();
        private Instant minute = Instant.MAX;

        Life(Path file) {
            this.file = file;
        }

        String live() throws IOException {
            try (BufferedReader rows = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(file), 1 << 16), UTF_8))) {
                rows.readLine();
                for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                    String[] fields = row.split(",", -1);
                    if (!fields[1].isEmpty()) {
                        Instant at =
                                LocalDateTime.parse(fields[0].replace(' ', 'T')).toInstant(ZoneOffset.UTC);
                        hear(at, Double.parseDouble(fields[1]));
                    }
                }
            }
            return lines.toString();
        }

        private void hear(Instant at, double watts) {
            if (minute.equals(Instant.MAX)) {
                minute = at.truncatedTo(ChronoUnit.MINUTES).plus(MINUTE);
                decide(new Event.Unsettled(Event.Unsettled.Cause.START), at);
            }
            while (!at.isBefore(minute)) {
                pass(minute);
                minute = minute.plus(MINUTE);
            }
            streams.accept(new Reading(plug, Quantity.POWER, watts, at, false));
        }

        private void pass(Instant now) {
            streams.advance(now, score -> judged(score, now));
            decide(new Event.Minute(), now);
            if (putsAside) {
                Map<DeviceId, Streams.Unusual> unusual = state.incidents().stream()
                        .map(Incident::device)
                        .collect(Collectors.toMap(Function.identity(), device -> Streams.Unusual.YES));
                streams.keepApart(unusual, now);
            }
        }

        private void judged(Score score, Instant now) {
            DeviceView view = new DeviceView(
                    "plug",
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    streams.reportingPeriod(score.stream()));
            decide(new Event.Scored(score, view), now);
        }

        private void decide(Event event, Instant now) {
            state = decider.decide(state, event, now).state();
            for (Incident incident : state.incidents()) {
                if (known.add(incident.id())) {
                    String at = LocalDateTime.ofInstant(incident.openedAt(), ZoneOffset.UTC) + ":00";
                    lines.append(String.format(
                            Locale.ROOT,
                            "{\"file\":\"%s\",\"at\":\"%s\",\"why\":\"%s\"}%n",
                            in.relativize(file),
                            at.substring(0, "2026-03-02T00:00:00".length()),
                            incident.why()));
                }
            }
        }
    }
}
