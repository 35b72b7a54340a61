package dev.domovoi.score.train;

import java.util.SplittableRandom;

/// Made-up things that are always plugged in: on for ever, on by a clock, or charged overnight.
final class Standing {
    private Standing() {}

    /// One level for weeks, or a second one while somebody uses the network; rarely started anew.
    static void router(Phases out, People people, SplittableRandom random) {
        double watts = 4 + 10 * random.nextDouble();
        double busy = random.nextDouble() < 0.4 ? watts * 1.35 : watts;
        double restarts = 0.03 * random.nextDouble();
        while (!out.isDone()) {
            int minute = (int) (out.now() / 60);
            int quiet = people.quietFrom(minute);
            if (quiet > minute) {
                out.until(busy, 60.0 * quiet + 300 * random.nextDouble());
            } else {
                out.until(watts, 60.0 * people.livelyFrom(minute) + 300 * random.nextDouble() + 1);
            }
            if (random.nextDouble() < restarts) {
                out.hold(0, 20 + 60 * random.nextDouble());
            }
        }
    }

    /// Plugged in before bed or after coming home: full, then less and less, then nearly nothing.
    static void charger(Phases out, People people, SplittableRandom random) {
        double watts = 5 + 40 * random.nextDouble();
        double hours = 0.7 + 2 * random.nextDouble();
        double empty = 0.3 * random.nextDouble();
        Habit habit = Habit.around(0.5 + random.nextDouble(), 0.02, people.minutes(), random, 22, 18);
        int at = habit.next(people, 0, random);
        while (at < people.minutes() && !out.isDone()) {
            out.until(empty, ShortUses.seconds(at, random));
            out.hold(watts, 3600 * Cycling.varied(hours, 0.35, random));
            out.hold(watts / 2, 1500 * Math.exp(0.3 * random.nextGaussian()));
            out.hold(watts / 6, 1800 * Math.exp(0.5 * random.nextGaussian()));
            at = habit.next(people, (int) (out.now() / 60) + 60, random);
        }
        out.until(empty, Double.MAX_VALUE);
    }

    /// On and off by the clock, every day alike, whoever is there.
    static void timer(Phases out, People people, SplittableRandom random) {
        double watts = 8 + 60 * random.nextDouble();
        double from = 60 * (6 + 4 * random.nextDouble());
        double to = from + 60 * (3 + 9 * random.nextDouble());
        double wrong = random.nextBoolean() ? 0 : 600 * random.nextDouble();
        for (int day = 0; day < people.days(); day++) {
            out.until(2, 60.0 * (day * People.DAY + from) + wrong * random.nextDouble());
            out.until(watts, 60.0 * (day * People.DAY + to) + wrong * random.nextDouble());
        }
        out.until(2, Double.MAX_VALUE);
    }
}
