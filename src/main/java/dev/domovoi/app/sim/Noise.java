package dev.domovoi.app.sim;

import java.util.Random;

/// Repeatable chance: the same number for the same seed and place, so that a generated appliance is a function of
/// time.
record Noise(long seed) {
    /// Between 0 and 1.
    double uniform(long place) {
        return new Random(mixed(place)).nextDouble();
    }

    /// Around 0 with spread 1.
    double normal(long place) {
        return new Random(mixed(place)).nextGaussian();
    }

    private long mixed(long place) {
        long mix = (place + seed * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        return mix ^ (mix >>> 31);
    }
}
