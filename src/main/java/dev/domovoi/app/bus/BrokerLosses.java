package dev.domovoi.app.bus;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/// What an embedded broker did not bring: only it can tell what was sent to it. Safe for any thread.
public final class BrokerLosses {
    /// No message is longer on its way.
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);

    private final LongAdder taken = new LongAdder();
    private final LongAdder arrived = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile Look look = new Look(Instant.EPOCH, 0, 0);

    private record Look(Instant at, long missing, long lost) {}

    /// The broker has taken in a live message that is meant for us.
    public void took() {
        taken.increment();
    }

    /// The broker had no room for a message, whomever it was meant for.
    public void refuses() {
        refused.increment();
    }

    void arrived() {
        arrived.increment();
    }

    long refused() {
        return refused.sum();
    }

    /// What was taken in and has not come is lost or still on its way; what is missing at two looks in turn is lost.
    long lost(Instant now) {
        Look before = look;
        if (!now.isBefore(before.at.plus(ON_ITS_WAY))) {
            long missing = taken.sum() - arrived.sum();
            look = new Look(now, missing, Math.max(before.lost, Math.min(before.missing, missing)));
        }
        return look.lost;
    }
}
