package dev.domovoi.observe.hygiene;

import java.util.OptionalLong;

/// Watts behind a relay that is off: what a bridge still remembers, or a relay that is welded shut.
///
/// The second is a danger and must be believed as soon as it shows that it is measured: the number moves some time
/// after the relay went off, or the total grows.
final class OffRelay {
    static final double FLOWING_WATTS = 5;
    private static final long SETTLED_MILLIS = 10_000;
    private static final long COUNTED_MILLIS = 60_000;

    private long since = Long.MIN_VALUE;
    private double watts = Double.NaN;
    private double kwh = Double.NaN;
    private boolean isMeasured;

    /// Whether these watts are doubtful.
    boolean doubts(double newWatts, double believedKwh, long at, OptionalLong offSince) {
        if (offSince.isEmpty()) {
            since = Long.MIN_VALUE;
            return false;
        }
        if (offSince.getAsLong() != since) {
            since = offSince.getAsLong();
            watts = Double.NaN;
            kwh = Double.NaN;
            isMeasured = false;
        }
        boolean flows = Math.abs(newWatts) > FLOWING_WATTS;
        if (flows && at - since >= SETTLED_MILLIS) {
            isMeasured |= !Double.isNaN(watts) && newWatts != watts;
            watts = newWatts;
        }
        if (flows && at - since >= COUNTED_MILLIS) {
            isMeasured |= believedKwh > kwh;
            kwh = Double.isNaN(kwh) ? believedKwh : kwh;
        }
        return flows && !isMeasured;
    }
}
