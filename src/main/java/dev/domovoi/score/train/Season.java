package dev.domovoi.score.train;

import java.util.SplittableRandom;

/// A made-up rhythm: one shape for every day, or another for weekends, or days of different strength.
final class Season {
    private static final int DAYS = 7;

    private final double[] shape;
    private final double[] weekend;
    private final double[] strength = new double[DAYS];
    private final int firstSlot;
    private final int firstDay;

    /// Of streams, `byWeekday` is the share that knows days of the week.
    Season(int slots, int firstSlot, double byWeekday, SplittableRandom random) {
        this.firstSlot = firstSlot;
        this.firstDay = random.nextInt(DAYS);
        this.shape = DailyShape.random(slots, random);
        boolean knowsWeekdays = random.nextDouble() < byWeekday;
        this.weekend = knowsWeekdays && random.nextBoolean() ? DailyShape.random(slots, random) : shape;
        for (int day = 0; day < DAYS; day++) {
            strength[day] = knowsWeekdays ? 0.4 + 0.8 * random.nextDouble() : 1;
        }
    }

    /// The slot of the first row, counted from the start of a week.
    int firstOfWeek() {
        return firstDay * shape.length + firstSlot;
    }

    double[] over(int rows) {
        double[] x = new double[rows];
        for (int t = 0; t < rows; t++) {
            int slot = firstSlot + t;
            int day = (firstDay + slot / shape.length) % DAYS;
            double[] today = day >= 5 ? weekend : shape;
            x[t] = strength[day] * today[slot % shape.length];
        }
        return x;
    }
}
