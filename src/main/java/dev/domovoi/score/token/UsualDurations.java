package dev.domovoi.score.token;

/// How long the levels of any appliance usually last, before one has a past of its own: the share of each bin, by
/// grain and level.
public final class UsualDurations {
    private static final int ROWS = Grain.values().length * EventTokeniser.LEVELS;

    private final float[] shares;

    /// From `[grain, level, bin]`, each row of which adds up to 1.
    public UsualDurations(float[] shares) {
        if (shares.length != ROWS * Durations.BINS) {
            throw new IllegalArgumentException(
                    "usual durations are " + ROWS * Durations.BINS + " shares, were " + shares.length);
        }
        this.shares = shares.clone();
    }

    /// All bins alike, for want of better.
    public static UsualDurations even() {
        float[] shares = new float[ROWS * Durations.BINS];
        java.util.Arrays.fill(shares, 1f / Durations.BINS);
        return new UsualDurations(shares);
    }

    float share(Grain grain, int level, int bin) {
        return shares[(grain.place() * EventTokeniser.LEVELS + level) * Durations.BINS + bin];
    }

    /// As `[grain, level, bin]`.
    public float[] shares() {
        return shares.clone();
    }
}
