package dev.domovoi.app.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.signal.Problem;
import dev.domovoi.signal.StreamId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;

/// One stream's blocks, one behind the other, each with its length before it. What cannot be read is left out.
final class HistoryFile {
    static final String SUFFIX = ".ticks";

    /// A longer file is none of ours: three weeks of ten seconds take about 200 kB at worst.
    private static final long MOST_BYTES = 8L << 20;

    private static final int MOST_NAME_CHARS = 60;

    private HistoryFile() {}

    /// What a file holds: its whole blocks, the bytes that they take, and what is wrong with the rest.
    record Content(List<Block> blocks, long wholeBytes, Optional<Problem> damage) {}

    /// A readable name that no other stream has.
    static Path of(Path directory, StreamId stream) {
        CRC32C sum = new CRC32C();
        sum.update(stream.toString().getBytes(UTF_8));
        String name = stream.source().toString().replaceAll("[^A-Za-z0-9_-]+", "_");
        String readable = name.length() > MOST_NAME_CHARS ? name.substring(0, MOST_NAME_CHARS) : name;
        return directory.resolve(String.format(Locale.ROOT, "%s-%08x%s", readable, sum.getValue(), SUFFIX));
    }

    static Content read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new Content(List.of(), 0, Optional.empty());
        }
        if (Files.size(file) > MOST_BYTES) {
            Problem problem = new Problem(file.toString(), "at most " + MOST_BYTES + " bytes", Files.size(file) + "");
            return new Content(List.of(), 0, Optional.of(problem));
        }
        return whole(file.toString(), Files.readAllBytes(file));
    }

    /// What the bytes of a file hold.
    static Content whole(String name, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        List<Block> blocks = new ArrayList<>();
        int whole = 0;
        Optional<Problem> damage = Optional.empty();
        while (damage.isEmpty() && in.hasRemaining()) {
            switch (next(name, in)) {
                case Block.Read.Whole read -> {
                    blocks.add(read.block());
                    whole = in.position();
                }
                case Block.Read.Refused refused -> damage = Optional.of(refused.problem());
            }
        }
        return new Content(blocks, whole, damage);
    }

    private static Block.Read next(String name, ByteBuffer in) {
        int length = in.remaining() < Integer.BYTES ? 0 : in.getInt();
        if (length < 1 || length > Block.MOST_BYTES || length > in.remaining()) {
            String got = "a length of " + length + " before the last " + in.remaining() + " bytes";
            return new Block.Read.Refused(new Problem(name, "a whole block of ticks", got));
        }
        byte[] block = new byte[length];
        in.get(block);
        return Block.read(name, block);
    }

    /// Adds blocks behind the first `wholeBytes` bytes; what was behind them is cut off. Returns the new whole bytes.
    static long append(Path file, long wholeBytes, List<byte[]> written) throws IOException {
        ByteBuffer out = laidOut(written);
        long end = wholeBytes + out.remaining();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(wholeBytes);
            channel.position(wholeBytes);
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }
        return end;
    }

    /// Puts other blocks in the place of all. A reader sees the old file or the new one.
    static long replace(Path file, List<Block> blocks) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        long bytes = append(aside, 0, blocks.stream().map(Block::written).toList());
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return bytes;
    }

    private static ByteBuffer laidOut(List<byte[]> written) {
        ByteBuffer out = ByteBuffer.allocate(
                written.stream().mapToInt(block -> Integer.BYTES + block.length).sum());
        written.forEach(block -> out.putInt(block.length).put(block));
        return out.flip();
    }
}
