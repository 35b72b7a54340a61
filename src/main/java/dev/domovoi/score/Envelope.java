package dev.domovoi.score;

import dev.domovoi.signal.Problem;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// What stands around every file of learned things: who wrote it and in which version before it, a CRC32C behind it.
public record Envelope(int magic, int version, String what) {
    private static final int AROUND_BYTES = 3 * Integer.BYTES;

    /// What came of opening.
    public sealed interface Opened {
        /// Whole, with what was inside.
        record Whole(ByteBuffer body) implements Opened {}

        record Refused(Problem problem) implements Opened {}
    }

    /// The body with everything around it.
    public byte[] sealed(ByteBuffer body) {
        ByteBuffer out = ByteBuffer.allocate(AROUND_BYTES + body.remaining());
        out.putInt(magic).putInt(version).put(body);
        out.putInt(checksum(out.array(), out.position()));
        return out.array();
    }

    /// Never throws, whatever the bytes; `name` is what a problem calls them.
    public Opened opened(String name, byte[] file) {
        if (file.length < AROUND_BYTES) {
            return refused(name, what, file.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(file, 0, file.length - Integer.BYTES);
        if (in.getInt() != magic) {
            return refused(name, what, "something else");
        }
        int written = in.getInt();
        if (written != version) {
            return refused(name, what + " of version " + version, "version " + written + ", of another Domovoi");
        }
        int stored = ByteBuffer.wrap(file).getInt(in.limit());
        int actual = checksum(file, in.limit());
        return stored == actual
                ? new Opened.Whole(in.slice())
                : refused(
                        name,
                        what + " with checksum " + Integer.toHexString(stored),
                        Integer.toHexString(actual) + ": it is damaged");
    }

    private static Opened refused(String name, String expected, String got) {
        return new Opened.Refused(new Problem(name, expected, got));
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }
}
