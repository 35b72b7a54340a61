package dev.domovoi.app.sim;

import java.time.Duration;
import java.time.Instant;

/// When a plug has something to say: on a change of 5 % and 2 W, and after a while without one.
final class PublishingRule {
    private static final double LEAST_SHARE = 0.05;
    private static final double LEAST_WATTS = 2;

    private final Duration heartbeat;
    private Instant lastAt = Instant.MIN;
    private double lastWatts;

    PublishingRule(Duration heartbeat) {
        this.heartbeat = heartbeat;
    }

    /// Whether to publish now, which is then taken as done.
    boolean publishes(Instant at, double watts) {
        double change = Math.abs(watts - lastWatts);
        boolean changed = change >= LEAST_WATTS && change >= LEAST_SHARE * Math.max(watts, lastWatts);
        boolean isDue = lastAt.equals(Instant.MIN) || !at.isBefore(lastAt.plus(heartbeat));
        if (changed || isDue) {
            lastAt = at;
            lastWatts = watts;
        }
        return changed || isDue;
    }
}
