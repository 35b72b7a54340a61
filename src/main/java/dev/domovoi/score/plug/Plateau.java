package dev.domovoi.score.plug;

import java.nio.ByteBuffer;

/// How long the power has stayed level, noise allowed, against the longest such time near this level. P of the
/// recipe: stuck on, left on, standby that crept up.
final class Plateau implements Channel {
    private static final int REACH = 2;
    private static final double SOFTENING_SECONDS = 60;
    private static final double TOLERANCE_WATTS = 1;
    private static final double TOLERANCE_SHARE = 0.05;
    private static final int BREAKS_AFTER = 2;
    private static final double MEMORY_SECONDS = 300;
    private static final int LEAST_MEMORY = 5;

    private final boolean whileOn;
    private final LevelRecords records = new LevelRecords(REACH);
    private double mean;
    private int cells;
    private int strayed;
    private double strayedWatts;
    private long strayedSince;
    private long since;
    private double lasted;
    private double longest;
    private double softening = SOFTENING_SECONDS;

    /// Speaks only while the plug is on, or only while it is off: what is long for the one is short for the other.
    Plateau(boolean whileOn) {
        this.whileOn = whileOn;
    }

    @Override
    public String name() {
        return whileOn ? "plateau_on" : "plateau_off";
    }

    @Override
    public Tail tail() {
        return whileOn ? new Tail(0.181, 1.7, 2.7, 0.3) : new Tail(0.181, 1.7, 2.8, 0.3);
    }

    @Override
    public void step(Step step) {
        if (step.isAfterGap() || cells == 0) {
            begin(step.watts(), step.second());
        } else if (Math.abs(step.watts() - mean) > Math.max(TOLERANCE_WATTS, TOLERANCE_SHARE * mean)) {
            stray(step);
        } else {
            strayed = 0;
            cells++;
            double most = Math.max(LEAST_MEMORY, MEMORY_SECONDS / step.seconds());
            mean += (step.watts() - mean) / Math.min(cells, most);
        }
        lasted = step.second() - since;
        softening = Math.max(SOFTENING_SECONDS, 5.0 * step.seconds());
    }

    private void stray(Step step) {
        strayed++;
        if (strayed == 1) {
            strayedSince = step.second();
            strayedWatts = step.watts();
        }
        if (strayed == BREAKS_AFTER) {
            begin((strayedWatts + step.watts()) / 2, strayedSince);
            cells = BREAKS_AFTER;
        }
    }

    private void begin(double watts, long second) {
        mean = watts;
        since = second;
        cells = 1;
        strayed = 0;
    }

    @Override
    public double minute(Minute minute) {
        double level = Step.level(mean);
        longest = records.longest(level);
        records.add(level, lasted);
        return minute.isOn() == whileOn ? Math.max(0, Math.log((lasted + softening) / (longest + softening))) : 0;
    }

    @Override
    public String words() {
        return "has been at " + Words.watts(mean) + " for " + Words.seconds(lasted) + "; the longest here so far was "
                + Words.seconds(longest);
    }

    @Override
    public int stateBytes() {
        return LevelRecords.stateBytes() + 4 * Double.BYTES + 2 * Long.BYTES + 2 * Integer.BYTES;
    }

    @Override
    public void save(ByteBuffer to) {
        records.save(to);
        to.putDouble(mean).putInt(cells).putInt(strayed).putDouble(strayedWatts);
        to.putLong(strayedSince).putLong(since).putDouble(lasted).putDouble(longest);
    }

    @Override
    public void load(ByteBuffer from) {
        records.load(from);
        mean = from.getDouble();
        cells = from.getInt();
        strayed = from.getInt();
        strayedWatts = from.getDouble();
        strayedSince = from.getLong();
        since = from.getLong();
        lasted = from.getDouble();
        longest = from.getDouble();
    }
}
