package dev.domovoi.app.router;

import dev.domovoi.signal.Problem;
import dev.domovoi.signal.Text;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// What is kept of one client, deflated: what its behaviours know, and what was learned of its traffic where it was.
/// Each part has its own version and checksum.
@SuppressWarnings("ArrayRecordComponent") // opaque bytes, handed on and never compared
record ClientMemory(byte[] behaviour, Optional<byte[]> learned) {
    /// What one client may take on the disk; more is not kept.
    static final int MOST_KEPT_BYTES = 64 << 10;

    private static final int MOST_BYTES = 256 << 10;

    /// Empty where it is beyond the limit.
    Optional<byte[]> kept() {
        byte[] second = learned.orElse(new byte[0]);
        ByteBuffer body = ByteBuffer.allocate(2 * Integer.BYTES + behaviour.length + second.length);
        body.putInt(behaviour.length).put(behaviour).putInt(second.length).put(second);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Deflater fast = new Deflater(Deflater.BEST_SPEED);
                DeflaterOutputStream deflating = new DeflaterOutputStream(out, fast)) {
            deflating.write(body.array());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Optional.of(out.toByteArray()).filter(bytes -> bytes.length <= MOST_KEPT_BYTES);
    }

    /// What [#kept] gave; empty where it cannot be read, which is told.
    static Optional<ClientMemory> of(String client, byte[] kept, Consumer<Problem> damaged) {
        try (InflaterInputStream inflating = new InflaterInputStream(new ByteArrayInputStream(kept))) {
            ByteBuffer body = ByteBuffer.wrap(inflating.readNBytes(MOST_BYTES));
            byte[] behaviour = bytes(body);
            byte[] learned = bytes(body);
            return Optional.of(new ClientMemory(behaviour, Optional.of(learned).filter(bytes -> bytes.length > 0)));
        } catch (IOException | BufferUnderflowException | IllegalArgumentException wrong) {
            damaged.accept(
                    new Problem("client/" + Text.shortened(client), "what was kept of a client", wrong.toString()));
            return Optional.empty();
        }
    }

    private static byte[] bytes(ByteBuffer from) {
        int length = from.getInt();
        if (length < 0 || length > from.remaining()) {
            throw new IllegalArgumentException("a length of " + length + " where " + from.remaining() + " are left");
        }
        byte[] bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }
}
