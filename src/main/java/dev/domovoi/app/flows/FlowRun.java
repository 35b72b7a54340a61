package dev.domovoi.app.flows;

import dev.domovoi.observe.flow.ConnectionTable;
import dev.domovoi.observe.flow.Leases;
import dev.domovoi.score.Judge;
import dev.domovoi.score.flow.Bursts;
import dev.domovoi.score.flow.LearnedBehaviour;
import dev.domovoi.score.flow.Watch;
import dev.domovoi.signal.Finding;
import dev.domovoi.signal.Flow;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// One run over files of recorded traffic: first what is normal, then what is watched, all files of a kind merged by
/// time.
public final class FlowRun {
    /// Each is open while it is read.
    public static final int MOST_FILES = 256;

    private final Task task;
    private final PrintWriter out;
    private final Troubles troubles;
    private final ConnectionTable table;

    /// What the files hold.
    public enum Format {
        CSV,
        CONNTRACK
    }

    /// What is wished. `normal` is read before `files` and tells nothing.
    public record Task(
            List<Path> files,
            List<Path> normal,
            Format format,
            Surroundings surroundings,
            boolean isAlarmsOnly,
            double alarmsPerWeek,
            BiFunction<StreamId, Duration, Judge> judges) {
        public Task {
            files = List.copyOf(files);
            normal = List.copyOf(normal);
            if (files.size() > MOST_FILES || normal.size() > MOST_FILES) {
                throw new FlowsException(
                        "expected at most " + MOST_FILES + " files, got " + Math.max(files.size(), normal.size()));
            }
        }
    }

    public FlowRun(Task task, PrintWriter out, PrintWriter err) {
        this.task = task;
        this.out = out;
        this.troubles = new Troubles(err);
        this.table = new ConnectionTable(task.surroundings(), new Leases());
    }

    /// Whether every line could be read.
    public boolean run() {
        Watch watch = new Watch(task.surroundings(), Watch.USUAL_CLIENTS);
        LearnedBehaviour learned = new LearnedBehaviour(
                task.surroundings(), task.judges(), task.alarmsPerWeek(), LearnedBehaviour.USUAL_CLIENTS);
        Bursts bursts = new Bursts();
        read(task.normal(), flow -> {
            watch.learn(flow);
            learned.learn(flow);
        });
        read(task.files(), flow -> {
            learned.judge(flow).forEach(finding -> tell(bursts, finding));
            watch.judge(flow).forEach(finding -> tell(bursts, finding));
        });
        out.flush();
        troubles.end();
        return troubles.isEmpty();
    }

    private void tell(Bursts bursts, Finding finding) {
        boolean isNews = bursts.add(finding).isNews();
        if (isNews || !task.isAlarmsOnly()) {
            out.println(FindingLine.of(finding));
        }
    }

    private void read(List<Path> files, Consumer<Flow> sink) {
        List<Source> open = new ArrayList<>();
        try {
            Ordered ordered = new Ordered(sink);
            PriorityQueue<Source> byTime = new PriorityQueue<>(
                    Comparator.comparing(source -> source.time().orElse(Instant.MAX)));
            for (Path file : files) {
                Source source = open(file);
                open.add(source);
                byTime.add(source);
            }
            while (!byTime.isEmpty()) {
                Source source = byTime.remove();
                if (source.time().isPresent()) {
                    ordered.reach(source.time().get());
                    source.take(ordered);
                    byTime.add(source);
                }
            }
            ordered.finish();
        } finally {
            open.forEach(FlowRun::close);
        }
    }

    private Source open(Path file) {
        try {
            return switch (task.format()) {
                case CSV -> new CsvSource(file, task.surroundings(), troubles);
                case CONNTRACK -> new ConntrackSource(file, table, troubles);
            };
        } catch (IOException unreadable) {
            throw FlowsException.at(file.toString(), 1, unreadable);
        }
    }

    private static void close(Source source) {
        try {
            source.close();
        } catch (IOException readAlready) {
            throw new FlowsException("cannot close a file: " + readAlready.getMessage());
        }
    }
}
