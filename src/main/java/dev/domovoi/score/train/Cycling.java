package dev.domovoi.score.train;

import java.util.SplittableRandom;

/// Made-up appliances that go on and off by themselves, to keep something cold, warm or dry.
final class Cycling {
    private Cycling() {}

    /// Cycles that are longer by day, shorter after the door was opened, slowly changing over the weeks; now and then
    /// it thaws itself.
    static void fridge(Phases out, People people, SplittableRandom random) {
        cool(out, people, 0.5 * random.nextDouble(), random);
    }

    static void freezer(Phases out, People people, SplittableRandom random) {
        cool(out, people, 0, random);
    }

    private static void cool(Phases out, People people, double doors, SplittableRandom random) {
        double power = 50 + 100 * random.nextDouble();
        double idle = random.nextDouble() < 0.5 ? 0 : 1 + 2 * random.nextDouble();
        double on = 60 * logUniform(6, 30, random);
        double off = 60 * logUniform(8, 70, random);
        double varies = logUniform(0.03, 0.3, random);
        double swing = 0.3 * random.nextDouble();
        double drift = 0.25 * random.nextGaussian();
        double surge = random.nextDouble() < 0.3 ? power * (1.5 + random.nextDouble()) : 0;
        double thawEvery = random.nextDouble() < 0.5 ? 3600 * (8 + 20 * random.nextDouble()) : Double.MAX_VALUE;
        double thawed = thawEvery * random.nextDouble();
        out.until(idle, off * random.nextDouble());
        while (!out.isDone()) {
            double warm = 1 + swing * Math.cos(2 * Math.PI * (out.now() / 86_400 - 0.65)) + drift * share(out, people);
            boolean wasOpened = people.awake((int) (out.now() / 60)) > 0 && random.nextDouble() < doors;
            if (surge > 0) {
                out.hold(surge, 15 + 25 * random.nextDouble());
            }
            out.hold(power, varied(on * Math.max(0.4, warm) * (wasOpened ? 1.3 : 1), varies, random));
            if (out.now() - thawed > thawEvery) {
                out.hold(idle, 120 + 120 * random.nextDouble());
                out.hold(150 + power, varied(1200, 0.2, random));
                thawed = out.now();
            }
            out.hold(idle, varied(off / Math.max(0.4, warm) * (wasOpened ? 0.7 : 1), varies, random));
        }
    }

    private static double share(Phases out, People people) {
        return Math.min(1, out.now() / (60.0 * Math.max(people.minutes(), 20 * People.DAY)));
    }

    /// Keeps water warm: short heating at even intervals, longer when somebody drew some; off at night in some homes.
    static void boiler(Phases out, People people, SplittableRandom random) {
        double power = 400 + 1600 * random.nextDouble();
        double on = logUniform(30, 240, random);
        double off = logUniform(400, 3600, random);
        double varies = logUniform(0.03, 0.2, random);
        boolean sleeps = random.nextBoolean();
        double draws = 0.4 * random.nextDouble();
        while (!out.isDone()) {
            int minute = (int) (out.now() / 60);
            if (sleeps && people.awake(minute) == 0) {
                out.until(0, 60.0 * people.livelyFrom(minute) + 60);
            }
            boolean isDrawn = people.awake((int) (out.now() / 60)) > 0 && random.nextDouble() < draws;
            out.hold(power, varied(on * (isDrawn ? 3 : 1), varies, random));
            out.hold(2, varied(off * (isDrawn ? 0.5 : 1), varies, random));
        }
    }

    static void dehumidifier(Phases out, SplittableRandom random) {
        double power = 180 + 200 * random.nextDouble();
        double fan = random.nextBoolean() ? 30 : 1;
        double on = 60 * logUniform(20, 120, random);
        double off = 60 * logUniform(20, 300, random);
        while (!out.isDone()) {
            double season = 1 + 0.5 * Math.sin(out.now() / 86_400 / 5);
            out.hold(power, varied(on * season, 0.25, random));
            out.hold(fan, varied(off / season, 0.35, random));
        }
    }

    /// Cycles only in the hours it is set to, or while somebody is up; at half power once warm, in some.
    static void heater(Phases out, People people, SplittableRandom random) {
        double power = 600 + 1400 * random.nextDouble();
        double low = random.nextBoolean() ? power / 2 : power;
        double on = logUniform(60, 600, random);
        double off = logUniform(60, 1200, random);
        boolean isTimed = random.nextBoolean();
        int from = 5 + random.nextInt(4);
        int to = 9 + random.nextInt(13);
        while (!out.isDone()) {
            int minute = (int) (out.now() / 60);
            int hour = minute % People.DAY / 60;
            if (isTimed && (hour < from || hour >= to)) {
                int day = minute / People.DAY + (hour < from ? 0 : 1);
                out.until(0, 60.0 * (day * People.DAY + from * 60) + 20 * random.nextDouble());
                out.hold(power, 60 * (10 + 15 * random.nextDouble()));
            } else if (!isTimed && people.awake(minute) == 0) {
                out.until(0, 60.0 * people.livelyFrom(minute) + 900 * random.nextDouble());
                out.hold(power, 60 * (10 + 15 * random.nextDouble()));
            }
            double cold = 1 + 0.3 * Math.cos(2 * Math.PI * (out.now() / 86_400 - 0.2));
            out.hold(low, varied(on * cold, 0.2, random));
            out.hold(0, varied(off / cold, 0.25, random));
        }
    }

    /// About the mean, but one in ten is further off.
    static double varied(double mean, double varies, SplittableRandom random) {
        double spread = random.nextDouble() < 0.1 ? Math.min(1.5, 3 * varies) : varies;
        return mean * Math.exp(Math.max(spread, varies) * random.nextGaussian());
    }

    static double logUniform(double from, double to, SplittableRandom random) {
        return from * Math.exp(random.nextDouble() * Math.log(to / from));
    }
}
