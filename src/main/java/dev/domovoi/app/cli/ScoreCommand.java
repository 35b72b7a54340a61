package dev.domovoi.app.cli;

import dev.domovoi.app.BaseWeights;
import dev.domovoi.app.config.OptionValues;
import dev.domovoi.app.scoring.ScoreRun;
import dev.domovoi.app.scoring.Scorers;
import dev.domovoi.app.scoring.ScoringException;
import dev.domovoi.score.model.WeightsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `domovoi score`: how unusual each row of a CSV file is, and where an alarm would have begun.
@Command(
        name = "score",
        description = {
            "Scores the streams in CSV files, each row before it is learned from, and writes them with columns added:"
                    + " anomaly_score, surprise, p_value, expected, scorer and warm.",
            "A file needs a header with timestamp (ISO 8601 or epoch seconds) and value; other columns pass through."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Each row is one tick at its own time. With a --tick longer than the rows' spacing, rows are averaged to it"
                    + " and judged when the tick is over. Rows without a value pass through unjudged; so do those that cannot be"
                    + " read or go back in time, and the exit code is then 1."
        })
final class ScoreCommand implements Callable<Integer> {
    private static final long MOST_MODEL_BYTES = 64L << 20;
    private static final int MOST_JOBS = 64;
    private static final int MOST_STREAMS = 1_000_000;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "CSV files, plain or .gz, or folders of them.")
    private List<Path> inputs = new ArrayList<>();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the scored files go.")
    private Path out = Path.of("");

    @Option(
            names = "--kind",
            defaultValue = "generic",
            paramLabel = "KIND",
            description = "What the values are: power (watts of one plug) or generic (default: ${DEFAULT-VALUE}).")
    private String kind = "";

    @Option(
            names = "--scorer",
            defaultValue = "auto",
            paramLabel = "NAME",
            description = "auto, transformer (of a plug: its events, beside its channels), baseline, forest, range or"
                    + " level (default: ${DEFAULT-VALUE}).")
    private String scorer = "";

    @Option(
            names = "--tick",
            paramLabel = "TIME",
            description = "Spacing to judge at, such as 10s (default: the median spacing of the first 100 rows).")
    private @Nullable String tick;

    @Option(
            names = "--zone",
            defaultValue = "UTC",
            paramLabel = "ZONE",
            description =
                    "The local time of the hour of the week and of times without an offset (default: ${DEFAULT-VALUE}).")
    private String zone = "";

    @Option(
            names = "--budget",
            defaultValue = "1/week",
            paramLabel = "RATE",
            description = "False alarms that the whole run may raise, such as 2/month (default: ${DEFAULT-VALUE}).")
    private String budget = "";

    @Option(
            names = "--streams",
            paramLabel = "N",
            description = "How many streams share the budget (default: the number of files scored).")
    private @Nullable Integer streams;

    @Option(names = "--alarms", paramLabel = "FILE", description = "Writes each alarm's beginning as a line of JSON.")
    private @Nullable Path alarms;

    @Option(names = "--channels", description = "Adds a column for each of the scorer's channels.")
    private boolean showsChannels;

    @Option(names = "--model", paramLabel = "FILE", description = "Weights made by 'domovoi train'.")
    private @Nullable Path model;

    @Option(
            names = "--jobs",
            defaultValue = "1",
            paramLabel = "N",
            description = "Files at a time; the result does not depend on it (default: ${DEFAULT-VALUE}).")
    private int jobs;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter told = Objects.requireNonNull(spec).commandLine().getErr();
        try {
            ScoreRun.Task task = task();
            if (task.scorers().mayAskTransformer()) {
                Arithmetic.remark(System.err);
            }
            ScoreRun run = new ScoreRun(task, told, Terminal.isAtHand());
            return switch (run.run()) {
                case DONE -> 0;
                case TROUBLED -> 1;
                case UNREADABLE -> Domovoi.WRONG_USE;
            };
        } catch (ScoringException refused) {
            throw new InputException(String.valueOf(refused.getMessage()));
        }
    }

    private ScoreRun.Task task() {
        if (jobs < 1 || jobs > MOST_JOBS) {
            throw new InputException("--jobs: expected 1 to " + MOST_JOBS + ", got " + jobs);
        }
        if (streams != null && (streams < 1 || streams > MOST_STREAMS)) {
            throw new InputException("--streams: expected 1 to " + MOST_STREAMS + ", got " + streams);
        }
        ZoneId wall = parsed("--zone", zone, OptionValues::zone);
        Scorers scorers = new Scorers(
                parsed("--kind", kind, text -> OptionValues.word(Scorers.Kind.class, text)),
                parsed("--scorer", scorer, text -> OptionValues.word(Scorers.Choice.class, text)),
                wall,
                members());
        Optional<Duration> wish = Optional.ofNullable(tick).map(text -> parsed("--tick", text, OptionValues::tick));
        return new ScoreRun.Task(
                inputs,
                out,
                Optional.ofNullable(alarms),
                scorers,
                wish,
                parsed("--budget", budget, OptionValues::alarmsPerWeek),
                streams == null ? OptionalInt.empty() : OptionalInt.of(streams),
                jobs,
                showsChannels);
    }

    private static <T> T parsed(String option, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException wrong) {
            throw new InputException(option + ": expected " + wrong.getMessage() + ", got \"" + text + '"');
        }
    }

    private List<WeightsFile.Member> members() {
        if (model == null) {
            return BaseWeights.shipped();
        }
        try {
            if (Files.size(model) > MOST_MODEL_BYTES) {
                throw new InputException(model + ": expected weights of at most " + MOST_MODEL_BYTES + " bytes");
            }
            return switch (WeightsFile.decoded(model.toString(), Files.readAllBytes(model))) {
                case WeightsFile.Read.Whole whole -> whole.members();
                case WeightsFile.Read.Refused refused -> throw new InputException("--model " + refused.problem());
            };
        } catch (IOException unreadable) {
            throw new InputException("cannot read --model " + model + ": " + unreadable);
        }
    }
}
