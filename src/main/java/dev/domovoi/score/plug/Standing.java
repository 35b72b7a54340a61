package dev.domovoi.score.plug;

import java.nio.ByteBuffer;

/// How unlooked-for it is that the plug's event of now began when it did and lasts until now: Jf and Jc of the recipe.
/// Follows the plug's events in its grain, for the other channels too.
final class Standing implements Channel {
    private final String name;
    private final Tail tail;
    private final EventReader events;

    Standing(String name, Tail tail, EventReader events) {
        this.name = name;
        this.tail = tail;
        this.events = events;
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
        events.step(step);
    }

    @Override
    public double minute(Minute minute) {
        return events.standingNats();
    }

    @Override
    public String words() {
        return "has been " + events.words() + ", which was not to be expected now";
    }

    @Override
    public int stateBytes() {
        return events.stateBytes();
    }

    @Override
    public void save(ByteBuffer to) {
        events.save(to);
    }

    @Override
    public void load(ByteBuffer from) {
        events.load(from);
    }
}
