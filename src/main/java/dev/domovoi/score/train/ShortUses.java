package dev.domovoi.score.train;

import java.util.SplittableRandom;

/// Made-up kitchen appliances: used for minutes, mostly around getting up and meals.
final class ShortUses {
    private ShortUses() {}

    static void kettle(Phases out, People people, SplittableRandom random) {
        double power = 1500 + 1000 * random.nextDouble();
        double usual = 90 + 120 * random.nextDouble();
        double again = 0.2 * random.nextDouble();
        double aDay = Cycling.logUniform(1, 8, random);
        Habit habit = Habit.around(aDay, 0.05, people.minutes(), random, 7.5, 16, 20.5);
        for (int at = habit.next(people, 0, random); at < people.minutes(); at = next(out, habit, people, random)) {
            out.until(0, seconds(at, random));
            out.hold(power, Cycling.varied(usual, 0.35, random));
            if (random.nextDouble() < again) {
                out.hold(0, 20 + 200 * random.nextDouble());
                out.hold(power, Cycling.varied(usual / 3, 0.4, random));
            }
        }
        out.until(0, Double.MAX_VALUE);
    }

    static void toaster(Phases out, People people, SplittableRandom random) {
        double power = 700 + 500 * random.nextDouble();
        double usual = 100 + 80 * random.nextDouble();
        Habit habit = Habit.around(0.5 + random.nextDouble(), 0.01, people.minutes(), random, 7.5, 19);
        for (int at = habit.next(people, 0, random); at < people.minutes(); at = next(out, habit, people, random)) {
            out.until(0, seconds(at, random));
            for (int slices = 1 + random.nextInt(2); slices > 0; slices--) {
                out.hold(power, Cycling.varied(usual, 0.1, random));
                out.hold(0, 15 + 60 * random.nextDouble());
            }
        }
        out.until(0, Double.MAX_VALUE);
    }

    /// Full power, or on and off by turns.
    static void microwave(Phases out, People people, SplittableRandom random) {
        double power = 900 + 500 * random.nextDouble();
        double standby = random.nextBoolean() ? 1 + 2 * random.nextDouble() : 0;
        double gentle = 0.4 * random.nextDouble();
        Habit habit = Habit.around(0.5 + 3 * random.nextDouble(), 0.03, people.minutes(), random, 8, 12.5, 18.5);
        for (int at = habit.next(people, 0, random); at < people.minutes(); at = next(out, habit, people, random)) {
            out.until(standby, seconds(at, random));
            double seconds = 30 * Math.ceil(Cycling.logUniform(1, 12, random));
            if (random.nextDouble() < gentle) {
                for (double done = 0; done < 2 * seconds; done += 30) {
                    out.hold(power, 20);
                    out.hold(40, 20);
                }
            } else {
                out.hold(power, seconds);
            }
            out.hold(20, 40 * random.nextDouble());
        }
        out.until(standby, Double.MAX_VALUE);
    }

    /// Heats up, brews, keeps warm in short cycles until switched off or until it switches itself off.
    static void coffee(Phases out, People people, SplittableRandom random) {
        double power = 800 + 700 * random.nextDouble();
        double standby = random.nextBoolean() ? 0 : 1 + random.nextDouble();
        double warmMinutes = random.nextDouble() < 0.3 ? 0 : Cycling.logUniform(5, 120, random);
        boolean isAutomatic = random.nextBoolean();
        double on = 15 + 30 * random.nextDouble();
        double off = 60 + 240 * random.nextDouble();
        Habit habit = Habit.around(1 + 3 * random.nextDouble(), 0.02, people.minutes(), random, 7.2, 10, 14.5);
        for (int at = habit.next(people, 0, random); at < people.minutes(); at = next(out, habit, people, random)) {
            out.until(standby, seconds(at, random));
            out.hold(power, Cycling.varied(90, 0.2, random));
            for (int cups = 1 + random.nextInt(3); cups > 0; cups--) {
                out.hold(60, 20 + 20 * random.nextDouble());
                out.hold(power, 20 + 30 * random.nextDouble());
            }
            double end = out.now() + 60 * (isAutomatic ? warmMinutes : Cycling.varied(warmMinutes, 0.6, random));
            while (out.now() < end && !out.isDone()) {
                out.hold(4, Cycling.varied(off, 0.1, random));
                out.hold(power, Cycling.varied(on, 0.1, random));
            }
        }
        out.until(standby, Double.MAX_VALUE);
    }

    private static int next(Phases out, Habit habit, People people, SplittableRandom random) {
        return out.isDone() ? people.minutes() : habit.next(people, (int) (out.now() / 60) + 2, random);
    }

    static double seconds(int minute, SplittableRandom random) {
        return 60.0 * minute + 60 * random.nextDouble();
    }
}
