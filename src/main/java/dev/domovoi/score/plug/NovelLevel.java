package dev.domovoi.score.plug;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// How far the running median of the level is from any level that was held before: ln(1 + bins of 0.02 to it). N2,
/// N60 of the recipe: standby that crept up, a weak heating element, another appliance.
final class NovelLevel implements Channel {
    private static final int BINS = 450;
    private static final double BIN = 0.02;
    private static final int LAG_MINUTES = 60;

    private final String name;
    private final Tail tail;
    private final int window;
    private final int least;
    private final float[] recent;
    private final float[] sorted;
    private int filled;
    private int next;
    private long newest = Long.MIN_VALUE;
    private final short[] held = new short[BINS];
    private final short[] late = new short[LAG_MINUTES];
    private int nextLate;
    private double median;
    private double nearest;

    NovelLevel(String name, Tail tail, int windowMinutes) {
        this.name = name;
        this.tail = tail;
        this.window = windowMinutes;
        this.least = Math.max(1, windowMinutes / 2);
        this.recent = new float[windowMinutes];
        this.sorted = new float[windowMinutes];
        Arrays.fill(late, (short) -1);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Tail tail() {
        return tail;
    }

    @Override
    public double minute(Minute minute) {
        if (newest == Long.MIN_VALUE || minute.index() != newest + 1) {
            filled = 0;
        }
        newest = minute.index();
        recent[next] = (float) minute.level();
        next = (next + 1) % window;
        filled = Math.min(filled + 1, window);
        if (filled < window) {
            return 0;
        }
        System.arraycopy(recent, 0, sorted, 0, window);
        Arrays.sort(sorted);
        median = (sorted[(window - 1) / 2] + sorted[window / 2]) / 2.0;
        int bin = (int) Math.clamp(median / BIN, 0, BINS - 1);
        int distance = distance(bin);
        learn(bin);
        return Math.log1p(distance);
    }

    private int distance(int bin) {
        for (int away = 0; away < BINS; away++) {
            if (isHeld(bin - away) || isHeld(bin + away)) {
                nearest = (isHeld(bin - away) ? bin - away : bin + away) * BIN + BIN / 2;
                return away;
            }
        }
        nearest = median;
        return 0;
    }

    private boolean isHeld(int bin) {
        return bin >= 0 && bin < BINS && held[bin] >= least;
    }

    private void learn(int bin) {
        int learned = late[nextLate];
        if (learned >= 0 && held[learned] < Short.MAX_VALUE) {
            held[learned]++;
        }
        late[nextLate] = (short) bin;
        nextLate = (nextLate + 1) % LAG_MINUTES;
    }

    @Override
    public String words() {
        return "has been around " + Words.watts(Step.watts(median)) + " for " + Words.minutes(window)
                + "; the nearest it ever held was " + Words.watts(Step.watts(nearest));
    }

    @Override
    public int stateBytes() {
        return Float.BYTES * window + Short.BYTES * (BINS + LAG_MINUTES) + 3 * Integer.BYTES + 3 * Long.BYTES;
    }

    @Override
    public void save(ByteBuffer to) {
        for (float level : recent) {
            to.putFloat(level);
        }
        for (short minutes : held) {
            to.putShort(minutes);
        }
        for (short bin : late) {
            to.putShort(bin);
        }
        to.putInt(filled)
                .putInt(next)
                .putInt(nextLate)
                .putLong(newest)
                .putDouble(median)
                .putDouble(nearest);
    }

    @Override
    public void load(ByteBuffer from) {
        for (int i = 0; i < window; i++) {
            recent[i] = from.getFloat();
        }
        for (int i = 0; i < BINS; i++) {
            held[i] = from.getShort();
        }
        for (int i = 0; i < LAG_MINUTES; i++) {
            late[i] = (short) Saved.within(from.getShort(), -1, BINS - 1);
        }
        filled = Saved.within(from.getInt(), 0, window);
        next = Saved.within(from.getInt(), 0, window - 1);
        nextLate = Saved.within(from.getInt(), 0, LAG_MINUTES - 1);
        newest = from.getLong();
        median = from.getDouble();
        nearest = from.getDouble();
    }
}
