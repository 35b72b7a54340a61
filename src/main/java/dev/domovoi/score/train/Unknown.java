package dev.domovoi.score.train;

import java.util.SplittableRandom;

/// A made-up appliance of no kind that anybody knows: a few levels that follow one another by chances of its own,
/// each held as long as it pleases. What a model can know of it is what a table of counts says.
final class Unknown {
    private static final int LONGEST_SECONDS = 40_000;

    private final double[] watts;
    private final double[][] follows;
    private final double[] usual;
    private final double[] varies;
    private final double[] other;
    private final double[] otherShare;

    private Unknown(SplittableRandom random) {
        int levels = 2 + random.nextInt(5);
        this.watts = new double[levels];
        this.follows = new double[levels][levels];
        this.usual = new double[levels];
        this.varies = new double[levels];
        this.other = new double[levels];
        this.otherShare = new double[levels];
        double strict = 3 * random.nextDouble();
        for (int level = 0; level < levels; level++) {
            watts[level] = level == 0 ? 2 * random.nextDouble() : Cycling.logUniform(3, 2500, random);
            for (int next = 0; next < levels; next++) {
                follows[level][next] = next == level ? 0 : Math.exp(strict * random.nextGaussian());
            }
            usual[level] = Cycling.logUniform(20, LONGEST_SECONDS, random) / (level == 0 ? 1 : 4);
            varies[level] = Cycling.logUniform(0.05, 1.5, random);
            other[level] = Cycling.logUniform(20, LONGEST_SECONDS, random);
            otherShare[level] = random.nextBoolean() ? 0 : 0.5 * random.nextDouble();
        }
    }

    static void live(Phases out, People people, SplittableRandom random) {
        Unknown appliance = new Unknown(random);
        double restsWithPeople = random.nextBoolean() ? 0 : random.nextDouble();
        double changes = random.nextDouble() < 0.3 ? 60.0 * random.nextInt(people.minutes()) : Double.MAX_VALUE;
        int level = 0;
        while (!out.isDone()) {
            if (out.now() > changes) {
                appliance = new Unknown(random);
                changes = Double.MAX_VALUE;
                level = 0;
            }
            double from = out.now();
            out.hold(appliance.watts[level], appliance.seconds(level, random));
            int minute = (int) (out.now() / 60);
            if (level == 0 && people.awake(minute) == 0 && random.nextDouble() < restsWithPeople) {
                out.until(appliance.watts[0], 60.0 * people.livelyFrom(minute) + 1800 * random.nextDouble());
            }
            level = out.now() > from ? appliance.next(level, random) : level;
        }
    }

    private double seconds(int level, SplittableRandom random) {
        double mean = random.nextDouble() < otherShare[level] ? other[level] : usual[level];
        return Math.max(1, Cycling.varied(mean, varies[level], random));
    }

    private int next(int level, SplittableRandom random) {
        double sum = 0;
        for (double each : follows[level]) {
            sum += each;
        }
        double at = sum * random.nextDouble();
        int next = level == 0 ? 1 : 0;
        for (int i = 0; i < follows[level].length; i++) {
            at -= follows[level][i];
            if (at <= 0 && i != level) {
                return i;
            }
        }
        return next;
    }
}
