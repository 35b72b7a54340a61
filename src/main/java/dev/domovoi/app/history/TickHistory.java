package dev.domovoi.app.history;

import dev.domovoi.signal.Problem;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/// Writes down the ticks of all learned streams: only the six hours that are under way are in memory, and every six
/// hours one block per stream is written. Belongs to the home thread.
///
/// A kill loses the hours under way, a stop nothing. The drill can do without either, so nothing is forced onto the
/// disk.
public final class TickHistory {
    /// Where it lies in the state directory.
    public static final String DIRECTORY = "history";

    /// What is kept when a file is made shorter, and how long it may have become by then.
    static final Duration KEPT = Duration.ofDays(21);

    static final Duration MOST = Duration.ofDays(28);

    /// Blocks that wait to be written; a past that is learned in one go makes more, and they are written on the way.
    private static final int MOST_WAITING = 2000;

    /// Streams that are kept; with more, the later ones are not.
    private static final int MOST_STREAMS = 500;

    private final Path directory;
    private final int tickSeconds;
    private final BiConsumer<String, Problem> forgotten;
    private final Map<StreamId, Open> open = new TreeMap<>();
    private final Map<StreamId, List<Closed>> waiting = new TreeMap<>();
    private final Map<StreamId, Written> files = new HashMap<>();
    private int waitingBlocks;

    /// The block under way.
    private static final class Open {
        private final float[] values;
        private long first = Long.MIN_VALUE;
        private int size;

        Open(int most) {
            values = new float[most];
        }

        boolean takes(long index) {
            return size > 0
                    && index >= first + size
                    && Math.floorDiv(index, (long) values.length) == Math.floorDiv(first, (long) values.length);
        }

        void add(long index, double value) {
            if (size == 0) {
                first = index;
            }
            int at = (int) (index - first);
            Arrays.fill(values, size, at, Float.NaN);
            values[at] = (float) value;
            size = at + 1;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // written once
    private record Closed(long first, byte[] bytes) {}

    private record Written(long wholeBytes, long oldestIndex) {}

    /// `forgotten` hears the name of a file of which something is lost, and why.
    public TickHistory(Path stateDirectory, Duration tick, BiConsumer<String, Problem> forgotten) {
        this.directory = stateDirectory.resolve(DIRECTORY);
        this.tickSeconds = (int) tick.toSeconds();
        this.forgotten = forgotten;
    }

    /// Takes a tick in.
    public void keep(Tick tick) {
        StreamId stream = tick.stream();
        if (!open.containsKey(stream) && open.size() >= MOST_STREAMS) {
            return;
        }
        Open block = open.computeIfAbsent(stream, unseen -> new Open(Block.SPAN_SECONDS / tickSeconds));
        long index = Math.floorDiv(tick.start().getEpochSecond(), tickSeconds);
        if (!block.takes(index)) {
            close(stream, block);
        }
        block.add(index, tick.value());
        if (waitingBlocks >= MOST_WAITING) {
            write();
        }
    }

    private void close(StreamId stream, Open block) {
        if (block.size > 0) {
            float[] values = Arrays.copyOf(block.values, block.size);
            byte[] written = new Block(stream, tickSeconds, block.first, values).written();
            waiting.computeIfAbsent(stream, unseen -> new ArrayList<>()).add(new Closed(block.first, written));
            block.size = 0;
            waitingBlocks++;
        }
    }

    /// Nothing is kept of these streams any more, and their files are gone.
    public void forget(Predicate<StreamId> gone) {
        open.keySet().removeIf(gone);
        waiting.keySet().removeIf(gone);
        files.keySet().removeIf(gone);
        forget(directory, gone);
    }

    /// Takes the files of these streams out of a state directory that nobody uses.
    public static void forget(Path stateDirectory, Predicate<StreamId> gone, BiConsumer<String, Problem> kept) {
        new TickHistory(stateDirectory, Duration.ofSeconds(1), kept).forget(gone);
    }

    private void forget(Path folder, Predicate<StreamId> gone) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + HistoryFile.SUFFIX)) {
            for (Path file : all) {
                if (HistoryFile.read(file).blocks().stream().map(Block::stream).anyMatch(gone)) {
                    Files.delete(file);
                }
            }
        } catch (IOException | DirectoryIteratorException failed) {
            forgotten.accept(
                    folder.toString(),
                    new Problem(folder.toString(), "to be deleted from", String.valueOf(failed.getMessage())));
        }
    }

    /// Whether a file is one of these, by its name.
    public static boolean isFile(Path file) {
        return file.toString().endsWith(HistoryFile.SUFFIX);
    }

    /// The bytes of a file up to the first block that is damaged, or not yet written whole. For any thread.
    public static byte[] wholeBlocks(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        return Arrays.copyOf(all, (int) HistoryFile.whole(file.toString(), all).wholeBytes());
    }

    /// Writes the blocks that are complete.
    public void write() {
        waiting.forEach(this::write);
        waiting.clear();
        waitingBlocks = 0;
    }

    /// Writes everything, complete or not.
    public void writeAll() {
        open.forEach(this::close);
        write();
    }

    private void write(StreamId stream, List<Closed> blocks) {
        Path file = HistoryFile.of(directory, stream);
        try {
            Files.createDirectories(directory);
            Written known = files.containsKey(stream) ? files.get(stream) : found(file);
            long bytes = HistoryFile.append(
                    file, known.wholeBytes(), blocks.stream().map(Closed::bytes).toList());
            long newest = blocks.getLast().first();
            long oldest = Math.min(known.oldestIndex(), blocks.getFirst().first());
            files.put(stream, isLong(oldest, newest) ? shortened(file, newest) : new Written(bytes, oldest));
        } catch (IOException failed) {
            files.remove(stream);
            forgotten.accept(
                    file.toString(),
                    new Problem(file.toString(), "to be written", String.valueOf(failed.getMessage())));
        }
    }

    private boolean isLong(long oldest, long newest) {
        return (newest - oldest) * tickSeconds > MOST.toSeconds();
    }

    private Written found(Path file) throws IOException {
        HistoryFile.Content content = HistoryFile.read(file);
        content.damage().ifPresent(problem -> forgotten.accept(file.toString(), problem));
        long oldest = content.blocks().stream()
                .filter(block -> block.tickSeconds() == tickSeconds)
                .mapToLong(Block::firstIndex)
                .min()
                .orElse(Long.MAX_VALUE);
        return new Written(content.wholeBytes(), oldest);
    }

    private Written shortened(Path file, long newest) throws IOException {
        long from = newest - KEPT.toSeconds() / tickSeconds;
        List<Block> kept = HistoryFile.read(file).blocks().stream()
                .filter(block ->
                        block.tickSeconds() == tickSeconds && block.endIndex() > from && block.firstIndex() <= newest)
                .toList();
        long oldest = kept.stream().mapToLong(Block::firstIndex).min().orElse(newest);
        return new Written(HistoryFile.replace(file, kept), oldest);
    }
}
