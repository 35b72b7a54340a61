package dev.domovoi.app.switching;

import dev.domovoi.act.mqtt.Patience;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.function.BooleanSupplier;

/// Time that a test moves while an action waits in it. Whoever waits is known to wait, so nothing has to be slept
/// for.
final class HandPatience implements Patience {
    private static final long LIMIT_MILLIS = 20_000;

    private long now;
    private long until;
    private boolean waits;

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized <T> Optional<T> next(BlockingDeque<T> waiting, long withinNanos) throws InterruptedException {
        long end = now + withinNanos;
        Optional<T> next = Optional.ofNullable(waiting.pollFirst());
        while (next.isEmpty() && now < end) {
            until = end;
            waits = true;
            notifyAll();
            while (waits) {
                wait();
            }
            next = Optional.ofNullable(waiting.pollFirst());
        }
        return next;
    }

    /// Until an action waits, or something else is so.
    synchronized void untilWaiting(BooleanSupplier otherwise) throws InterruptedException {
        long end = System.currentTimeMillis() + LIMIT_MILLIS;
        while (!waits && !otherwise.getAsBoolean()) {
            if (System.currentTimeMillis() > end) {
                throw new AssertionError("nobody waits, and nothing has ended");
            }
            wait(LIMIT_MILLIS / 100);
        }
    }

    /// Something ended on another thread.
    synchronized void ended() {
        notifyAll();
    }

    /// When the one that waits gives up.
    synchronized long until() {
        return waits ? until : Long.MAX_VALUE;
    }

    /// Lets whoever waits look again, at that time.
    synchronized void lookAgain(long at) {
        now = Math.max(now, at);
        waits = false;
        notifyAll();
    }
}
