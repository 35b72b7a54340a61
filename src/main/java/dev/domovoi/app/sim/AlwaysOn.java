package dev.domovoi.app.sim;

import java.time.Instant;

/// A router or NAS: a steady load with busy spells of ten minutes.
record AlwaysOn(double idleWatts, double busyWatts, Noise noise) implements AppliancePower {
    private static final double BUSY_SHARE = 0.15;
    private static final long SPELL_SECONDS = 600;

    @Override
    public double watts(Instant at) {
        long now = at.getEpochSecond();
        boolean busy = noise.uniform(Math.floorDiv(now, SPELL_SECONDS)) < BUSY_SHARE;
        return (busy ? busyWatts : idleWatts) + 0.3 * noise.normal(Math.floorDiv(now, 10));
    }
}
