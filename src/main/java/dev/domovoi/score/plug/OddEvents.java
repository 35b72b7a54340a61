package dev.domovoi.score.plug;

import java.nio.ByteBuffer;

/// How surprising the events were that ended in a window: ln(1 + the sum of theirs). Ef4h and Ec30m of the recipe: an
/// order or a rhythm that the plug does not have.
final class OddEvents implements Channel {
    private final String name;
    private final Tail tail;
    private final EventReader events;
    private final int window;
    private final MinuteRing ended;
    private double minuteNats;

    /// The channel that follows the events must see each step before this one.
    OddEvents(String name, Tail tail, EventReader events, int windowMinutes) {
        this.name = name;
        this.tail = tail;
        this.events = events;
        this.window = windowMinutes;
        this.ended = new MinuteRing(windowMinutes);
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
    public void step(Step step) {
        minuteNats += events.endNats();
    }

    @Override
    public double minute(Minute minute) {
        ended.add(minute.index(), minuteNats);
        minuteNats = 0;
        return Math.log1p(ended.sum(window));
    }

    @Override
    public String words() {
        return "has changed in " + Words.minutes(window) + " in an order or a rhythm that is not its own";
    }

    @Override
    public int stateBytes() {
        return Double.BYTES + ended.stateBytes();
    }

    @Override
    public void save(ByteBuffer to) {
        to.putDouble(minuteNats);
        ended.save(to);
    }

    @Override
    public void load(ByteBuffer from) {
        minuteNats = from.getDouble();
        ended.load(from);
    }
}
