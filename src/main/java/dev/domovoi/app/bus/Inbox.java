package dev.domovoi.app.bus;

import dev.domovoi.signal.Message;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// The bounded queue between the MQTT callback and the decoding thread.
///
/// Commands, retained messages and the rest have a [Lane] each, so that none can push out another. Retained and live
/// messages come out in order of arrival; a command comes out before them, but never two in a row while they wait. In
/// a storm the newest message of each kind is what is kept. Any thread may offer and take; a message is stamped with
/// its time of arrival when it is offered.
public final class Inbox {
    /// The largest payload that is kept.
    public static final int MAX_PAYLOAD_BYTES = 1 << 20;

    private static final long LIVE_BYTES = 16L << 20;
    private static final int RETAINED_MESSAGES = 20_000;
    private static final long RETAINED_BYTES = 16L << 20;
    private static final int COMMANDS = 256;
    private static final long COMMAND_BYTES = 1L << 20;

    /// In a crowd, a message that has waited this long is skipped if a newer one says the same.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final List<String> ownRoots;
    private final List<String> commandRoots;
    private final Lock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Lane commands = new Lane(COMMANDS, COMMAND_BYTES);
    private final Lane retained = new Lane(RETAINED_MESSAGES, RETAINED_BYTES);
    private final Lane live;
    private long offered;
    private long oversized;
    private long superseded;
    private boolean wasCommand;
    private final BrokerLosses brokerLosses = new BrokerLosses();
    private final LiveTopics liveTopics = new LiveTopics();

    /// An inbox of somebody who takes no commands; `capacityMessages` is for live messages.
    public Inbox(int capacityMessages, InstantSource clock) {
        this(capacityMessages, Optional.empty(), clock);
    }

    /// An inbox with a lane for the commands and triggers below a prefix. Whatever else is below it speaks of events,
    /// not of values: none is skipped because a newer one waits.
    public Inbox(int capacityMessages, Optional<String> prefix, InstantSource clock) {
        if (capacityMessages < 1) {
            throw new IllegalArgumentException(
                    "capacity of the inbox must be at least 1 message, was " + capacityMessages);
        }
        this.live = new Lane(capacityMessages, LIVE_BYTES);
        this.ownRoots = prefix.map(own -> List.of(own + "/")).orElse(List.of());
        this.commandRoots =
                prefix.map(own -> List.of(own + "/command/", own + "/trigger/")).orElse(List.of());
        this.clock = clock;
    }

    /// Takes a message in, never blocking; whatever has to go for it is dropped and counted. The payload is not
    /// copied.
    public void offer(String topic, byte[] payload, boolean saysRetained) {
        boolean isRetained = saysRetained || liveTopics.isKept(topic);
        Message message = new Message(clock.instant(), topic, payload, isRetained);
        Lane.Key key = key(topic, payload);
        boolean isCommand = !isRetained && isBelow(commandRoots, topic);
        Lane lane = isCommand ? commands : isRetained ? retained : live;
        if (!isRetained) {
            brokerLosses.arrived();
        }
        lock.lock();
        try {
            if (payload.length > MAX_PAYLOAD_BYTES || !lane.canHold(message)) {
                oversized++;
                return;
            }
            lane.add(offered++, key, message);
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /// What an embedded broker tells of itself.
    BrokerLosses brokerLosses() {
        return brokerLosses;
    }

    /// What an embedded broker has newly taken in.
    LiveTopics liveTopics() {
        return liveTopics;
    }

    /// The next message, waiting for one if there is none; empty when the time is over.
    public Optional<Message> take(Duration timeout) throws InterruptedException {
        long leftNanos = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (commands.isEmpty() && retained.isEmpty() && live.isEmpty()) {
                if (leftNanos <= 0) {
                    return Optional.empty();
                }
                leftNanos = arrived.awaitNanos(leftNanos);
            }
            return Optional.of(next());
        } finally {
            lock.unlock();
        }
    }

    /// Throws away what waits; it was nobody's to read.
    public void clear() {
        lock.lock();
        try {
            List.of(commands, retained, live).forEach(Lane::clear);
        } finally {
            lock.unlock();
        }
    }

    /// How many messages were dropped since the start, by reason; every reason is present.
    public Map<String, Long> drops() {
        lock.lock();
        try {
            return Map.of(
                    "broker_full", brokerLosses.refused(),
                    "lost_in_broker", brokerLosses.lost(clock.instant()),
                    "queue_full", live.dropped(),
                    "retained_full", retained.dropped(),
                    "commands_full", commands.dropped(),
                    "superseded", superseded,
                    "oversized", oversized);
        } finally {
            lock.unlock();
        }
    }

    /// How many messages wait.
    public int depth() {
        lock.lock();
        try {
            return commands.depth() + retained.depth() + live.depth();
        } finally {
            lock.unlock();
        }
    }

    private Message next() {
        boolean othersWait = !retained.isEmpty() || !live.isEmpty();
        wasCommand = !commands.isEmpty() && !(wasCommand && othersWait);
        if (wasCommand) {
            return commands.removeFirst();
        }
        superseded += live.letGoOfSuperseded(clock.instant().minus(PATIENCE));
        return retained.firstNumber() < live.firstNumber() ? retained.removeFirst() : live.removeFirst();
    }

    /// Commands of one word stand in one line, whatever they speak of: many denials must not push out a pause.
    private Lane.Key key(String topic, byte[] payload) {
        for (String root : commandRoots) {
            if (topic.startsWith(root)) {
                int end = topic.indexOf('/', root.length());
                return new Lane.Key(end < 0 ? topic : topic.substring(0, end), 0, false);
            }
        }
        boolean isEvent = isBelow(ownRoots, topic);
        return new Lane.Key(topic, isEvent ? 0 : Shape.of(payload), !isEvent);
    }

    private static boolean isBelow(List<String> roots, String topic) {
        for (String root : roots) {
            if (topic.startsWith(root)) {
                return true;
            }
        }
        return false;
    }
}
