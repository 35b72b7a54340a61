package dev.domovoi.score.plug;

import java.nio.ByteBuffer;
import java.util.function.ToIntFunction;

/// How often the plug has changed its state lately: ln(1 + starts in the window). Rf15m, Rf2h, Rc15m, Rc2h of the
/// recipe: a flapping relay, a cycle repeated, another appliance.
final class Switching implements Channel {
    private final String name;
    private final Tail tail;
    private final int window;
    private final ToIntFunction<Minute> starts;
    private final MinuteRing counts;
    private long most;
    private long newest;

    Switching(String name, Tail tail, int windowMinutes, ToIntFunction<Minute> starts) {
        this.name = name;
        this.tail = tail;
        this.window = windowMinutes;
        this.starts = starts;
        this.counts = new MinuteRing(windowMinutes);
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
        most = Math.max(most, newest);
        counts.add(minute.index(), starts.applyAsInt(minute));
        newest = Math.round(counts.sum(window));
        return Math.log1p((double) newest);
    }

    @Override
    public String words() {
        return "has changed its state " + newest + " times in " + Words.minutes(window) + "; the most here so far was "
                + most;
    }

    @Override
    public int stateBytes() {
        return 2 * Long.BYTES + counts.stateBytes();
    }

    @Override
    public void save(ByteBuffer to) {
        to.putLong(most).putLong(newest);
        counts.save(to);
    }

    @Override
    public void load(ByteBuffer from) {
        most = from.getLong();
        newest = from.getLong();
        counts.load(from);
    }
}
