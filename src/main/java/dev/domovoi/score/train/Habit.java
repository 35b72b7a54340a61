package dev.domovoi.score.train;

import java.util.SplittableRandom;

/// When people of a made-up home begin to use something: so often an hour, by hour of the day and on weekends, while
/// somebody is awake; and a time from which they use it more or less than before.
@SuppressWarnings("ArrayRecordComponent") // made here and never changed
record Habit(double[] perHour, double weekendFactor, int changesMinute, double changeFactor) {
    private static final int STEP_MINUTES = 5;

    /// A few peaks at the hours given, each moved a little, with a floor under them; `aDay` uses on an average day of
    /// someone who is always there.
    static Habit around(double aDay, double floor, int minutes, SplittableRandom random, double... hours) {
        double[] perHour = new double[24];
        double sum = 0;
        for (double hour : hours) {
            double centre = hour + 0.8 * random.nextGaussian();
            double wide = 0.5 + random.nextDouble();
            double height = 0.3 + random.nextDouble();
            for (int h = 0; h < 24; h++) {
                double apart = Math.abs(h + 0.5 - centre) % 24;
                apart = Math.min(apart, 24 - apart) / wide;
                perHour[h] += height * Math.exp(-apart * apart / 2);
            }
        }
        for (int h = 0; h < 24; h++) {
            perHour[h] += floor * (h >= 6 ? 1 : 0.2);
            sum += perHour[h];
        }
        for (int h = 0; h < 24; h++) {
            perHour[h] *= aDay / sum;
        }
        boolean changes = random.nextDouble() < 0.3;
        return new Habit(
                perHour,
                Math.exp(0.4 * random.nextGaussian()),
                changes ? random.nextInt(minutes) : minutes,
                Math.exp(0.7 * random.nextGaussian()));
    }

    /// The first minute from this one on at which somebody begins; the end where nobody does.
    int next(People people, int from, SplittableRandom random) {
        for (int minute = from; minute < people.minutes(); minute += STEP_MINUTES) {
            int awake = people.awake(minute);
            if (awake > 0 && random.nextDouble() < rate(people, minute, awake) * STEP_MINUTES / 60.0) {
                return minute + random.nextInt(STEP_MINUTES);
            }
        }
        return people.minutes();
    }

    /// More people use a thing more often, but not as much more as they are.
    private double rate(People people, int minute, int awake) {
        double rate = perHour[minute % People.DAY / 60] * Math.sqrt(awake);
        rate *= people.weekday(minute / People.DAY) >= 5 ? weekendFactor : 1;
        return minute >= changesMinute ? rate * changeFactor : rate;
    }
}
