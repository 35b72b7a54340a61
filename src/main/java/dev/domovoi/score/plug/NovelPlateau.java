package dev.domovoi.score.plug;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// How far the level, where it was steady for 40 seconds, is from any level at which it was steady before: ln(1 +
/// bins of 0.02 to it). Sees within a minute what the medians of [NovelLevel] need longer for: a weak heating
/// element, a short cycle of another appliance.
final class NovelPlateau implements Channel {
    private static final int BINS = 450;
    private static final double BIN = 0.02;
    private static final double STEADY_SECONDS = 40;
    private static final double STEADY_WITHIN = 0.08;
    private static final int LEAST_CELLS = 2;
    private static final int LAG_MINUTES = 60;
    private static final int CELLS_A_MINUTE = 6;
    private static final short NOTHING = -1;

    private final double[] recent;
    private int filled;
    private int next;
    private final short[] held = new short[BINS];
    private final short[] late = new short[LAG_MINUTES * CELLS_A_MINUTE];
    private final short[] now = new short[CELLS_A_MINUTE];
    private int cells;
    private int nextLate;
    private int farthest;
    private double level;
    private double nearest;

    NovelPlateau(int cellSeconds) {
        recent = new double[(int) Math.max(1, STEADY_SECONDS / cellSeconds)];
        Arrays.fill(late, NOTHING);
        Arrays.fill(now, NOTHING);
    }

    @Override
    public String name() {
        return "novel_plateau";
    }

    @Override
    public Tail tail() {
        return new Tail(0.8, 1.6, 3.7, 0.8);
    }

    @Override
    public void step(Step step) {
        filled = step.isAfterGap() ? 1 : Math.min(filled + 1, recent.length);
        recent[next] = step.level();
        next = (next + 1) % recent.length;
        if (filled == recent.length) {
            look();
        }
    }

    private void look() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (double one : recent) {
            low = Math.min(low, one);
            high = Math.max(high, one);
            sum += one;
        }
        if (high - low > STEADY_WITHIN) {
            return;
        }
        int bin = (int) Math.clamp(sum / recent.length / BIN, 0, BINS - 1);
        int known = nearest(bin);
        if (known >= 0 && Math.abs(known - bin) > farthest) {
            farthest = Math.abs(known - bin);
            level = sum / recent.length;
            nearest = (known + 0.5) * BIN;
        }
        if (cells < CELLS_A_MINUTE) {
            now[cells++] = (short) bin;
        }
    }

    private int nearest(int bin) {
        for (int away = 0; away < BINS; away++) {
            if (bin - away >= 0 && held[bin - away] >= LEAST_CELLS) {
                return bin - away;
            }
            if (bin + away < BINS && held[bin + away] >= LEAST_CELLS) {
                return bin + away;
            }
        }
        return NOTHING;
    }

    @Override
    public double minute(Minute minute) {
        int distance = farthest;
        for (int i = 0; i < CELLS_A_MINUTE; i++) {
            int learned = late[nextLate + i];
            if (learned != NOTHING && held[learned] < Short.MAX_VALUE) {
                held[learned]++;
            }
            late[nextLate + i] = i < cells ? now[i] : NOTHING;
        }
        nextLate = (nextLate + CELLS_A_MINUTE) % late.length;
        cells = 0;
        farthest = 0;
        return Math.log1p(distance);
    }

    @Override
    public String words() {
        return "was steady at " + Words.watts(Step.watts(level)) + "; the nearest it ever was steady at was "
                + Words.watts(Step.watts(nearest));
    }

    @Override
    public int stateBytes() {
        return Double.BYTES * (recent.length + 2)
                + Short.BYTES * (BINS + late.length + CELLS_A_MINUTE)
                + 5 * Integer.BYTES;
    }

    @Override
    public void save(ByteBuffer to) {
        for (double one : recent) {
            to.putDouble(one);
        }
        putAll(held, to);
        putAll(late, to);
        putAll(now, to);
        to.putInt(filled).putInt(next).putInt(cells).putInt(nextLate).putInt(farthest);
        to.putDouble(level).putDouble(nearest);
    }

    private static void putAll(short[] numbers, ByteBuffer to) {
        for (short number : numbers) {
            to.putShort(number);
        }
    }

    @Override
    public void load(ByteBuffer from) {
        for (int i = 0; i < recent.length; i++) {
            recent[i] = from.getDouble();
        }
        getAll(held, Short.MAX_VALUE, from);
        getAll(late, BINS - 1, from);
        getAll(now, BINS - 1, from);
        filled = Saved.within(from.getInt(), 0, recent.length);
        next = Saved.within(from.getInt(), 0, recent.length - 1);
        cells = Saved.within(from.getInt(), 0, CELLS_A_MINUTE);
        nextLate = Saved.within(from.getInt(), 0, late.length - CELLS_A_MINUTE);
        farthest = Saved.within(from.getInt(), 0, BINS);
        level = from.getDouble();
        nearest = from.getDouble();
    }

    private static void getAll(short[] numbers, int most, ByteBuffer from) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (short) Saved.within(from.getShort(), -1, most);
        }
    }
}
