package dev.domovoi.score.train;

/// How fast to learn at each step: rising evenly at first, then down along half a cosine to a part of the peak.
public record Schedule(int steps, int warmUp, double peak, double lastShare) {
    public Schedule {
        if (steps < 1 || warmUp < 0 || warmUp >= steps) {
            throw new IllegalArgumentException(
                    "a schedule needs more steps than its warm-up, had " + steps + " and " + warmUp);
        }
    }

    /// The rate of the step, counted from 0.
    public double rate(int step) {
        if (step < warmUp) {
            return peak * (step + 1) / warmUp;
        }
        double way = (double) (step - warmUp) / (steps - warmUp);
        return peak * (lastShare + (1 - lastShare) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, way))));
    }
}
