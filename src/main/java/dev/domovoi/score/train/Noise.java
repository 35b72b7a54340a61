package dev.domovoi.score.train;

import java.util.SplittableRandom;

/// Made-up noise of many kinds, with a spread of about 1.
final class Noise {
    private Noise() {}

    static double[] random(int n, SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> white(n, random);
            case 1 -> autoregressive(n, 0.3 + 0.69 * random.nextDouble(), random);
            case 2 -> heavyTailed(n, random);
            case 3 -> smoothed(n, 2 + random.nextInt(20), random);
            case 4 -> exponential(n, random);
            default -> clustered(n, random);
        };
    }

    static double[] white(int n, SplittableRandom random) {
        double[] x = new double[n];
        for (int t = 0; t < n; t++) {
            x[t] = random.nextGaussian();
        }
        return x;
    }

    static double[] autoregressive(int n, double share, SplittableRandom random) {
        double[] x = new double[n];
        double fresh = Math.sqrt(1 - share * share);
        double last = random.nextGaussian();
        for (int t = 0; t < n; t++) {
            last = share * last + fresh * random.nextGaussian();
            x[t] = last;
        }
        return x;
    }

    /// Student's t with 3 degrees of freedom.
    private static double[] heavyTailed(int n, SplittableRandom random) {
        double[] x = new double[n];
        for (int t = 0; t < n; t++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            double c = random.nextGaussian();
            x[t] = random.nextGaussian() / Math.sqrt((a * a + b * b + c * c) / 3 + 1e-9) / 1.7;
        }
        return x;
    }

    private static double[] smoothed(int n, int width, SplittableRandom random) {
        double[] raw = white(n + width, random);
        double[] x = new double[n];
        double sum = 0;
        for (int t = 0; t < n + width; t++) {
            sum += raw[t] - (t >= width ? raw[t - width] : 0);
            if (t >= width) {
                x[t - width] = sum / Math.sqrt(width);
            }
        }
        return x;
    }

    private static double[] exponential(int n, SplittableRandom random) {
        double[] x = new double[n];
        for (int t = 0; t < n; t++) {
            x[t] = -Math.log(1 - random.nextDouble()) - 1;
        }
        return x;
    }

    /// Calm and wild stretches: the spread follows what came before.
    private static double[] clustered(int n, SplittableRandom random) {
        double[] x = new double[n];
        double last = 0;
        for (int t = 0; t < n; t++) {
            last = random.nextGaussian() * Math.sqrt(0.4 + 0.6 * Math.min(last * last, 25));
            x[t] = last;
        }
        return x;
    }

    static int poisson(double rate, SplittableRandom random) {
        if (rate > 50) {
            return (int) Math.max(0, Math.round(rate + Math.sqrt(rate) * random.nextGaussian()));
        }
        double limit = Math.exp(-rate);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
