package dev.domovoi.app.cli;

import dev.domovoi.app.JsonLines;
import dev.domovoi.app.Replay;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.app.recording.RecordedLine;
import dev.domovoi.app.recording.RecordingReader;
import dev.domovoi.app.replay.ReplayTally;
import dev.domovoi.app.rules.RuleFiles;
import dev.domovoi.app.rules.RuleFiles.RuleSet;
import dev.domovoi.decide.Decision;
import dev.domovoi.decide.Incident;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `domovoi replay`: what would have been decided over a recording, one line of JSON each, and counts of it.
@Command(
        name = "replay",
        description = {
            "Runs a recording through the whole agent and prints what it decides, one line of JSON each.",
            "The recording's times are the only clock. Nothing acts: an action that passes all guards is taken for done."
                    + " At the end, on standard error: what was decided by rule and week, and what was wrong with the"
                    + " recording."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A recording is what 'domovoi record' writes, or mosquitto_sub -t '#' -F '%%j'.",
            "A line up to 30 s earlier than one before it is heard as late; one earlier than that is left out, unless"
                    + " 20 follow each other: then the clock was set back. After 5 minutes without any message, or longer"
                    + " where messages are rare, the broker is taken to have been away.",
            "The mode and the allow list are the configuration's; without one it advises. The devices in a recording do"
                    + " not obey: what was switched off goes on as recorded, as if somebody had switched it on again.",
            "",
            "Exit codes: 0 done, 1 no message in it could be used, or its end is damaged, 2 wrong use or unreadable input."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final int PROGRESS_LINES = 5_000;

    @Parameters(paramLabel = "RECORDING", description = "The recording, plain or .gz.")
    private Path recording = Path.of("");

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = "A folder of rule files; without it, those of the configuration, else the shipped ones.")
    private @Nullable Path rules;

    @Option(names = "--config", paramLabel = "FILE", description = "The agent's YAML file.")
    private @Nullable Path config;

    @Option(names = "--summary", description = "Prints the counts only, on standard output.")
    private boolean isSummary;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        AgentConfig settings = ConfigReader.read(Optional.ofNullable(config), System.getenv());
        Optional<Path> folder = Optional.ofNullable(rules).or(settings.rules()::dir);
        RuleSet set = folder.map(RuleFiles::read).orElseGet(RuleFiles::shipped);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        ReplayTally tally = new ReplayTally(settings.zone());
        Replay replay = new Replay(settings, set.book(), new Printer(out, tally));
        ReplaySummary summary = new ReplaySummary(
                replay, tally, set, folder.map(Path::toString).orElse("the shipped ones"), settings.mode());
        boolean isWhole = run(replay, summary, err);
        summary.print(isSummary ? out : err);
        out.flush();
        err.flush();
        return isWhole && replay.count(Replay.Reception.DECODED) > 0 ? 0 : 1;
    }

    /// False where the recording ends in the middle of something.
    private boolean run(Replay replay, ReplaySummary summary, PrintWriter err) {
        if (Files.isDirectory(recording)) {
            throw new InputException(recording + " is a folder; name a recording");
        }
        ReplayProgress progress = new ReplayProgress(recording, err);
        try (RecordingReader reader = RecordingReader.open(recording, progress::read)) {
            for (Optional<RecordedLine> line = reader.next(); line.isPresent(); line = reader.next()) {
                switch (line.get()) {
                    case RecordedLine.Heard heard -> replay.hears(heard.message());
                    case RecordedLine.Unreadable bad -> summary.unreadable(bad);
                }
                if (line.get().number() % PROGRESS_LINES == 0) {
                    progress.show(replay.now());
                }
            }
            replay.end();
            return true;
        } catch (EOFException | ZipException cut) {
            replay.end();
            summary.cut(String.valueOf(cut.getMessage()));
            return false;
        } catch (NoSuchFileException missing) {
            throw new InputException("cannot read " + recording + ": there is no such file");
        } catch (IOException unreadable) {
            throw new InputException("cannot read " + recording + ": " + unreadable.getMessage());
        } finally {
            progress.clear();
        }
    }

    private final class Printer implements Replay.Listener {
        private final PrintWriter out;
        private final ReplayTally tally;

        Printer(PrintWriter out, ReplayTally tally) {
            this.out = out;
            this.tally = tally;
        }

        @Override
        public void decided(Decision decision) {
            tally.decided(decision);
            if (!isSummary) {
                out.print(JsonLines.of(decision) + "\n");
            }
        }

        @Override
        public void opened(Incident incident, Instant now) {
            tally.opened(incident, now);
        }
    }
}
