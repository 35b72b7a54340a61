package dev.domovoi.score.plug;

import java.nio.ByteBuffer;

/// How surprising it is that the plug is still on, or still off: Sc of the recipe. Left on, dead.
final class Lasting implements Channel {
    private final Tail tail;
    private final EventReader events;

    /// The channel that owns the events must be asked before this one.
    Lasting(Tail tail, EventReader events) {
        this.tail = tail;
        this.events = events;
    }

    @Override
    public String name() {
        return "lasting_on_off";
    }

    @Override
    public Tail tail() {
        return tail;
    }

    @Override
    public double minute(Minute minute) {
        return events.lastingNats();
    }

    @Override
    public String words() {
        return "has been " + events.words() + ", which seldom lasts so long";
    }

    @Override
    public int stateBytes() {
        return 0;
    }

    @Override
    public void save(ByteBuffer to) {}

    @Override
    public void load(ByteBuffer from) {}
}
