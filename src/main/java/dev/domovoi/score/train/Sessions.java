package dev.domovoi.score.train;

import java.util.SplittableRandom;

/// Made-up things that people sit in front of or under: on for a while that ends at the latest when nobody is awake
/// any more, but for what was forgotten.
final class Sessions {
    private Sessions() {}

    /// What one takes while it is on: a steady level, and another one that it changes to for a while.
    private record Texture(double main, double mainSeconds, double other, double otherSeconds, double varies) {
        static Texture steady(double watts) {
            return new Texture(watts, Double.MAX_VALUE, watts, 1, 0);
        }

        void fill(Phases out, double end, SplittableRandom random) {
            while (out.now() < end && !out.isDone()) {
                out.until(main, Math.min(end, out.now() + Cycling.varied(mainSeconds, varies, random)));
                out.until(other, Math.min(end, out.now() + Cycling.varied(otherSeconds, varies, random)));
            }
        }
    }

    /// How long they last, and how they end and go on.
    private record Pattern(Habit habit, double minutes, double varies, double forgotten, double standby, double off) {}

    static void tv(Phases out, People people, SplittableRandom random) {
        double watts = 40 + 120 * random.nextDouble();
        Texture texture = random.nextDouble() < 0.6
                ? Texture.steady(watts)
                : new Texture(watts, Cycling.logUniform(60, 1800, random), watts * 1.3, 120, 1);
        Habit habit = Habit.around(1 + 2.5 * random.nextDouble(), 0.03, people.minutes(), random, 8, 18, 20.3);
        run(out, people, pattern(habit, Cycling.logUniform(40, 180, random), random), texture, random);
    }

    static void stereo(Phases out, People people, SplittableRandom random) {
        double watts = 15 + 40 * random.nextDouble();
        Habit habit = Habit.around(1 + 2 * random.nextDouble(), 0.05, people.minutes(), random, 8, 17, 21);
        run(out, people, pattern(habit, Cycling.logUniform(20, 150, random), random), Texture.steady(watts), random);
    }

    static void console(Phases out, People people, SplittableRandom random) {
        double watts = 70 + 100 * random.nextDouble();
        Texture texture = new Texture(watts, Cycling.logUniform(300, 3600, random), watts * 0.7, 200, 0.8);
        Habit habit = Habit.around(0.4 + random.nextDouble(), 0.01, people.minutes(), random, 16.5, 20.5);
        run(out, people, pattern(habit, Cycling.logUniform(40, 150, random), random), texture, random);
    }

    /// Works and idles by turns; some are never off.
    static void pc(Phases out, People people, SplittableRandom random) {
        double idle = 30 + 60 * random.nextDouble();
        double works = idle * (1.25 + random.nextDouble());
        Texture texture = new Texture(
                idle, Cycling.logUniform(60, 3000, random), works, Cycling.logUniform(30, 900, random), 1.1);
        if (random.nextDouble() < 0.2) {
            texture.fill(out, Double.MAX_VALUE, random);
            return;
        }
        Habit habit = Habit.around(1 + 2 * random.nextDouble(), 0.04, people.minutes(), random, 9, 17, 20);
        run(out, people, pattern(habit, Cycling.logUniform(40, 300, random), random), texture, random);
    }

    /// Charges while it is used, then trickles.
    static void laptop(Phases out, People people, SplittableRandom random) {
        double charging = 30 + 40 * random.nextDouble();
        Texture texture = new Texture(
                charging,
                Cycling.logUniform(900, 6000, random),
                charging * 0.5,
                Cycling.logUniform(60, 3000, random),
                0.9);
        Habit habit = Habit.around(1 + 1.5 * random.nextDouble(), 0.03, people.minutes(), random, 9, 18, 21);
        run(out, people, pattern(habit, Cycling.logUniform(30, 240, random), random), texture, random);
    }

    /// Goes dark when nobody has touched anything for a while, always the same while.
    static void monitor(Phases out, People people, SplittableRandom random) {
        double watts = 20 + 40 * random.nextDouble();
        Texture texture =
                new Texture(watts, Cycling.logUniform(600, 7200, random), 1, Cycling.logUniform(60, 2400, random), 0.9);
        Habit habit = Habit.around(1 + 2 * random.nextDouble(), 0.03, people.minutes(), random, 9, 17, 20);
        run(out, people, pattern(habit, Cycling.logUniform(40, 300, random), random), texture, random);
    }

    /// From dusk, or in the dark of the morning.
    static void lamp(Phases out, People people, SplittableRandom random) {
        double watts = 5 + 70 * random.nextDouble();
        double dusk = 16.5 + 4.5 * random.nextDouble();
        Habit habit =
                Habit.around(1.5 + 2 * random.nextDouble(), 0.002, people.minutes(), random, dusk, dusk + 1.5, 6.3);
        run(out, people, pattern(habit, Cycling.logUniform(20, 240, random), random), Texture.steady(watts), random);
    }

    private static Pattern pattern(Habit habit, double minutes, SplittableRandom random) {
        double standby = random.nextDouble() < 0.5 ? 0 : 0.5 + 4 * random.nextDouble();
        double off = random.nextDouble() < 0.7 ? standby : standby / 4;
        return new Pattern(habit, minutes, 0.4 + 0.6 * random.nextDouble(), 0.12 * random.nextDouble(), standby, off);
    }

    private static void run(Phases out, People people, Pattern pattern, Texture texture, SplittableRandom random) {
        double deepAfter = 60 * (10 + 50 * random.nextDouble());
        int at = pattern.habit.next(people, 0, random);
        while (at < people.minutes() && !out.isDone()) {
            double start = ShortUses.seconds(at, random);
            out.until(pattern.standby, Math.min(start, out.now() + deepAfter));
            out.until(pattern.off, start);
            boolean isForgotten = random.nextDouble() < pattern.forgotten;
            int quiet = people.quietFrom(at);
            double latest = 60.0 * (isForgotten ? people.livelyFrom(quiet) : quiet) + 120 * random.nextDouble();
            double end = start + 60 * Cycling.varied(pattern.minutes, pattern.varies, random);
            texture.fill(out, isForgotten ? latest : Math.min(end, latest), random);
            at = pattern.habit.next(people, (int) (out.now() / 60) + 5, random);
        }
        out.until(pattern.standby, Math.min(Double.MAX_VALUE, out.now() + deepAfter));
        out.until(pattern.off, Double.MAX_VALUE);
    }
}
