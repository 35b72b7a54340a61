package dev.domovoi.observe.hygiene;

import java.util.Optional;

/// An energy total, and what of it may be believed: it grows no faster than the plug can draw, and a leap up or down
/// is taken for true only when the next report goes on from there.
final class Counter {
    private static final double LEAST_SLACK_KWH = 0.02;

    /// More than this, at once, is no creeping.
    private static final double SUDDEN_KWH = 1;

    private static final double NEARLY_NOTHING_KWH = 0.05;
    private static final double NEARLY_NOTHING_SHARE = 0.05;
    private static final double MILLIS_PER_HOUR = 3.6e6;
    private static final long CLOCK_SET_BACK_MILLIS = 300_000;
    private static final double EQUAL_KWH = 1e-9;
    private static final int MOST_DECIMALS = 4;

    private double accepted = Double.NaN;
    private long acceptedAt;
    private double seen;
    private long seenAt;
    private final Pending leap = new Pending();

    /// Why the total is not believed now; empty where it is.
    Optional<Reason> judge(double total, long at, double mostWatts) {
        boolean isFirst = Double.isNaN(accepted) || at < acceptedAt - CLOCK_SET_BACK_MILLIS;
        if (isFirst || isWithinReach(accepted, acceptedAt, total, at, mostWatts)) {
            return accept(total, at);
        }
        boolean creeps = creepsDown(total, at, mostWatts);
        seen = total;
        seenAt = at;
        if (creeps) {
            return Optional.of(Reason.DECREASE);
        }
        if (isThousandfold(total, at, mostWatts)) {
            return Optional.of(Reason.UNIT);
        }
        boolean goesOn = leap.isSet() && isWithinReach(leap.value(), leap.sinceMillis(), total, at, mostWatts);
        if (goesOn && leap.isFollowedBy(total, at)) {
            return accept(total, at);
        }
        if (!goesOn) {
            leap.hold(total, at);
        }
        return Optional.of(total < accepted ? Reason.RESET : Reason.JUMP);
    }

    /// The newest believed total; not a number before the first.
    double believedKwh() {
        return accepted;
    }

    private Optional<Reason> accept(double total, long at) {
        accepted = total;
        acceptedAt = at;
        seen = total;
        seenAt = at;
        leap.clear();
        return Optional.empty();
    }

    private static boolean isWithinReach(double from, long fromAt, double total, long at, double mostWatts) {
        return total >= from - EQUAL_KWH && total - from <= mostGrowth(at - fromAt, mostWatts) + slack(from, total);
    }

    /// Slightly less than what was seen last is an older message or a counter that runs backwards; next to nothing is
    /// a reset.
    private boolean creepsDown(double total, long at, double mostWatts) {
        boolean isNothing = total <= Math.max(NEARLY_NOTHING_KWH, NEARLY_NOTHING_SHARE * accepted);
        double creeping = Math.min(SUDDEN_KWH, mostGrowth(at - seenAt, mostWatts)) + slack(seen, total);
        return total < accepted && seen <= accepted && !isNothing && !leap.isSet() && seen - total <= creeping;
    }

    /// The total in watt-hours all of a sudden.
    private boolean isThousandfold(double total, long at, double mostWatts) {
        return accepted > NEARLY_NOTHING_KWH && isWithinReach(accepted, acceptedAt, total / 1000, at, mostWatts);
    }

    private static double mostGrowth(long millis, double mostWatts) {
        return Math.max(0, millis) / MILLIS_PER_HOUR * mostWatts / 1000;
    }

    /// One step of the counter's own resolution may come at any time, and messages are late by seconds.
    private static double slack(double one, double other) {
        int decimals = Math.max(decimals(one), decimals(other));
        return Math.max(LEAST_SLACK_KWH, Math.pow(10, -decimals));
    }

    private static int decimals(double value) {
        double scaled = value;
        for (int decimals = 0; decimals < MOST_DECIMALS; decimals++) {
            if (Math.abs(scaled - Math.rint(scaled)) < 1e-6) {
                return decimals;
            }
            scaled *= 10;
        }
        return MOST_DECIMALS;
    }
}
