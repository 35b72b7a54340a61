package dev.domovoi.score.plug;

import java.nio.ByteBuffer;

/// The level of the mean power over the last hours. W60, W360 of the recipe: a load that stays on, another appliance.
final class MeanPower implements Channel {
    private final String name;
    private final Tail tail;
    private final int window;
    private final MinuteRing watts;
    private double mean;
    private double most;

    MeanPower(String name, Tail tail, int windowMinutes) {
        this.name = name;
        this.tail = tail;
        this.window = windowMinutes;
        this.watts = new MinuteRing(windowMinutes);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Tail tail() {
        return tail;
    }

    /// 0 while less than half of the window is known: the mean of a part swings wider.
    @Override
    public double minute(Minute minute) {
        most = Math.max(most, mean);
        watts.add(minute.index(), minute.watts());
        mean = 2 * watts.known() >= window ? watts.sum(window) / watts.known() : 0;
        return Step.level(mean);
    }

    @Override
    public String words() {
        return "has drawn " + Words.watts(mean) + " on average over " + Words.minutes(window)
                + "; the most here so far was " + Words.watts(most);
    }

    @Override
    public int stateBytes() {
        return 2 * Double.BYTES + watts.stateBytes();
    }

    @Override
    public void save(ByteBuffer to) {
        to.putDouble(mean).putDouble(most);
        watts.save(to);
    }

    @Override
    public void load(ByteBuffer from) {
        mean = from.getDouble();
        most = from.getDouble();
        watts.load(from);
    }
}
