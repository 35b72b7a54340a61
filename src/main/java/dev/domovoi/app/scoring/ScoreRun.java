package dev.domovoi.app.scoring;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/// Scores files and folders of files, several at a time; what comes out does not depend on how many.
public final class ScoreRun {
    private static final int PROGRESS_MILLIS = 500;

    private final Task task;
    private final PrintWriter err;
    private final boolean showsProgress;
    private final LongAdder rows = new LongAdder();
    private boolean isUnreadable;
    private boolean isTroubled;

    /// What is to be done. `alarmsPerWeek` is the budget of the whole run, shared by `streams` or by the files found.
    public record Task(
            List<Path> inputs,
            Path out,
            Optional<Path> alarms,
            Scorers scorers,
            Optional<Duration> tick,
            double alarmsPerWeek,
            OptionalInt streams,
            int jobs,
            boolean showsChannels) {
        public Task {
            inputs = List.copyOf(inputs);
        }
    }

    /// How it ended.
    public enum Ending {
        DONE,
        /// Some rows could not be judged.
        TROUBLED,
        /// A file could not be read, or its result not be written.
        UNREADABLE
    }

    public ScoreRun(Task task, PrintWriter err, boolean showsProgress) {
        this.task = task;
        this.err = err;
        this.showsProgress = showsProgress;
    }

    public Ending run() throws InterruptedException {
        List<InputFile> found = InputFile.search(task.inputs(), task.out());
        task.alarms().ifPresent(file -> refuseToOverwrite(file, found));
        List<InputFile> streams = found.stream().filter(this::isStream).toList();
        if (streams.isEmpty() && !isUnreadable) {
            throw new ScoringException("nothing to score: no file with the columns timestamp and value");
        }
        double share = task.alarmsPerWeek() / task.streams().orElse(Math.max(1, streams.size()));
        List<String> alarms = score(streams, new Wish(task.scorers(), task.tick(), share, task.showsChannels()));
        task.alarms().ifPresent(file -> write(file, alarms));
        return isUnreadable ? Ending.UNREADABLE : isTroubled ? Ending.TROUBLED : Ending.DONE;
    }

    private static void refuseToOverwrite(Path alarms, List<InputFile> files) {
        Path real = InputFile.real(alarms);
        for (InputFile file : files) {
            if (real.equals(InputFile.real(file.path())) || real.equals(InputFile.real(file.target()))) {
                throw new ScoringException("--alarms " + alarms + " is the place of another file; give another");
            }
        }
    }

    private boolean isStream(InputFile file) {
        try (CsvReader reader = new CsvReader(file.path())) {
            Optional<CsvRecord> header = reader.next();
            if (header.flatMap(Columns::of).isEmpty()) {
                say("skipped " + file.path() + ": its header has no columns timestamp and value");
                return false;
            }
            Optional<String> taken = Columns.taken(header.get());
            taken.ifPresent(name -> {
                isUnreadable = true;
                say(file.path() + ":1: has the column " + name + " already; score the original");
            });
            return taken.isEmpty();
        } catch (IOException unreadable) {
            isUnreadable = true;
            say(file.path() + ":1: " + unreadable.getMessage());
            return false;
        }
    }

    private List<String> score(List<InputFile> files, Wish wish) throws InterruptedException {
        List<String> alarms = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(task.jobs())) {
            List<Future<FileRun.Outcome>> runs = new ArrayList<>();
            for (InputFile file : files) {
                runs.add(workers.submit(new FileRun(file, runs.size() + 1, wish, rows)));
            }
            for (int i = 0; i < runs.size(); i++) {
                alarms.addAll(alarmsOf(outcome(runs.get(i), i, runs.size())));
            }
        }
        if (showsProgress) {
            err.printf(Locale.ROOT, "\r%,d rows of %d files, %d alarms%n", rows.sum(), files.size(), alarms.size());
            err.flush();
        }
        return alarms;
    }

    private FileRun.Outcome outcome(Future<FileRun.Outcome> run, int number, int all) throws InterruptedException {
        while (true) {
            try {
                return run.get(PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillRunning) {
                if (showsProgress) {
                    err.printf(Locale.ROOT, "\r%d of %d files, %,d rows ", number, all, rows.sum());
                    err.flush();
                }
            } catch (ExecutionException bug) {
                throw new IllegalStateException(bug.getCause());
            }
        }
    }

    private List<String> alarmsOf(FileRun.Outcome outcome) {
        return switch (outcome) {
            case FileRun.Outcome.Scored(List<String> alarms, Troubles troubles) -> {
                isTroubled |= !troubles.isEmpty();
                troubles.lines().forEach(this::say);
                yield alarms;
            }
            case FileRun.Outcome.Failed(String why) -> {
                isUnreadable = true;
                say(why);
                yield List.of();
            }
        };
    }

    private static void write(Path file, List<String> alarms) {
        Path aside = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(aside, alarms);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException refused) {
            throw new ScoringException("cannot write --alarms " + file + ": " + refused);
        }
    }

    private void say(String line) {
        err.println((showsProgress ? "\r" : "") + "domovoi: " + line);
        err.flush();
    }
}
