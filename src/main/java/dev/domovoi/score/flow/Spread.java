package dev.domovoi.score.flow;

/// How much the bytes sent per contact differ: the standard deviation of their logarithm. What is sent counts for the
/// contacts since it was last asked; the past fades with every thirtieth contact.
final class Spread {
    private static final double FADING = 1.0 / 30;

    private double mean;
    private double variance;
    private int count;
    private int pendingContacts;
    private long pendingBytes;

    void add(int begun, long bytes) {
        if (begun > 0 && pendingContacts > 0) {
            take(Math.log1p((double) pendingBytes / pendingContacts));
            pendingBytes = 0;
            pendingContacts = 0;
        }
        pendingContacts += begun;
        pendingBytes += bytes;
    }

    private void take(double value) {
        count++;
        double weight = Math.max(1.0 / count, FADING);
        double change = value - mean;
        mean += weight * change;
        variance = (1 - weight) * (variance + weight * change * change);
    }

    /// Whether there is anything to compare.
    boolean isKnown() {
        return count > 1;
    }

    double of() {
        return Math.sqrt(variance);
    }
}
