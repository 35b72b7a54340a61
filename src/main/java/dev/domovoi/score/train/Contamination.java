package dev.domovoi.score.train;

import java.util.SplittableRandom;

/// What happens to real streams now and then: the level moves, the spread changes, something spikes, the meter
/// freezes. A model that has seen it recovers from it.
final class Contamination {
    private Contamination() {}

    static void apply(double[] x, SplittableRandom random) {
        double spread = spread(x);
        if (random.nextDouble() < 0.25) {
            shift(x, 3 * spread * random.nextGaussian(), random.nextInt(x.length));
        }
        if (random.nextDouble() < 0.15) {
            stretch(x, Math.exp(random.nextGaussian()), random.nextInt(x.length));
        }
        if (random.nextDouble() < 0.30) {
            spike(x, spread, random);
        }
        if (random.nextDouble() < 0.10) {
            freeze(x, random);
        }
    }

    private static void shift(double[] x, double by, int from) {
        for (int t = from; t < x.length; t++) {
            x[t] += by;
        }
    }

    private static void stretch(double[] x, double factor, int from) {
        double around = x[from];
        for (int t = from; t < x.length; t++) {
            x[t] = around + factor * (x[t] - around);
        }
    }

    private static void spike(double[] x, double spread, SplittableRandom random) {
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            int from = random.nextInt(x.length);
            double height = spread * (3 + 10 * random.nextDouble()) * (random.nextBoolean() ? 1 : -1);
            int end = Math.min(x.length, from + 1 + random.nextInt(4));
            for (int t = from; t < end; t++) {
                x[t] += height;
            }
        }
    }

    private static void freeze(double[] x, SplittableRandom random) {
        int from = random.nextInt(x.length);
        int end = Math.min(x.length, from + 20 + random.nextInt(200));
        for (int t = from + 1; t < end; t++) {
            x[t] = x[from];
        }
    }

    private static double spread(double[] x) {
        double mean = 0;
        for (double value : x) {
            mean += value / x.length;
        }
        double squares = 0;
        for (double value : x) {
            squares += (value - mean) * (value - mean) / x.length;
        }
        return Math.max(Math.sqrt(squares), 1e-6);
    }
}
