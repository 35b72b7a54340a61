package dev.domovoi.score.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.signal.Address;
import java.nio.ByteBuffer;

/// What is known of a client while it is written down or read again: numbers, words and seconds one after the other. On
/// reading, seconds are moved by as much as the clock was set since.
final class Memory {
    /// More than any client's needs.
    static final int MOST_BYTES = 32 << 10;

    private static final int MOST_WORD_BYTES = 200;

    private final ByteBuffer buffer;
    private final long laterSeconds;

    private Memory(ByteBuffer buffer, long laterSeconds) {
        this.buffer = buffer;
        this.laterSeconds = laterSeconds;
    }

    static Memory empty() {
        return new Memory(ByteBuffer.allocate(MOST_BYTES), 0);
    }

    /// To read what was written, or what its [#written] was.
    static Memory of(ByteBuffer written, long laterSeconds) {
        return new Memory(written, laterSeconds);
    }

    ByteBuffer written() {
        return buffer.duplicate().flip();
    }

    void put(long number) {
        buffer.putLong(number);
    }

    void put(String word) {
        byte[] bytes = word.getBytes(UTF_8);
        int length = Math.min(bytes.length, MOST_WORD_BYTES);
        buffer.putShort((short) length).put(bytes, 0, length);
    }

    void put(Address address) {
        buffer.putLong(address.high()).putLong(address.low());
    }

    long number() {
        return buffer.getLong();
    }

    /// A number of things; more than there can be are none of ours.
    int count(int most) {
        long count = buffer.getLong();
        if (count < 0 || count > most) {
            throw new IllegalArgumentException("expected at most " + most + " entries, got " + count);
        }
        return (int) count;
    }

    /// A time in seconds, or one of the ends of time, which stay where they are.
    long second() {
        long second = buffer.getLong();
        return second == Long.MAX_VALUE || second == Long.MIN_VALUE ? second : second + laterSeconds;
    }

    String word() {
        int length = buffer.getShort();
        if (length < 0 || length > MOST_WORD_BYTES) {
            throw new IllegalArgumentException(
                    "expected a word of at most " + MOST_WORD_BYTES + " bytes, got " + length);
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return new String(bytes, UTF_8);
    }

    Address address() {
        return new Address(buffer.getLong(), buffer.getLong());
    }

    /// Nothing may be left over.
    void end() {
        if (buffer.hasRemaining()) {
            throw new IllegalArgumentException("expected the end, got " + buffer.remaining() + " bytes more");
        }
    }
}
