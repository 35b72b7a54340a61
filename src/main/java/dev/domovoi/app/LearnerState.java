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
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// What a [Learner] gives to the next run: the scorers' states by their names, those put aside, and when the stream
/// became
/// unusual and usual again (the epoch for never); one deflated body in an envelope.
record LearnerState(Instant unusualSince, Instant usualSince, Map<String, byte[]> now, Map<String, byte[]> aside) {
    private static final Envelope ENVELOPE = new Envelope(0x44_4C_52_4E, 1, "what was learned of a stream");
    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_STATES = 16;

    /// Before there were several scorers the state was that of the hour of the week alone.
    private static final String FIRST = "hour_of_week";

    static LearnerState read(String stream, byte[] state, Consumer<Problem> damaged) {
        String name = "state/" + stream;
        return switch (ENVELOPE.opened(name, state)) {
            case Envelope.Opened.Whole(ByteBuffer body) -> body(name, body, damaged);
            case Envelope.Opened.Refused refused -> none(Map.of(FIRST, state));
        };
    }

    private static LearnerState none(Map<String, byte[]> states) {
        return new LearnerState(Instant.EPOCH, Instant.EPOCH, states, Map.of());
    }

    private static LearnerState body(String name, ByteBuffer deflated, Consumer<Problem> damaged) {
        try {
            ByteBuffer body = inflated(deflated);
            Instant unusual = Instant.ofEpochMilli(body.getLong());
            Instant usual = Instant.ofEpochMilli(body.getLong());
            return new LearnerState(unusual, usual, states(body), states(body));
        } catch (BufferUnderflowException | IllegalArgumentException | IOException wrong) {
            damaged.accept(new Problem(name, "names and states", String.valueOf(wrong.getMessage())));
            return none(Map.of());
        }
    }

    byte[] written() {
        int bytes = 2 * Long.BYTES + bytes(now) + bytes(aside);
        ByteBuffer body = ByteBuffer.allocate(bytes);
        body.putLong(unusualSince.toEpochMilli()).putLong(usualSince.toEpochMilli());
        put(body, now);
        put(body, aside);
        return ENVELOPE.sealed(deflated(body.array()));
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

    private static ByteBuffer deflated(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 2);
        try (Deflater fast = new Deflater(Deflater.BEST_SPEED);
                DeflaterOutputStream deflating = new DeflaterOutputStream(out, fast)) {
            deflating.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return ByteBuffer.wrap(out.toByteArray());
    }

    private static ByteBuffer inflated(ByteBuffer deflated) throws IOException {
        byte[] bytes = new byte[deflated.remaining()];
        deflated.get(bytes);
        try (InflaterInputStream inflating = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return ByteBuffer.wrap(inflating.readNBytes(MOST_BYTES));
        }
    }
}
