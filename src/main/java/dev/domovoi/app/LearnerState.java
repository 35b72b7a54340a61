package dev.domovoi.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.score.Envelope;
import dev.domovoi.signal.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// What a [Learner] gives to the next run: the scorers' states by their names, deflated; what was known before the
/// stream became unusual, with when that was; whether what is unusual now has lasted and is learned; and when the
/// stream was heard last, 1970 where an earlier version did not say.
@SuppressWarnings("ArrayRecordComponent") // opaque bytes, handed on and never compared
record LearnerState(byte[] now, Optional<Aside> aside, boolean isAccepted, Instant heardAt) {
    private static final int MAGIC = 0x44_4C_52_4E;
    private static final Envelope ENVELOPE = new Envelope(MAGIC, 2, "what was learned of a stream");
    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_STATES = 16;

    /// Before there were several scorers the state was that of the hour of the week alone.
    private static final String FIRST = "hour_of_week";

    /// What was known at `copiedAt`, before it became unusual, as [#packed] gives it.
    @SuppressWarnings("ArrayRecordComponent") // opaque bytes, handed on and never compared
    record Aside(Instant since, Instant copiedAt, byte[] states) {}

    static LearnerState read(String stream, byte[] state, Consumer<Problem> damaged) {
        String name = "state/" + stream;
        if (state.length >= Integer.BYTES && ByteBuffer.wrap(state).getInt() != MAGIC) {
            return none(Map.of(FIRST, state));
        }
        return switch (ENVELOPE.opened(name, state)) {
            case Envelope.Opened.Whole(ByteBuffer body) -> body(name, body, damaged);
            case Envelope.Opened.Refused(Problem problem) -> {
                damaged.accept(problem);
                yield none(Map.of());
            }
        };
    }

    private static LearnerState none(Map<String, byte[]> states) {
        return new LearnerState(packed(states), Optional.empty(), false, Instant.EPOCH);
    }

    private static LearnerState body(String name, ByteBuffer body, Consumer<Problem> damaged) {
        try {
            boolean isAccepted = body.get() != 0;
            Instant since = Instant.ofEpochMilli(body.getLong());
            Instant copiedAt = Instant.ofEpochMilli(body.getLong());
            byte[] now = bytes(body);
            byte[] before = bytes(body);
            Instant heardAt = body.hasRemaining() ? Instant.ofEpochMilli(body.getLong()) : Instant.EPOCH;
            return new LearnerState(
                    now,
                    before.length == 0 ? Optional.empty() : Optional.of(new Aside(since, copiedAt, before)),
                    isAccepted,
                    heardAt);
        } catch (BufferUnderflowException | IllegalArgumentException wrong) {
            damaged.accept(wrongIn(name, wrong));
            return none(Map.of());
        }
    }

    private static Problem wrongIn(String name, Exception wrong) {
        return new Problem(name, "names and states", "a part that does not fit: " + wrong);
    }

    byte[] written() {
        byte[] before = aside.map(Aside::states).orElse(new byte[0]);
        long since = aside.map(some -> some.since().toEpochMilli()).orElse(0L);
        long copiedAt = aside.map(some -> some.copiedAt().toEpochMilli()).orElse(0L);
        ByteBuffer body = ByteBuffer.allocate(1 + 3 * Long.BYTES + 2 * Integer.BYTES + now.length + before.length);
        body.put((byte) (isAccepted ? 1 : 0)).putLong(since).putLong(copiedAt);
        body.putInt(now.length).put(now).putInt(before.length).put(before);
        body.putLong(heardAt.toEpochMilli());
        return ENVELOPE.sealed(body.flip());
    }

    /// The scorers' states, deflated.
    static byte[] packed(Map<String, byte[]> states) {
        ByteBuffer body = ByteBuffer.allocate(bytes(states));
        put(body, states);
        return deflated(body.array());
    }

    /// What [#packed] was given; where it cannot be read, nothing, and the problem is told.
    static Map<String, byte[]> unpacked(String name, byte[] packed, Consumer<Problem> damaged) {
        try {
            return states(inflated(packed));
        } catch (BufferUnderflowException | IllegalArgumentException | IOException wrong) {
            damaged.accept(wrongIn(name, wrong));
            return Map.of();
        }
    }

    private static int bytes(Map<String, byte[]> states) {
        int bytes = Integer.BYTES;
        for (Map.Entry<String, byte[]> state : states.entrySet()) {
            bytes += 2 * Integer.BYTES + state.getKey().getBytes(UTF_8).length + state.getValue().length;
        }
        return bytes;
    }

    private static void put(ByteBuffer body, Map<String, byte[]> states) {
        body.putInt(states.size());
        states.forEach((name, state) -> {
            byte[] bytes = name.getBytes(UTF_8);
            body.putInt(bytes.length).put(bytes).putInt(state.length).put(state);
        });
    }

    private static Map<String, byte[]> states(ByteBuffer body) {
        Map<String, byte[]> states = new TreeMap<>();
        int count = within(body.getInt(), MOST_STATES);
        for (int i = 0; i < count; i++) {
            String name = new String(bytes(body), UTF_8);
            states.put(name, bytes(body));
        }
        return states;
    }

    private static byte[] bytes(ByteBuffer from) {
        byte[] bytes = new byte[within(from.getInt(), from.remaining())];
        from.get(bytes);
        return bytes;
    }

    private static int within(int length, int most) {
        if (length < 0 || length > most) {
            throw new IllegalArgumentException("a length of " + length + " where at most " + most + " can be");
        }
        return length;
    }

    private static byte[] deflated(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 2);
        try (Deflater fast = new Deflater(Deflater.BEST_SPEED);
                DeflaterOutputStream deflating = new DeflaterOutputStream(out, fast)) {
            deflating.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static ByteBuffer inflated(byte[] deflated) throws IOException {
        try (InflaterInputStream inflating = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
            return ByteBuffer.wrap(inflating.readNBytes(MOST_BYTES));
        }
    }
}
