package dev.domovoi.score.stream;

import dev.domovoi.score.token.ValueTokeniser;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/// A stream seen from further away: means of twelve rows each, and three kinds of evidence for each of them, in
/// deviations above what was usual: how unlikely the forecaster called it (`forecast`), how far from the usual level
/// it is (`level`), and how unlike anything before it and its two predecessors are (`pattern`).
///
/// None of the three is enough alone, and where they agree it matters most: they are added.
final class Blocks {
    /// Rows in a block.
    static final int ROWS = 12;

    private static final int REMEMBERED = 65;
    private static final int MOST_CLOSED = REMEMBERED * 1024;
    private static final int LEVEL_MEMORY = 2000;
    private static final double FORECAST_WEIGHT = 0.6;
    private static final double LEVEL_WEIGHT = 0.5;
    private static final double PATTERN_WEIGHT = 0.8;

    private final Outlook outlook;
    private final LevelOutlook usual = new LevelOutlook(LEVEL_MEMORY);
    private final Clock clock;
    private final int slotsPerDay;
    private final long tickSeconds;
    private final Standing forecasts = new Standing();
    private final Standing levels = new Standing();
    private final Standing patterns = new Standing();
    private final Neighbours neighbours = new Neighbours();
    private final long[] starts = new long[REMEMBERED];
    private int closed;
    private double sum;
    private int rows;
    private long start;
    private long newest;
    private double mean;
    private double forecast;
    private double level;
    private double pattern;

    Blocks(Forecaster forecaster, Clock clock, Duration tick) {
        this.clock = clock;
        this.tickSeconds = tick.toSeconds();
        this.slotsPerDay = Clock.slotsPerDay(tick.multipliedBy(ROWS));
        this.outlook = forecaster.outlook(slotsPerDay, true);
    }

    /// Whether this row ends a block, which then is judged. After a gap as long as a block, or a step back, a new one
    /// is begun.
    boolean closesWith(double x, Instant at) {
        long second = at.getEpochSecond();
        if (rows > 0 && (second < newest || second - newest > ROWS * tickSeconds)) {
            rows = 0;
        }
        newest = second;
        if (rows == 0) {
            start = second;
            sum = 0;
        }
        sum += x;
        if (++rows < ROWS) {
            return false;
        }
        rows = 0;
        mean = sum / ROWS;
        starts[closed % REMEMBERED] = start;
        closed = closed + 1 < MOST_CLOSED ? closed + 1 : REMEMBERED;
        judge();
        return true;
    }

    private void judge() {
        outlook.hear(mean, clock.slot(Instant.ofEpochSecond(start), slotsPerDay));
        usual.hear(mean, ValueTokeniser.NO_SLOT);
        forecast = FORECAST_WEIGHT * forecasts.judge(outlook.isJudged() ? outlook.tail() : 0);
        level = LEVEL_WEIGHT * levels.judge(usual.tail());
        pattern = PATTERN_WEIGHT * patterns.judge(neighbours.judge(outlook.squashed()));
    }

    /// The mean of the block that closed last.
    double mean() {
        return mean;
    }

    /// What each of the three adds to the evidence of the block that closed last.
    double forecast() {
        return forecast;
    }

    double level() {
        return level;
    }

    double pattern() {
        return pattern;
    }

    Outlook outlook() {
        return outlook;
    }

    /// When the block began that was closed so many blocks before the newest one.
    long start(int age) {
        return starts[Math.floorMod(closed - 1 - age, REMEMBERED)];
    }

    /// How many blocks [#start] still knows.
    int remembered() {
        return Math.min(closed, REMEMBERED);
    }

    long bytes() {
        return outlook.bytes() + usual.bytes() + Neighbours.BYTES + (long) REMEMBERED * Long.BYTES;
    }

    int stateBytes() {
        return outlook.stateBytes()
                + usual.stateBytes()
                + 3 * Standing.STATE_BYTES
                + Neighbours.STATE_BYTES
                + (REMEMBERED + 2) * Long.BYTES
                + 5 * Double.BYTES
                + 2 * Integer.BYTES;
    }

    void save(ByteBuffer out) {
        forecasts.save(out);
        levels.save(out);
        patterns.save(out);
        neighbours.save(out);
        for (long began : starts) {
            out.putLong(began);
        }
        out.putInt(closed).putInt(rows).putLong(start).putLong(newest);
        out.putDouble(sum).putDouble(mean).putDouble(forecast).putDouble(level).putDouble(pattern);
        usual.save(out);
        outlook.save(out);
    }

    void load(ByteBuffer in, boolean isSame) {
        forecasts.load(in);
        levels.load(in);
        patterns.load(in);
        neighbours.load(in);
        for (int i = 0; i < REMEMBERED; i++) {
            starts[i] = in.getLong();
        }
        closed = in.getInt();
        rows = in.getInt();
        start = in.getLong();
        newest = in.getLong();
        sum = in.getDouble();
        mean = in.getDouble();
        forecast = in.getDouble();
        level = in.getDouble();
        pattern = in.getDouble();
        if (closed < 0 || closed >= MOST_CLOSED || rows < 0 || rows >= ROWS) {
            throw new IllegalArgumentException("a block of " + rows + " rows, " + closed + " closed");
        }
        usual.load(in, true);
        outlook.load(in, isSame);
    }
}
