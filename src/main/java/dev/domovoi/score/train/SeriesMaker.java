package dev.domovoi.score.train;

import java.util.SplittableRandom;

/// Makes streams up: seasons, walks, counts, states, spikes, utilisations and appliances, with the shifts, spikes and
/// frozen stretches of real life, so that a model trained on them has seen most of what numbers do. The same seed,
/// the same stream.
public final class SeriesMaker {
    private static final double WITHOUT_CLOCK = 0.2;

    private final Mixture mixture;
    private final int rows;

    public SeriesMaker(Mixture mixture) {
        this.mixture = mixture;
        this.rows = mixture.rows();
    }

    /// The kinds of streams there are.
    enum Kind {
        SEASONAL(0.30),
        WALK(0.12),
        COUNTS(0.10),
        STATES(0.12),
        SPIKES(0.12),
        MULTIPLICATIVE(0.10),
        APPLIANCE(0.06),
        UTILISATION(0.08);

        private final double share;

        Kind(double share) {
            this.share = share;
        }

        static Kind random(SplittableRandom random) {
            double at = random.nextDouble();
            for (Kind kind : values()) {
                at -= kind.share;
                if (at < 0) {
                    return kind;
                }
            }
            return SEASONAL;
        }
    }

    /// The stream of a seed, of any kind.
    public Series make(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return make(Kind.random(random), random);
    }

    Series make(Kind kind, SplittableRandom random) {
        int slots =
                mixture.slotsPerDay().get(random.nextInt(mixture.slotsPerDay().size()));
        Season seasons = new Season(slots, random.nextInt(slots), mixture.byWeekday(), random);
        double[] season = seasons.over(rows);
        double[] x = switch (kind) {
            case SEASONAL -> seasonal(season, random);
            case WALK -> walk(random);
            case COUNTS -> counts(season, random);
            case STATES -> Appliances.states(rows, random);
            case SPIKES -> spikes(slots, random);
            case MULTIPLICATIVE -> multiplicative(season, random);
            case APPLIANCE -> Appliances.cycles(rows, random);
            case UTILISATION -> utilisation(season, random);
        };
        Contamination.apply(x, random);
        scale(x, kind, random);
        return new Series(x, random.nextDouble() < WITHOUT_CLOCK ? 0 : slots, seasons.firstOfWeek());
    }

    private double[] seasonal(double[] season, SplittableRandom random) {
        double[] noise = Noise.random(rows, random);
        double loud = Math.exp(-1.2 + 0.9 * random.nextGaussian());
        double drift = random.nextDouble() < 0.2 ? random.nextGaussian() / rows : 0;
        for (int t = 0; t < rows; t++) {
            noise[t] = season[t] + loud * noise[t] + drift * t;
        }
        return noise;
    }

    private double[] walk(SplittableRandom random) {
        if (random.nextBoolean()) {
            return Noise.autoregressive(rows, 0.8 + 0.199 * random.nextDouble(), random);
        }
        double[] x = Noise.random(rows, random);
        for (int t = 1; t < rows; t++) {
            x[t] += x[t - 1];
        }
        return x;
    }

    private double[] counts(double[] season, SplittableRandom random) {
        double rate = Math.exp(3 * random.nextDouble() - 0.5);
        double swing = random.nextDouble();
        double[] x = new double[rows];
        for (int t = 0; t < rows; t++) {
            x[t] = Noise.poisson(rate * Math.exp(Math.clamp(swing * season[t], -3, 3)), random);
        }
        return x;
    }

    /// A quiet line with spikes, at regular times or at any.
    private double[] spikes(int slots, SplittableRandom random) {
        double[] x = Noise.random(rows, random);
        double quiet = 0.02 + 0.2 * random.nextDouble();
        boolean isRegular = random.nextBoolean();
        int every = 2 + random.nextInt(slots);
        int wide = 1 + random.nextInt(3);
        double varies = random.nextDouble() * 0.5;
        for (int t = 0; t < rows; t++) {
            x[t] *= quiet;
        }
        for (int t = random.nextInt(every); t < rows; t += isRegular ? every : 1 + Noise.poisson(every, random)) {
            double height = 1 + varies * random.nextGaussian();
            for (int i = t; i < Math.min(rows, t + wide); i++) {
                x[i] += height;
            }
        }
        return x;
    }

    private double[] multiplicative(double[] season, SplittableRandom random) {
        double[] noise = Noise.random(rows, random);
        double swing = 0.2 + 0.8 * random.nextDouble();
        double loud = 0.05 + 0.4 * random.nextDouble();
        for (int t = 0; t < rows; t++) {
            noise[t] = Math.exp(Math.clamp(swing * season[t] + loud * noise[t], -8, 8));
        }
        return noise;
    }

    private double[] utilisation(double[] season, SplittableRandom random) {
        double[] noise = Noise.random(rows, random);
        double level = 100 * random.nextDouble();
        double swing = 40 * random.nextDouble();
        double loud = 1 + 15 * random.nextDouble();
        for (int t = 0; t < rows; t++) {
            noise[t] = Math.clamp(level + swing * season[t] + loud * noise[t], 0, 100);
        }
        return noise;
    }

    /// Any unit: a random scale and offset, and often no more digits than a meter has.
    private static void scale(double[] x, Kind kind, SplittableRandom random) {
        double step = random.nextDouble() < 0.35 ? Math.exp(-1 - 3 * random.nextDouble()) : 0;
        double scale = Math.exp(2 * random.nextGaussian());
        boolean isWhole = kind == Kind.COUNTS || kind == Kind.UTILISATION;
        double offset = isWhole || random.nextBoolean() ? 0 : 10 * random.nextGaussian() * scale;
        for (int t = 0; t < x.length; t++) {
            double value = step > 0 && !isWhole ? step * Math.round(x[t] / step) : x[t];
            x[t] = scale * value + offset;
        }
    }
}
