package dev.domovoi.score.calibrate;

import java.util.function.DoubleUnaryOperator;

/// The rates under which a count of independent events is not surprising: the exact central interval of a Poisson
/// mean (Garwood). Its ends are the chi-square quantiles with 2n and 2n + 2 degrees of freedom, halved.
public record PoissonInterval(double low, double high) {
    private static final long MOST = 1_000_000;
    private static final int HALVINGS = 80;

    /// For the mean behind one count, at a level such as 0.9.
    public static PoissonInterval of(long count, double level) {
        if (count < 0 || count > MOST || !(level > 0 && level < 1)) {
            throw new IllegalArgumentException(
                    "count must be 0.." + MOST + " and level in 0..1, were " + count + " and " + level);
        }
        double tail = (1 - level) / 2;
        double most = count + 20 + 12 * Math.sqrt(count + 1.0);
        double low = count == 0 ? 0 : solve(mean -> 1 - atMost(count - 1, mean), tail, most);
        double high = solve(mean -> -atMost(count, mean), -tail, most);
        return new PoissonInterval(low, high);
    }

    /// The same interval for the count in another span of time.
    public PoissonInterval times(double factor) {
        return new PoissonInterval(low * factor, high * factor);
    }

    /// Where a rising function reaches the value.
    private static double solve(DoubleUnaryOperator rising, double value, double most) {
        double below = 0;
        double above = most;
        for (int i = 0; i < HALVINGS && above - below > 1e-12 * above; i++) {
            double middle = (below + above) / 2;
            if (rising.applyAsDouble(middle) < value) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return (below + above) / 2;
    }

    /// The chance of at most so many events, summed from the likeliest of them outwards.
    private static double atMost(long count, double mean) {
        if (mean == 0) {
            return 1;
        }
        long peak = Math.min(count, (long) mean);
        double atPeak = Math.exp(peak * Math.log(mean) - mean - logFactorial(peak));
        double sum = atPeak;
        double term = atPeak;
        for (long k = peak; k > 0 && term > sum * 1e-18; k--) {
            term *= k / mean;
            sum += term;
        }
        term = atPeak;
        for (long k = peak + 1; k <= count && term > sum * 1e-18; k++) {
            term *= mean / k;
            sum += term;
        }
        return Math.min(1, sum);
    }

    /// Stirling's series from 20 on, where its error is below what a double shows.
    private static double logFactorial(long n) {
        if (n < 20) {
            double product = 1;
            for (long k = 2; k <= n; k++) {
                product *= k;
            }
            return Math.log(product);
        }
        double x = n + 1.0;
        double inverseSquare = 1 / (x * x);
        double series =
                (1.0 / 12 - inverseSquare * (1.0 / 360 - inverseSquare * (1.0 / 1260 - inverseSquare / 1680))) / x;
        return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
    }
}
