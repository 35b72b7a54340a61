package dev.domovoi.score.train;

import dev.domovoi.score.token.Durations;
import dev.domovoi.score.token.Event;
import dev.domovoi.score.token.EventTokeniser;
import dev.domovoi.score.token.Grain;
import dev.domovoi.score.token.UsualDurations;
import java.util.Arrays;

/// Counts how long the levels of made-up appliances last. Each stream counts alike, however many events it has; what
/// was cut off is left out; and every bin gets a little, so that nothing is impossible.
public final class UsualCount {
    private static final double EVERY = 1e-4;
    /// Apart from the homes that a model learns from, and from those it is judged by.
    private static final long SEED = 0x75_73_75_61_6CL;

    private static final int ROWS = Grain.values().length * EventTokeniser.LEVELS;

    private final double[] counts = new double[ROWS * Durations.BINS];

    private UsualCount() {}

    /// Of so many homes.
    public static UsualDurations ofHomes(int homes, long seed) {
        UsualCount count = new UsualCount();
        for (int i = 0; i < homes; i++) {
            Home home = HomeMaker.make(Seeds.mixed(seed ^ SEED, i));
            for (Home.Plug plug : home.plugs()) {
                for (Grain grain : Grain.values()) {
                    count.add(grain, plug);
                }
            }
        }
        return count.shares();
    }

    private void add(Grain grain, Home.Plug plug) {
        int[] events = new int[EventTokeniser.LEVELS];
        for (Event event : plug.events(grain)) {
            events[event.level()] += event.isCensored() ? 0 : 1;
        }
        for (Event event : plug.events(grain)) {
            if (!event.isCensored()) {
                int row = grain.place() * EventTokeniser.LEVELS + event.level();
                counts[row * Durations.BINS + Durations.bin((double) event.seconds())] += 1.0 / events[event.level()];
            }
        }
    }

    private UsualDurations shares() {
        float[] shares = new float[counts.length];
        for (int row = 0; row < ROWS; row++) {
            int from = row * Durations.BINS;
            double sum = Arrays.stream(counts, from, from + Durations.BINS).sum();
            for (int i = from; i < from + Durations.BINS; i++) {
                double share = sum > 0 ? counts[i] / sum : 1.0 / Durations.BINS;
                shares[i] = (float) ((share + EVERY) / (1 + EVERY * Durations.BINS));
            }
        }
        return new UsualDurations(shares);
    }
}
