package dev.domovoi.score.token;

/// What the hazards of an event's bins say of a moment while it goes on. Inside a bin the chance to last falls evenly
/// in its logarithm; behind the last one it falls on for up to three times that bin's width.
public final class Survival {
    private static final double MOST_HAZARD = 1 - 1e-6;
    private static final double MOST_WIDTHS = 3;
    private static final double HOUR_SECONDS = 3600;

    private Survival() {}

    /// How surprising it is that the event still goes on after so long: `-ln S`.
    public static double surpriseNats(float[] hazards, double elapsedSeconds) {
        double nats = 0;
        for (int bin = 0; bin < Durations.BINS && elapsedSeconds > Durations.from(bin); bin++) {
            double way = (elapsedSeconds - Durations.from(bin)) / (Durations.to(bin) - Durations.from(bin));
            nats += Math.min(way, bin == Durations.BINS - 1 ? MOST_WIDTHS : 1) * perWidth(hazards, bin);
        }
        return nats;
    }

    /// How fast it is about to end at this moment, if it has lasted until then.
    public static double ratePerHour(float[] hazards, double elapsedSeconds) {
        int bin = Durations.bin(elapsedSeconds);
        return perWidth(hazards, bin) * HOUR_SECONDS / (Durations.to(bin) - Durations.from(bin));
    }

    private static double perWidth(float[] hazards, int bin) {
        return -Math.log1p(-Math.min(hazards[bin], MOST_HAZARD));
    }
}
