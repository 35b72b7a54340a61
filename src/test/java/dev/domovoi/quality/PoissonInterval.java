package dev.domovoi.quality;

/// The exact 95 % interval of a Poisson mean of which `count` were seen.
record PoissonInterval(double low, double high) {
    private static final double TAIL = 0.025;
    private static final int STEPS = 200;

    static PoissonInterval of(int count) {
        double low = count == 0 ? 0 : solve(count - 1, 1 - TAIL);
        return new PoissonInterval(low, solve(count, TAIL));
    }

    /// The mean at which at most `count` are seen with the given chance, which falls as the mean grows.
    private static double solve(int count, double chance) {
        double low = 0;
        double high = 10 + 3.0 * count;
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (atMost(count, middle) > chance) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double atMost(int count, double mean) {
        double logTerm = -mean;
        double sum = Math.exp(logTerm);
        for (int k = 1; k <= count; k++) {
            logTerm += Math.log(mean / k);
            sum += Math.exp(logTerm);
        }
        return sum;
    }
}
