package dev.domovoi.score.plug;

import java.nio.ByteBuffer;

/// How long the very same figure has come, against the longest run of it near this level. F of the recipe: a meter
/// that hangs, or a load without the life it had.
final class Frozen implements Channel {
    private static final double SAME_WATTS = 0.05;
    private static final double LEAST_LEVEL = 0.15;
    private static final int REACH = 8;
    private static final double SOFTENING_SECONDS = 60;

    private final LevelRecords records = new LevelRecords(REACH);
    private double watts = Double.NaN;
    private long since;
    private double lasted;
    private double longest;
    private double softening = SOFTENING_SECONDS;

    @Override
    public String name() {
        return "frozen";
    }

    @Override
    public Tail tail() {
        return new Tail(0.134, 2.0, 2.8, 0.7);
    }

    @Override
    public void step(Step step) {
        if (step.isAfterGap() || !(Math.abs(step.watts() - watts) <= SAME_WATTS)) {
            watts = step.watts();
            since = step.second();
        }
        lasted = step.second() - since;
        softening = Math.max(SOFTENING_SECONDS, 5.0 * step.seconds());
    }

    @Override
    public double minute(Minute minute) {
        double level = Step.level(watts);
        longest = records.longest(level);
        records.add(level, lasted);
        double ratio = (lasted + softening) / (longest + softening);
        return level <= LEAST_LEVEL ? 0 : Math.max(0, Math.log(ratio));
    }

    @Override
    public String words() {
        return "has told the very same " + Words.watts(watts) + " for " + Words.seconds(lasted)
                + "; the longest here so far was " + Words.seconds(longest);
    }

    @Override
    public int stateBytes() {
        return LevelRecords.stateBytes() + 3 * Double.BYTES + Long.BYTES;
    }

    @Override
    public void save(ByteBuffer to) {
        records.save(to);
        to.putDouble(watts).putLong(since).putDouble(lasted).putDouble(longest);
    }

    @Override
    public void load(ByteBuffer from) {
        records.load(from);
        watts = from.getDouble();
        since = from.getLong();
        lasted = from.getDouble();
        longest = from.getDouble();
    }
}
