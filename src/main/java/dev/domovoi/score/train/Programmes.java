package dev.domovoi.score.train;

import java.util.SplittableRandom;

/// Made-up machines that run through a programme of phases, started by somebody every few days.
final class Programmes {
    private Programmes() {}

    static void washer(Phases out, People people, SplittableRandom random) {
        double heat = 1700 + 500 * random.nextDouble();
        double motor = 100 + 150 * random.nextDouble();
        double spin = 350 + 250 * random.nextDouble();
        double turns = 8 + 15 * random.nextDouble();
        double rests = 4 + 12 * random.nextDouble();
        double[] heatSeconds = {300 + 500 * random.nextDouble(), 800 + 1200 * random.nextDouble()};
        double left = left(random);
        Habit habit = habit(random, people, 0.3 + 0.8 * random.nextDouble(), 9, 17);
        for (int at = habit.next(people, 0, random); at < people.minutes(); at = next(out, habit, people, random)) {
            out.until(0, ShortUses.seconds(at, random));
            out.hold(8, 60 + 60 * random.nextDouble());
            out.hold(heat, Cycling.varied(heatSeconds[random.nextInt(2)], 0.15, random));
            for (int part = 0; part < 3 && !out.isDone(); part++) {
                for (int turn = 10 + random.nextInt(6); turn > 0; turn--) {
                    out.hold(motor, Cycling.varied(turns, 0.1, random));
                    out.hold(8, Cycling.varied(rests, 0.1, random));
                }
                out.hold(30, 60 + 30 * random.nextDouble());
                out.hold(spin / 2, 60 + 60 * random.nextDouble());
            }
            out.hold(spin, Cycling.varied(300, 0.3, random));
            out.hold(3, Cycling.varied(left, 0.8, random));
        }
        out.until(0, Double.MAX_VALUE);
    }

    static void dryer(Phases out, People people, SplittableRandom random) {
        double heat = 600 + 1800 * random.nextDouble();
        double on = 120 + 600 * random.nextDouble();
        double left = left(random);
        Habit habit = habit(random, people, 0.3 + 0.5 * random.nextDouble(), 11, 19);
        for (int at = habit.next(people, 0, random); at < people.minutes(); at = next(out, habit, people, random)) {
            out.until(0, ShortUses.seconds(at, random));
            double end = out.now() + Cycling.varied(3600 + 2400, 0.25, random);
            while (out.now() < end && !out.isDone()) {
                out.hold(heat, Cycling.varied(on, 0.15, random));
                out.hold(150, Cycling.varied(on / 4, 0.2, random));
            }
            out.hold(150, 300);
            out.hold(3, Cycling.varied(left, 0.8, random));
        }
        out.until(0, Double.MAX_VALUE);
    }

    static void dishwasher(Phases out, People people, SplittableRandom random) {
        double heat = 1800 + 400 * random.nextDouble();
        double pump = 50 + 40 * random.nextDouble();
        double first = 600 + 600 * random.nextDouble();
        double second = 500 + 700 * random.nextDouble();
        double washes = 900 + 1500 * random.nextDouble();
        double left = left(random);
        Habit habit = habit(random, people, 0.4 + 0.9 * random.nextDouble(), 13.5, 20.5);
        for (int at = habit.next(people, 0, random); at < people.minutes(); at = next(out, habit, people, random)) {
            out.until(1, ShortUses.seconds(at, random));
            out.hold(pump, Cycling.varied(420, 0.15, random));
            out.hold(heat, Cycling.varied(first, 0.08, random));
            out.hold(pump, Cycling.varied(washes, 0.05, random));
            out.hold(5, 90);
            out.hold(pump, Cycling.varied(600, 0.05, random));
            out.hold(heat, Cycling.varied(second, 0.08, random));
            out.hold(5, Cycling.varied(900, 0.1, random));
            out.hold(pump, 60);
            out.hold(2, Cycling.varied(left, 0.8, random));
        }
        out.until(1, Double.MAX_VALUE);
    }

    /// How long it is left on after its end.
    private static double left(SplittableRandom random) {
        return random.nextBoolean() ? 20 : Cycling.logUniform(120, 7200, random);
    }

    private static Habit habit(SplittableRandom random, People people, double aDay, double... hours) {
        return Habit.around(aDay, 0.01, people.minutes(), random, hours);
    }

    /// Not again for two hours.
    private static int next(Phases out, Habit habit, People people, SplittableRandom random) {
        return out.isDone() ? people.minutes() : habit.next(people, (int) (out.now() / 60) + 120, random);
    }
}
