package dev.domovoi.score.baseline;

import dev.domovoi.signal.Score;

/// Mean and standard deviation of a series, of about its last 2000 values.
final class Moments {
    private static final int MOST = 2000;
    private static final double SPREADS_TO_95 = 1.645;

    private double mean;
    private double square;
    private int count;

    int count() {
        return count;
    }

    double mean() {
        return mean;
    }

    /// Never 0: a series that was always the same has still been measured with some error.
    double deviation() {
        return Math.max(Math.sqrt(square), 1e-9 + 0.001 * Math.abs(mean));
    }

    Score.Expected expected() {
        double wide = SPREADS_TO_95 * deviation();
        return new Score.Expected(mean - wide, mean, mean + wide);
    }

    void learn(double value) {
        count = Math.min(count + 1, MOST);
        double error = value - mean;
        mean += error / count;
        square += (error * (value - mean) - square) / count;
    }
}
