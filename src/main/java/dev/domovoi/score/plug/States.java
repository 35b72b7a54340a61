package dev.domovoi.score.plug;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Reads cells as the states of an appliance: the learned level it is at, and on or off, each with the patience that
/// keeps noise from counting as a change.
///
/// Levels are learned from the plug's own past only: first after a day, again daily for a week, then every week, what
/// was before the last week weighing less and less. New levels relabel what goes on without counting as a change.
final class States {
    private static final long DAY_SECONDS = 86_400;
    private static final int DAILY_FOR = 7;
    private static final int WEEK = 7;
    private static final double WEEKLY_FADE = 0.8;
    private static final double NEARER_BY = 0.15;
    private static final double HYSTERESIS = 0.05;
    private static final double FINE_PATIENCE_SECONDS = 20;
    private static final double COARSE_PATIENCE_SECONDS = 30;

    private final int finePatience;
    private final int coarsePatience;
    private final int smoothing;
    private final int cellSeconds;
    private final LevelHistogram histogram = new LevelHistogram();
    private final double[] last = {Double.NaN, Double.NaN, Double.NaN};
    private long cells;
    private Levels levels = Levels.NONE;
    private int fine = Step.NOVEL;
    private int fineNext = Step.NOVEL;
    private int fineFor;
    private boolean isOn;
    private int coarseFor;

    States(int cellSeconds) {
        this.cellSeconds = cellSeconds;
        this.finePatience = patience(FINE_PATIENCE_SECONDS);
        this.coarsePatience = patience(COARSE_PATIENCE_SECONDS);
        this.smoothing = cellSeconds <= 20 ? 3 : 1;
    }

    private int patience(double seconds) {
        return (int) Math.max(1, Math.round(seconds / cellSeconds));
    }

    /// The cell with its states; what it is counts before it is learned from.
    Step step(long second, double watts, boolean isAfterGap) {
        double level = Step.level(watts);
        boolean fineStarts = false;
        boolean coarseStarts = false;
        if (levels.areKnown()) {
            if (isAfterGap) {
                settle(level);
            } else {
                fineStarts = finelyChanges(level);
                coarseStarts = coarselyChanges(level);
            }
        }
        learn(level, isAfterGap);
        return new Step(second, cellSeconds, watts, level, fine, isOn, fineStarts, coarseStarts, isAfterGap, levels);
    }

    private void settle(double level) {
        fine = levels.state(level);
        fineFor = 0;
        isOn = level > levels.onFrom();
        coarseFor = 0;
    }

    private boolean finelyChanges(double level) {
        int state = levels.state(level);
        boolean wins = state != fine
                && (state == Step.NOVEL || levels.distance(fine, level) - levels.distance(state, level) > NEARER_BY);
        fineFor = !wins ? 0 : state == fineNext ? fineFor + 1 : 1;
        fineNext = state;
        if (fineFor < finePatience) {
            return false;
        }
        fine = state;
        fineFor = 0;
        return true;
    }

    private boolean coarselyChanges(double level) {
        boolean wins = isOn ? level < levels.onFrom() - HYSTERESIS : level > levels.onFrom() + HYSTERESIS;
        coarseFor = wins ? coarseFor + 1 : 0;
        if (coarseFor < coarsePatience) {
            return false;
        }
        isOn = !isOn;
        coarseFor = 0;
        return true;
    }

    private void learn(double level, boolean isAfterGap) {
        if (isAfterGap) {
            Arrays.fill(last, Double.NaN);
        }
        last[0] = last[1];
        last[1] = last[2];
        last[2] = level;
        double smooth = smoothing == 1 ? level : median(last[0], last[1], last[2]);
        if (Double.isNaN(smooth)) {
            return;
        }
        histogram.add(smooth);
        cells++;
        long perDay = DAY_SECONDS / cellSeconds;
        if (cells % perDay == 0 && (cells / perDay <= DAILY_FOR || cells / perDay % WEEK == 0)) {
            levels = histogram.levels();
            if (cells / perDay > DAILY_FOR) {
                histogram.fade(WEEKLY_FADE);
            }
            settle(level);
        }
    }

    private static double median(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    boolean areKnown() {
        return levels.areKnown();
    }

    /// How far the first levels are learned, 0 to 1.
    double learnedShare() {
        return Math.min(1, (double) cells * cellSeconds / DAY_SECONDS);
    }

    static int stateBytes() {
        return LevelHistogram.stateBytes() + 4 * Long.BYTES + Integer.BYTES + 13 * Double.BYTES + 4 * Integer.BYTES + 1;
    }

    void save(ByteBuffer to) {
        histogram.save(to);
        for (double level : last) {
            to.putDouble(level);
        }
        to.putLong(cells);
        levels.save(to);
        to.putInt(fine).putInt(fineNext).putInt(fineFor);
        to.put((byte) (isOn ? 1 : 0)).putInt(coarseFor);
    }

    void load(ByteBuffer from) {
        histogram.load(from);
        for (int i = 0; i < last.length; i++) {
            last[i] = from.getDouble();
        }
        cells = from.getLong();
        levels = Levels.loaded(from);
        int known = levels.centres().length;
        fine = Saved.within(from.getInt(), Step.NOVEL, known - 1);
        fineNext = Saved.within(from.getInt(), Step.NOVEL, known - 1);
        fineFor = from.getInt();
        isOn = from.get() != 0;
        coarseFor = from.getInt();
    }
}
