package dev.domovoi.app.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.score.Envelope;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Problem;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Up to six hours of one stream's ticks in a row, NaN where nothing is known, as they are written: hundredths (of
/// other quantities than power thousandths), each as the difference from the last, deflated, with a checksum.
@SuppressWarnings("ArrayRecordComponent") // made once, and written or read once
record Block(StreamId stream, int tickSeconds, long firstIndex, float[] values) {
    /// Seconds that a block spans at most; all end at the same moments, so that they are written together.
    static final int SPAN_SECONDS = 6 * 3600;

    /// Bytes that a written block takes at most.
    static final int MOST_BYTES = 1 << 17;

    private static final Envelope ENVELOPE = new Envelope(0x44_48_54_42, 1, "a block of ticks");
    private static final int MOST_VARINT_BYTES = 10;
    private static final int HEAD_BYTES = 64 + 8 * DeviceId.MAX_NAME_CHARS;
    private static final double LARGEST = 1e15;

    /// What came of reading.
    sealed interface Read {
        record Whole(Block block) implements Read {}

        record Refused(Problem problem) implements Read {}
    }

    long endIndex() {
        return firstIndex + values.length;
    }

    private static double resolution(Quantity quantity) {
        return quantity == Quantity.POWER ? 0.01 : 0.001;
    }

    byte[] written() {
        ByteBuffer body = ByteBuffer.allocate(HEAD_BYTES + 2 * MOST_VARINT_BYTES * values.length + 64);
        put(body, stream.source().device().dialect());
        put(body, stream.source().device().name());
        put(body, stream.source().channel());
        put(body, stream.quantity().word());
        body.putInt(tickSeconds).putLong(firstIndex).putInt(values.length);
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(differences().flip());
        deflater.finish();
        deflater.deflate(body);
        deflater.end();
        return ENVELOPE.sealed(body.flip());
    }

    private static void put(ByteBuffer body, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        body.putShort((short) bytes.length).put(bytes);
    }

    /// A zero for an unknown value, else one more than the zigzag of the difference.
    private ByteBuffer differences() {
        double unit = resolution(stream.quantity());
        ByteBuffer out = ByteBuffer.allocate(MOST_VARINT_BYTES * values.length);
        long last = 0;
        for (float value : values) {
            if (Float.isNaN(value)) {
                out.put((byte) 0);
            } else {
                long whole = Math.round(Math.clamp(value / unit, -LARGEST, LARGEST));
                long difference = whole - last;
                last = whole;
                putVarint(out, ((difference << 1) ^ (difference >> 63)) + 1);
            }
        }
        return out;
    }

    private static void putVarint(ByteBuffer out, long value) {
        long rest = value;
        while (rest >= 0x80) {
            out.put((byte) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    /// Never throws, whatever the bytes; `name` is what a problem calls them.
    static Read read(String name, byte[] bytes) {
        return switch (ENVELOPE.opened(name, bytes)) {
            case Envelope.Opened.Refused(Problem problem) -> new Read.Refused(problem);
            case Envelope.Opened.Whole(ByteBuffer body) -> body(name, body);
        };
    }

    private static Read body(String name, ByteBuffer body) {
        try {
            DeviceId device = new DeviceId(text(body), text(body));
            Source source = new Source(device, text(body));
            StreamId stream = new StreamId(source, quantity(text(body)));
            int tickSeconds = body.getInt();
            long first = body.getLong();
            int count = body.getInt();
            if (tickSeconds < 1 || count < 1 || (long) count * tickSeconds > SPAN_SECONDS) {
                throw new IllegalArgumentException(count + " ticks of " + tickSeconds + " s");
            }
            return new Read.Whole(new Block(stream, tickSeconds, first, values(body, count, stream.quantity())));
        } catch (BufferUnderflowException | IllegalArgumentException | DataFormatException damaged) {
            return new Read.Refused(new Problem(name, "a block of ticks", String.valueOf(damaged.getMessage())));
        }
    }

    private static String text(ByteBuffer body) {
        byte[] bytes = new byte[Short.toUnsignedInt(body.getShort())];
        body.get(bytes);
        return new String(bytes, UTF_8);
    }

    private static Quantity quantity(String word) {
        return Arrays.stream(Quantity.values())
                .filter(known -> known.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the quantity " + word));
    }

    private static float[] values(ByteBuffer body, int count, Quantity quantity) throws DataFormatException {
        ByteBuffer in = ByteBuffer.allocate(MOST_VARINT_BYTES * count);
        Inflater inflater = new Inflater();
        inflater.setInput(body);
        inflater.inflate(in);
        inflater.end();
        in.flip();
        double unit = resolution(quantity);
        float[] values = new float[count];
        long last = 0;
        for (int i = 0; i < count; i++) {
            long code = varint(in);
            long zigzag = code - 1;
            last += code == 0 ? 0 : (zigzag >>> 1) ^ -(zigzag & 1);
            values[i] = code == 0 ? Float.NaN : (float) (last * unit);
        }
        return values;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        int shift = 0;
        byte next = in.get();
        while (next < 0 && shift < Long.SIZE) {
            value |= (long) (next & 0x7f) << shift;
            shift += 7;
            next = in.get();
        }
        return value | ((long) next << shift);
    }
}
