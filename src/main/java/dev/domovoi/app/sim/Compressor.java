package dev.domovoi.app.sim;

import java.time.Instant;

/// A freezer or fridge: about a third of every hour on, start and length varying a little, a start-up peak.
record Compressor(double onWatts, double idleWatts, Noise noise) implements AppliancePower {
    private static final long CYCLE_SECONDS = 3600;
    private static final long ON_SECONDS = 1200;
    private static final long START_SECONDS = 10;
    private static final double LENGTH_JITTER_SECONDS = 90;
    private static final double LATEST_START_SECONDS = 300;

    @Override
    public double watts(Instant at) {
        long now = at.getEpochSecond();
        long cycle = Math.floorDiv(now, CYCLE_SECONDS);
        double sinceStart = now - cycle * CYCLE_SECONDS - LATEST_START_SECONDS * noise.uniform(2 * cycle);
        double length = ON_SECONDS + LENGTH_JITTER_SECONDS * Math.clamp(noise.normal(2 * cycle + 1), -3, 3);
        if (sinceStart < 0 || sinceStart >= length) {
            return idleWatts;
        }
        double peak = sinceStart < START_SECONDS ? 3 : 1 + 0.1 * Math.exp(-sinceStart / 300);
        return onWatts * peak + noise.normal(Math.floorDiv(now, 10));
    }
}
