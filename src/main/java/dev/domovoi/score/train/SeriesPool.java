package dev.domovoi.score.train;

import dev.domovoi.score.token.ValueTokeniser;
import java.util.SplittableRandom;

/// Windows at random places of made-up streams. At each step the oldest few of the pool's streams make room for new
/// ones, so that nothing is seen often and little has to be made.
///
/// Stream `i` of a seed is always the same, and the pool of a step always holds the same streams: training can go on
/// from any step as if it had never stopped.
public final class SeriesPool implements Windows {
    private static final double MEMORY_ROWS = 2000;

    private final Mixture mixture;
    private final SeriesMaker maker;
    private final int rows;
    private final int width;
    private final int fresh;
    private final long seed;
    private final byte[][] tokens;
    private final float[][] features;
    private long made;
    private int step = -1;

    /// A pool of `size` streams, `fresh` of which are new at each step, with as many features as the model has.
    public SeriesPool(int size, int fresh, Mixture mixture, int features, long seed) {
        if (features != ValueTokeniser.FEATURES && features != ValueTokeniser.WEEKLY_FEATURES) {
            throw new IllegalArgumentException("a value has " + ValueTokeniser.FEATURES + " features, or "
                    + ValueTokeniser.WEEKLY_FEATURES + " with weeks, was asked for " + features);
        }
        this.mixture = mixture;
        this.maker = new SeriesMaker(mixture);
        this.rows = mixture.rows();
        this.width = features;
        this.fresh = fresh;
        this.seed = seed;
        this.tokens = new byte[size][rows];
        this.features = new float[size][rows * width];
    }

    @Override
    public void advanceTo(int next) {
        long newest = tokens.length + (long) fresh * next;
        for (long index = Math.max(made, newest - tokens.length); index < newest; index++) {
            put((int) (index % tokens.length), maker.make(mixed(index)));
        }
        made = newest;
        step = next;
    }

    @Override
    public String origin() {
        return "series of " + mixture + ", " + tokens.length + " of them, " + fresh + " new a step, seed " + seed;
    }

    @Override
    public void fill(int place, int[] into, float[] theirs) {
        SplittableRandom random = new SplittableRandom(mixed(-1 - ((long) step << 20) - place));
        int length = into.length - 1;
        int stream = random.nextInt(tokens.length);
        int from = random.nextInt(rows - length);
        for (int t = 0; t <= length; t++) {
            into[t] = tokens[stream][from + t];
        }
        System.arraycopy(features[stream], from * width, theirs, 0, length * width);
    }

    private void put(int place, Series series) {
        ValueTokeniser tokeniser =
                new ValueTokeniser(series.slotsPerDay(), MEMORY_ROWS, width > ValueTokeniser.FEATURES);
        float[] row = new float[width];
        for (int t = 0; t < rows; t++) {
            double x = series.values()[t];
            tokens[place][t] = (byte) tokeniser.token(x, series.slot(t), series.slot(t + 1), row);
            System.arraycopy(row, 0, features[place], t * row.length, row.length);
        }
    }

    private long mixed(long index) {
        return Seeds.mixed(seed, index);
    }
}
