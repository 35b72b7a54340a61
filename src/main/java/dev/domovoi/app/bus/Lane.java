package dev.domovoi.app.bus;

import dev.domovoi.signal.Message;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// Messages that wait in order of arrival, within a number of them and of bytes; when it is full, the line with the
/// most in it gives up its oldest.
///
/// A line are the messages of one sender on one matter. So whoever floods pushes out its own messages, and the newest
/// of a line goes only where every line is down to one. Belongs to the inbox and its lock; nothing here takes longer
/// the more messages wait.
final class Lane {
    /// What a waiting message costs beside its topic and payload.
    static final int OVERHEAD_BYTES = 512;

    /// A single message may not push out more than this part of the others.
    private static final int LARGEST_PART = 4;

    /// Fuller than this, it no longer waits with what has been superseded.
    private static final int CROWDED_PART = 8;

    /// Powers of two that the bytes of a line can reach.
    private static final int SIZES = 32;

    private final int maxMessages;
    private final long maxBytes;
    private final LinkedHashMap<Long, Waiting> waiting = new LinkedHashMap<>();
    private final Map<Key, Line> lines = new HashMap<>();
    private final List<LinkedHashSet<Line>> bySize = new ArrayList<>();
    private long sizesInUse;
    private long bytes;
    private long dropped;

    Lane(int maxMessages, long maxBytes) {
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
        for (int size = 0; size < 2 * SIZES; size++) {
            bySize.add(new LinkedHashSet<>());
        }
    }

    /// The line of a message: the topic, or the part of it that matters, the payload's shape, and whether the newest
    /// of the line says all that the earlier ones said.
    record Key(String topic, long shape, boolean newestSaysAll) {}

    private record Waiting(long number, Message message, Line line, int bytes) {}

    /// Never equal to another one, as it is found by its key.
    private static final class Line {
        private final Key key;
        private final ArrayDeque<Waiting> messages = new ArrayDeque<>(2);
        private int bytes;
        private int size = -1;

        Line(Key key) {
            this.key = key;
        }
    }

    /// Whether there is any hope for a message of this size.
    boolean canHold(Message message) {
        return bytesOf(message) <= maxBytes / LARGEST_PART;
    }

    /// Puts a message at the end; `number` is larger than that of any message before.
    void add(long number, Key key, Message message) {
        int size = bytesOf(message);
        while (!waiting.isEmpty() && (waiting.size() >= maxMessages || bytes + size > maxBytes)) {
            remove(leastMissed(waiting.size() < maxMessages));
            dropped++;
        }
        Line line = lines.computeIfAbsent(key, Line::new);
        Waiting last = new Waiting(number, message, line, size);
        waiting.put(number, last);
        line.messages.addLast(last);
        bytes += size;
        line.bytes += size;
        place(line);
    }

    /// Lets go of the oldest messages while it is crowded, they have waited since before then, and a newer one that
    /// says all they say waits too; tells how many.
    int letGoOfSuperseded(Instant before) {
        int gone = 0;
        while (waiting.size() > maxMessages / CROWDED_PART) {
            Waiting oldest = oldest();
            Line line = oldest.line;
            if (!line.key.newestSaysAll
                    || line.messages.size() < 2
                    || !oldest.message.at().isBefore(before)) {
                break;
            }
            remove(oldest);
            gone++;
        }
        return gone;
    }

    /// The oldest message's number; beyond all numbers where none waits.
    long firstNumber() {
        return waiting.isEmpty() ? Long.MAX_VALUE : oldest().number;
    }

    /// Takes the oldest message out; there must be one.
    Message removeFirst() {
        Waiting oldest = oldest();
        remove(oldest);
        return oldest.message;
    }

    /// Throws away what waits, uncounted.
    void clear() {
        while (!waiting.isEmpty()) {
            remove(oldest());
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int depth() {
        return waiting.size();
    }

    /// How many messages had to go because it was full.
    long dropped() {
        return dropped;
    }

    private Waiting oldest() {
        return waiting.firstEntry().getValue();
    }

    /// The oldest of the largest line, of those with more than one message unless bytes are short. Where no line has
    /// two, each is down to its newest: then the oldest of all.
    private Waiting leastMissed(boolean isShortOfBytes) {
        int spare = largest(sizesInUse >>> SIZES);
        int single = largest(sizesInUse & (1L << SIZES) - 1);
        if (isShortOfBytes) {
            return bySize.get(spare >= single ? spare + SIZES : single)
                    .getFirst()
                    .messages
                    .getFirst();
        }
        return spare < 0
                ? oldest()
                : bySize.get(spare + SIZES).getFirst().messages.getFirst();
    }

    private static int largest(long sizes) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(sizes);
    }

    /// Takes out the oldest of its line, which may be anywhere in the order of arrival.
    private void remove(Waiting gone) {
        Line line = gone.line;
        waiting.remove(gone.number);
        line.messages.removeFirst();
        bytes -= gone.bytes;
        line.bytes -= gone.bytes;
        if (line.messages.isEmpty()) {
            lines.remove(line.key);
        }
        place(line);
    }

    /// Lines are found by the power of two of their bytes, those with more than one message above all others.
    private void place(Line line) {
        int size = line.messages.isEmpty() ? -1 : SIZES - 1 - Integer.numberOfLeadingZeros(line.bytes);
        size += line.messages.size() > 1 ? SIZES : 0;
        if (size == line.size) {
            return;
        }
        if (line.size >= 0
                && bySize.get(line.size).remove(line)
                && bySize.get(line.size).isEmpty()) {
            sizesInUse &= ~(1L << line.size);
        }
        line.size = size;
        if (size >= 0) {
            bySize.get(size).add(line);
            sizesInUse |= 1L << size;
        }
    }

    private static int bytesOf(Message message) {
        return OVERHEAD_BYTES + message.payload().length + 2 * message.topic().length();
    }
}
