package dev.domovoi.score.train;

import java.util.SplittableRandom;

/// Made-up streams of things that are switched: levels that are held for a while, and programmes that run through.
final class Appliances {
    private Appliances() {}

    /// A semi-Markov chain over a few levels: how long one is held varies little for some streams and much for
    /// others.
    static double[] states(int rows, SplittableRandom random) {
        int count = 2 + random.nextInt(3);
        double[] levels = new double[count];
        double[] dwells = new double[count];
        for (int i = 0; i < count; i++) {
            levels[i] = i == 0 ? 0 : Math.exp(random.nextGaussian());
            dwells[i] = Math.exp(Math.log(2) + random.nextDouble() * Math.log(100));
        }
        double jitter = Math.exp(Math.log(0.02) + random.nextDouble() * Math.log(50));
        double ripple = 0.05 * random.nextDouble();
        double[] x = new double[rows];
        int state = random.nextInt(count);
        int left = 1;
        for (int t = 0; t < rows; t++) {
            if (--left <= 0) {
                state = (state + 1 + random.nextInt(count - 1)) % count;
                left = (int) Math.max(1, Math.round(dwells[state] * Math.exp(jitter * random.nextGaussian())));
            }
            x[t] = levels[state] * (1 + ripple * random.nextGaussian());
        }
        return x;
    }

    /// One programme of several phases, run again and again with gaps between.
    static double[] cycles(int rows, SplittableRandom random) {
        int length = 5 + random.nextInt(60);
        double[] programme = new double[length];
        double level = 0;
        for (int i = 0; i < length; i++) {
            if (i == 0 || random.nextDouble() < 0.2) {
                level = Math.exp(random.nextGaussian());
            }
            programme[i] = level;
        }
        double standby = 0.02 * random.nextDouble();
        double gap = length * (0.5 + 8 * random.nextDouble());
        double regularity = random.nextDouble();
        double ripple = 0.05 * random.nextDouble();
        double[] x = new double[rows];
        int phase = random.nextInt(length);
        int wait = 0;
        for (int t = 0; t < rows; t++) {
            if (wait > 0) {
                x[t] = standby;
                wait--;
            } else {
                x[t] = programme[phase] * (1 + ripple * random.nextGaussian());
                if (++phase == length) {
                    phase = 0;
                    wait = (int) (gap * (1 + regularity * Math.max(-0.9, random.nextGaussian())));
                }
            }
        }
        return x;
    }
}
