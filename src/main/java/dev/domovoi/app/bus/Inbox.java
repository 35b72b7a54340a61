package dev.domovoi.app.bus;

import dev.domovoi.signal.Message;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// The bounded queue between the MQTT callback and the decoding thread.
///
/// When it is full the oldest message goes, because in a storm the newest value is the one that counts. Any thread may
/// offer and take; a message is stamped with its time of arrival when it is offered.
public final class Inbox {
    /// The largest payload that is kept.
    public static final int MAX_PAYLOAD_BYTES = 1 << 20;

    /// All payloads and topics together, whatever the capacity in messages.
    static final long MAX_QUEUED_BYTES = 32L << 20;

    private static final String QUEUE_FULL = "queue_full";
    private static final String OVERSIZED = "oversized";

    private final int capacityMessages;
    private final InstantSource clock;
    private final Lock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final ArrayDeque<Message> queue = new ArrayDeque<>();
    private long queuedBytes;
    private long droppedWhenFull;
    private long droppedOversized;

    public Inbox(int capacityMessages, InstantSource clock) {
        if (capacityMessages < 1) {
            throw new IllegalArgumentException(
                    "capacity of the inbox must be at least 1 message, was " + capacityMessages);
        }
        this.capacityMessages = capacityMessages;
        this.clock = clock;
    }

    /// Takes a message in, never blocking; whatever has to go for it is dropped and counted. The payload is not copied.
    public void offer(String topic, byte[] payload, boolean retained) {
        Message message = new Message(clock.instant(), topic, payload, retained);
        lock.lock();
        try {
            if (payload.length > MAX_PAYLOAD_BYTES) {
                droppedOversized++;
                return;
            }
            makeRoomFor(message);
            queue.addLast(message);
            queuedBytes += bytes(message);
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /// The oldest message, waiting for one if there is none; empty when the time is over.
    public Optional<Message> take(Duration timeout) throws InterruptedException {
        long leftNanos = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (queue.isEmpty()) {
                if (leftNanos <= 0) {
                    return Optional.empty();
                }
                leftNanos = arrived.awaitNanos(leftNanos);
            }
            return Optional.of(removeOldest());
        } finally {
            lock.unlock();
        }
    }

    /// Throws away what waits; it was nobody's to read.
    public void clear() {
        lock.lock();
        try {
            queue.clear();
            queuedBytes = 0;
        } finally {
            lock.unlock();
        }
    }

    /// How many messages were dropped since the start, by reason; every reason is present.
    public Map<String, Long> drops() {
        lock.lock();
        try {
            return Map.of(QUEUE_FULL, droppedWhenFull, OVERSIZED, droppedOversized);
        } finally {
            lock.unlock();
        }
    }

    /// How many messages wait.
    public int depth() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    private void makeRoomFor(Message message) {
        while (!queue.isEmpty()
                && (queue.size() >= capacityMessages || queuedBytes + bytes(message) > MAX_QUEUED_BYTES)) {
            removeOldest();
            droppedWhenFull++;
        }
    }

    private Message removeOldest() {
        Message oldest = queue.removeFirst();
        queuedBytes -= bytes(oldest);
        return oldest;
    }

    private static long bytes(Message message) {
        return message.payload().length + 2L * message.topic().length();
    }
}
