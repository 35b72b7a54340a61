package dev.domovoi.app.cli;

import dev.domovoi.app.config.OptionValues;
import dev.domovoi.app.flows.FlowRun;
import dev.domovoi.app.flows.FlowsException;
import dev.domovoi.score.Judge;
import dev.domovoi.score.baseline.HourOfWeek;
import dev.domovoi.score.baseline.Repetition;
import dev.domovoi.signal.Network;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `domovoi flows`: what clients of the network did that a person may want to know.
@Command(
        name = "flows",
        description = {
            "Watches recorded network traffic as live traffic is watched, and prints a line of JSON for each finding.",
            "A CSV file, plain or .gz, needs a header with ts (epoch seconds), duration, proto, src, sport, dst, dport,"
                    + " orig_bytes, resp_bytes, orig_pkts and resp_pkts; other columns are not looked at."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Of a connection nothing is known before it: its beginning counts when it begins, what came of it when it"
                    + " ends. All files are one network and merged by time. Lines that cannot be read are left out and named on"
                    + " standard error, and the exit code is then 1."
        })
final class FlowsCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Recorded traffic.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--format",
            defaultValue = "csv",
            paramLabel = "FORMAT",
            description = "csv, or conntrack: each file is one listing of the router's connection table, taken when the"
                    + " file was last changed, or lines of 'conntrack -E -o timestamp' (default: ${DEFAULT-VALUE}).")
    private String format = "";

    @Option(
            names = "--home",
            paramLabel = "CIDR",
            split = ",",
            description = "What is at home, such as 192.168.1.0/24; may be given several times (default: the private"
                    + " ranges).")
    private List<String> home = new ArrayList<>();

    @Option(
            names = "--learn",
            paramLabel = "FILE",
            description = "Earlier traffic that is taken as normal; may be given several times.")
    private List<Path> normal = new ArrayList<>();

    @Option(
            names = "--budget",
            defaultValue = "1/week",
            paramLabel = "RATE",
            description =
                    "Learned alarms that may come, such as 2/month, of all clients together. Behaviours that have a name are not learned and"
                            + " spend nothing of it (default: ${DEFAULT-VALUE}).")
    private String budget = "";

    @Option(
            names = "--zone",
            defaultValue = "UTC",
            paramLabel = "ZONE",
            description = "The local time of learned habits (default: ${DEFAULT-VALUE}).")
    private String zone = "";

    @Option(
            names = "--alarms-only",
            description =
                    "Prints only what somebody would be told: what is medium or high, and of each client's burst of"
                            + " findings each kind once, and again when it gets worse.")
    private boolean isAlarmsOnly;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var line = Objects.requireNonNull(spec).commandLine();
        double alarmsPerWeek = parsed("--budget", budget, OptionValues::alarmsPerWeek);
        FlowRun.Format read = parsed("--format", format, text -> OptionValues.word(FlowRun.Format.class, text));
        requireFiles(files);
        requireFiles(normal);
        try {
            FlowRun.Task task =
                    new FlowRun.Task(files, normal, read, surroundings(), isAlarmsOnly, alarmsPerWeek, judges());
            return new FlowRun(task, line.getOut(), line.getErr()).run() ? 0 : 1;
        } catch (FlowsException refused) {
            throw new InputException(String.valueOf(refused.getMessage()));
        }
    }

    /// The hour of the week, which was quieter than the transformer and found as much.
    private BiFunction<StreamId, Duration, Judge> judges() {
        ZoneId local = parsed("--zone", zone, OptionValues::zone);
        return (stream, slot) -> new Repetition(new HourOfWeek(stream, local, slot));
    }

    private Surroundings surroundings() {
        if (home.isEmpty()) {
            return Surroundings.usual();
        }
        return new Surroundings(home.stream()
                .map(text -> Network.parse(text)
                        .orElseThrow(() -> new InputException(
                                "--home: expected a network such as 192.168.1.0/24, got \"" + text + '"')))
                .toList());
    }

    private static void requireFiles(List<Path> paths) {
        for (Path path : paths) {
            if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
                throw new InputException("there is no file " + path + " that can be read");
            }
        }
    }

    private static <T> T parsed(String option, String text, java.util.function.Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException wrong) {
            throw new InputException(option + ": expected " + wrong.getMessage() + ", got \"" + text + '"');
        }
    }
}
