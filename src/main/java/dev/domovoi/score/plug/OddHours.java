package dev.domovoi.score.plug;

import java.nio.ByteBuffer;

/// How much use at odd hours the last six hours held: ln(1 + the sum of [OddHour] over their minutes). HP6h of the
/// recipe: left on through the night.
final class OddHours implements Channel {
    private static final int WINDOW = 360;

    private final OddHour now;
    private final MinuteRing rarity = new MinuteRing(WINDOW);

    /// `now` must be asked before this one.
    OddHours(OddHour now) {
        this.now = now;
    }

    @Override
    public String name() {
        return "odd_hours_6h";
    }

    @Override
    public Tail tail() {
        return new Tail(0.48, 1.3, 3.8, 0.8);
    }

    @Override
    public double minute(Minute minute) {
        rarity.add(minute.index(), now.newest());
        return Math.log1p(rarity.sum(WINDOW));
    }

    @Override
    public String words() {
        return "has been on for long at unusual hours; it " + now.words();
    }

    @Override
    public int stateBytes() {
        return rarity.stateBytes();
    }

    @Override
    public void save(ByteBuffer to) {
        rarity.save(to);
    }

    @Override
    public void load(ByteBuffer from) {
        rarity.load(from);
    }
}
