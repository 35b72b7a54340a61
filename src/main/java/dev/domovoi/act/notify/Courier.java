package dev.domovoi.act.notify;

import dev.domovoi.act.notify.Notice.Event;
import dev.domovoi.signal.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/// Brings notices to one notifier, one after the other on a virtual thread of its own, and tries again what may
/// succeed later.
///
/// Of each incident only the newest notice waits, and a thousand at most: what is pushed out is dead, and counted.
public final class Courier implements AutoCloseable {
    /// As many as incidents can be open at once.
    static final int MOST_WAITING = 1_000;

    /// Some nine minutes with the rests between them.
    static final int ATTEMPTS = 10;

    private static final long FIRST_REST_MILLIS = 1_000;
    private static final long LONGEST_REST_MILLIS = 300_000;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    private final Notifier notifier;
    private final Listener listener;
    private final Rest rest;
    private final RandomGenerator random;
    private final Map<String, Notice> waiting = new LinkedHashMap<>();
    private final Lock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Thread thread;

    /// Hears what becomes of notices, on the courier's thread or that of who offers.
    public interface Listener {
        void sent();

        /// An attempt failed, and another follows.
        void retried(String why);

        /// It is not tried any more.
        void dead(String why);
    }

    /// How time passes between two attempts.
    @FunctionalInterface
    public interface Rest {
        void last(Duration span) throws InterruptedException;
    }

    public Courier(String name, Notifier notifier, Listener listener, Rest rest, RandomGenerator random) {
        this.notifier = notifier;
        this.listener = listener;
        this.rest = rest;
        this.random = random;
        this.thread = Thread.ofVirtual().name("notifier " + name).unstarted(this::run);
    }

    /// Begins to deliver; call it once.
    public void start() {
        thread.start();
    }

    /// Takes a notice and returns at once.
    public void offer(Notice notice) {
        boolean isFull;
        lock.lock();
        try {
            Notice known = waiting.get(notice.incident());
            boolean isNews = known == null || notice.event() != Event.STILL;
            if (isNews) {
                waiting.put(notice.incident(), notice);
            }
            isFull = waiting.size() > MOST_WAITING;
            if (isFull) {
                waiting.remove(waiting.keySet().iterator().next());
            }
            arrived.signal();
        } finally {
            lock.unlock();
        }
        if (isFull) {
            listener.dead("more than " + MOST_WAITING + " notices wait");
        }
    }

    private Notice next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty()) {
                arrived.await();
            }
            String oldest = waiting.keySet().iterator().next();
            Notice notice = waiting.get(oldest);
            waiting.remove(oldest);
            return Objects.requireNonNull(notice);
        } finally {
            lock.unlock();
        }
    }

    private boolean isOutOfDate(Notice notice) {
        lock.lock();
        try {
            return waiting.containsKey(notice.incident());
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                deliver(next());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /// Until it is taken or refused, a newer notice of the incident waits, or its attempts are spent.
    private void deliver(Notice notice) throws InterruptedException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            boolean isLast = attempt == ATTEMPTS;
            switch (attempted(notice)) {
                case Outcome.Done done -> {
                    listener.sent();
                    return;
                }
                case Outcome.Failed failed
                when failed.retryable() && !isLast -> {
                    listener.retried(failed.why());
                    rest.last(restAfter(attempt));
                    if (isOutOfDate(notice)) {
                        return;
                    }
                }
                case Outcome.Failed failed -> {
                    listener.dead(failed.why());
                    return;
                }
                case Outcome.Refused refused -> {
                    listener.dead(refused.why());
                    return;
                }
            }
        }
    }

    private Outcome attempted(Notice notice) throws InterruptedException {
        try {
            return notifier.deliver(notice);
        } catch (RuntimeException bug) {
            return new Outcome.Failed("a bug: " + bug.getClass().getSimpleName(), false);
        }
    }

    /// Doubling from about a second, each time a random part shorter, so that homes do not come back in step.
    private Duration restAfter(int attempt) {
        long ceiling = Math.min(LONGEST_REST_MILLIS, FIRST_REST_MILLIS << (attempt - 1));
        long half = ceiling / 2;
        return Duration.ofMillis(half + random.nextLong(half + 1));
    }

    /// What still waits is lost.
    @Override
    public void close() {
        thread.interrupt();
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join(CLOSE_LIMIT);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
