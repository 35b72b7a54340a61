package dev.domovoi.observe.hygiene;

/// A value that waits for a second report to confirm it.
///
/// The same number again within half a minute is no second report: a message may be delivered twice, and a bridge
/// repeats what it remembers.
final class Pending {
    private static final long REPEATED_AFTER_MILLIS = 30_000;
    private static final long MOVED_AFTER_MILLIS = 1_000;

    private double value = Double.NaN;
    private long since;

    void hold(double newValue, long atMillis) {
        value = newValue;
        since = atMillis;
    }

    void clear() {
        value = Double.NaN;
    }

    boolean isSet() {
        return !Double.isNaN(value);
    }

    double value() {
        return value;
    }

    long sinceMillis() {
        return since;
    }

    /// Whether the report may be another one than that which waits.
    boolean isFollowedBy(double newValue, long atMillis) {
        return isSet() && atMillis - since >= (newValue == value ? REPEATED_AFTER_MILLIS : MOVED_AFTER_MILLIS);
    }
}
