package dev.domovoi.app.sim;

import java.time.Duration;
import java.time.Instant;

/// An appliance that works until a moment and is broken from then on.
final class FaultyAppliance implements AppliancePower {
    /// How far back its last time on is looked for: longer than the longest pause of any appliance here.
    private static final Duration LOOK_BACK = Duration.ofDays(7);

    /// A share of the highest level seen there that counts as being on.
    private static final double ON_SHARE = 0.5;

    private final AppliancePower whole;
    private final Fault fault;
    private final Instant from;
    private final double heldWatts;

    FaultyAppliance(AppliancePower whole, Fault fault, Instant from) {
        this.whole = whole;
        this.fault = fault;
        this.from = from;
        this.heldWatts = lastOnWatts();
    }

    @Override
    public double watts(Instant at) {
        if (at.isBefore(from)) {
            return whole.watts(at);
        }
        return switch (fault) {
            case STUCK_ON -> heldWatts;
            case STOPPED_CYCLING -> 0;
        };
    }

    private double lastOnWatts() {
        int minutes = (int) LOOK_BACK.toMinutes();
        double highest = 0;
        for (int back = 0; back <= minutes; back++) {
            highest = Math.max(highest, whole.watts(from.minusSeconds(60L * back)));
        }
        int back = 0;
        while (whole.watts(from.minusSeconds(60L * back)) < ON_SHARE * highest) {
            back++;
        }
        return whole.watts(from.minusSeconds(60L * back));
    }
}
