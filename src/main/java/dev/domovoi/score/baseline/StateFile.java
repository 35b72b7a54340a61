package dev.domovoi.score.baseline;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.signal.Problem;
import dev.domovoi.signal.StreamId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/// The envelope of a saved scorer: magic, version, stream, tick, body, CRC32C over all of it.
final class StateFile {
    private static final int MAGIC = 0x44_48_4F_57;
    private static final short VERSION = 1;
    private static final int CRC_BYTES = 4;
    private static final int HEAD_BYTES = 4 + 2 + 2 + 8;

    private StateFile() {}

    /// Whether the envelope was whole and its body taken over.
    sealed interface Opened {
        record Whole() implements Opened {}

        record Damaged(Problem problem) implements Opened {}
    }

    static byte[] wrapped(StreamId stream, long tickSeconds, ByteBuffer body) {
        byte[] name = stream.toString().getBytes(UTF_8);
        ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + name.length + body.remaining() + CRC_BYTES);
        out.putInt(MAGIC)
                .putShort(VERSION)
                .putShort((short) name.length)
                .put(name)
                .putLong(tickSeconds);
        out.put(body);
        out.putInt(crc(out.array(), out.position()));
        return out.array();
    }

    static Opened unwrapped(byte[] state, StreamId stream, long tickSeconds, Consumer<ByteBuffer> load) {
        String at = "state/" + stream;
        if (state.length < HEAD_BYTES + CRC_BYTES) {
            return damaged(at, "at least " + (HEAD_BYTES + CRC_BYTES) + " bytes", state.length + " bytes");
        }
        int bodyEnd = state.length - CRC_BYTES;
        int stored = ByteBuffer.wrap(state).getInt(bodyEnd);
        if (stored != crc(state, bodyEnd)) {
            return damaged(at, "checksum " + Integer.toHexString(crc(state, bodyEnd)), Integer.toHexString(stored));
        }
        ByteBuffer in = ByteBuffer.wrap(state, 0, bodyEnd);
        int magic = in.getInt();
        short version = in.getShort();
        if (magic != MAGIC || version != VERSION) {
            return damaged(at, "a baseline state of version " + VERSION, Integer.toHexString(magic) + " v" + version);
        }
        return body(at, in, stream, tickSeconds, load);
    }

    private static Opened body(String at, ByteBuffer in, StreamId stream, long tickSeconds, Consumer<ByteBuffer> load) {
        try {
            byte[] name = new byte[Short.toUnsignedInt(in.getShort())];
            in.get(name);
            String owner = new String(name, UTF_8);
            long tick = in.getLong();
            if (!owner.equals(stream.toString()) || tick != tickSeconds) {
                return damaged(at, stream + " at " + tickSeconds + " s", owner + " at " + tick + " s");
            }
            load.accept(in);
            return in.hasRemaining()
                    ? damaged(at, "the end of the state", in.remaining() + " more bytes")
                    : new Opened.Whole();
        } catch (BufferUnderflowException e) {
            return damaged(at, "more bytes", "the end after " + in.limit());
        } catch (IllegalArgumentException e) {
            return damaged(at, "a state this version wrote", String.valueOf(e.getMessage()));
        }
    }

    private static Opened damaged(String at, String expected, String got) {
        return new Opened.Damaged(new Problem(at, expected, got));
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
