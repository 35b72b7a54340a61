package dev.domovoi.app.history;

import dev.domovoi.score.drill.Trace;
import dev.domovoi.signal.Problem;
import dev.domovoi.signal.StreamId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What has been kept of all streams, read one stream at a time; it may be written meanwhile.
public final class Past {
    private static final int MOST_FILES = 2000;

    private final Map<StreamId, Path> files;
    private final ZoneId zone;
    private final Consumer<Problem> damaged;

    private Past(Map<StreamId, Path> files, ZoneId zone, Consumer<Problem> damaged) {
        this.files = files;
        this.zone = zone;
        this.damaged = damaged;
    }

    /// What lies in a state directory; `damaged` hears what cannot be read.
    public static Past in(Path stateDirectory, ZoneId zone, Consumer<Problem> damaged) throws IOException {
        Path directory = stateDirectory.resolve(TickHistory.DIRECTORY);
        Map<StreamId, Path> files = new TreeMap<>();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> found = Files.list(directory)) {
                List<Path> ours = found.filter(file -> file.toString().endsWith(HistoryFile.SUFFIX))
                        .sorted()
                        .limit(MOST_FILES)
                        .toList();
                for (Path file : ours) {
                    HistoryFile.Content content = HistoryFile.read(file);
                    content.damage().ifPresent(damaged);
                    content.blocks().stream().findFirst().ifPresent(block -> files.put(block.stream(), file));
                }
            }
        }
        return new Past(files, zone, damaged);
    }

    public List<StreamId> streams() {
        return List.copyOf(files.keySet());
    }

    /// The newest three weeks of a stream, at the tick that was written last; empty where nothing can be read.
    public Optional<Trace> trace(StreamId stream) {
        Path file = files.get(stream);
        if (file == null) {
            return Optional.empty();
        }
        try {
            List<Block> blocks = HistoryFile.read(file).blocks();
            return blocks.isEmpty() ? Optional.empty() : Optional.of(laidOut(blocks));
        } catch (IOException unreadable) {
            damaged.accept(new Problem(file.toString(), "to be read", String.valueOf(unreadable.getMessage())));
            return Optional.empty();
        }
    }

    /// Later blocks stand where two tell of the same time: the clock had been set back.
    private Trace laidOut(List<Block> all) {
        Block newest = all.getLast();
        int tickSeconds = newest.tickSeconds();
        long end = newest.endIndex();
        long most = TickHistory.KEPT.toSeconds() / tickSeconds;
        List<Block> blocks = all.stream()
                .filter(block -> block.tickSeconds() == tickSeconds
                        && block.endIndex() <= end
                        && block.firstIndex() >= end - most)
                .toList();
        long first = blocks.stream().mapToLong(Block::firstIndex).min().orElse(newest.firstIndex());
        float[] values = new float[(int) (end - first)];
        Arrays.fill(values, Float.NaN);
        for (Block block : blocks) {
            System.arraycopy(block.values(), 0, values, (int) (block.firstIndex() - first), block.values().length);
        }
        return new Trace(newest.stream(), zone, Instant.ofEpochSecond(first * tickSeconds), tickSeconds, values);
    }
}
