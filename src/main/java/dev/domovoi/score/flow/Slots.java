package dev.domovoi.score.flow;

import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Flow;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Surroundings;
import dev.domovoi.signal.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One client's traffic as streams of numbers: for each slot of time, how much it sent out of the house and how many
/// machines it called. Numbers are logarithms: what matters is how many times as much it was.
///
/// A slot in which nothing was heard is a slot of nothing, up to a day of them; after a longer silence the stream has
/// a gap. While nobody listened nothing is known, so what lies around an interruption is a gap too.
final class Slots {
    /// Short enough to tell of it the same quarter of an hour, long enough that a poll more or less does not matter.
    static final Duration SLOT = Duration.ofMinutes(10);

    /// The channels, in the order of their ticks.
    static final List<String> CHANNELS = List.of("sent", "peers");

    private static final String DIALECT = "flow";
    private static final int MOST_EMPTY = 144;
    private static final int MOST_PEERS = 256;

    private final List<StreamId> streams;
    private final Surroundings surroundings;
    private RecentlySeen peers = new RecentlySeen((int) SLOT.toSeconds(), MOST_PEERS);
    private long slot = Long.MIN_VALUE;
    private long sentBytes;
    private boolean isTrue = true;
    private boolean isInterrupted;
    private boolean isBroken;
    private Instant newest = Instant.MIN;

    Slots(String client, Surroundings surroundings) {
        this.surroundings = surroundings;
        this.streams = CHANNELS.stream()
                .map(channel -> new StreamId(new Source(new DeviceId(DIALECT, client), channel), Quantity.VALUE))
                .toList();
    }

    List<StreamId> streams() {
        return streams;
    }

    /// Takes the flow in; the ticks of all slots that are over with it, in order. Where bytes were not true there is no
    /// tick for them.
    List<Tick> add(Flow flow) {
        long now = Math.floorDiv(flow.last().getEpochSecond(), SLOT.toSeconds());
        if (isInterrupted) {
            resume(now);
        }
        List<Tick> ticks = slot == Long.MIN_VALUE ? List.of() : close(now);
        slot = Math.max(slot, now);
        newest = flow.last();
        isTrue &= flow.isValid();
        if (surroundings.isOutside(flow.peer())) {
            sentBytes += flow.traffic().sentBytes();
        }
        if (!flow.isInbound()) {
            peers.add(31 * flow.peer().high() + flow.peer().low(), flow.last().getEpochSecond());
        }
        return ticks;
    }

    /// From now on, until the next flow, nobody listens.
    void interrupt() {
        isInterrupted = true;
    }

    /// The clock was set by so much: the slot under way is of another time.
    void clockSet(Duration by) {
        slot = Long.MIN_VALUE;
        newest = newest.plus(by);
        interrupt();
    }

    /// Goes on after a restart from when something was last heard.
    void goOn(Instant heard) {
        newest = heard;
        interrupt();
    }

    Instant newest() {
        return newest;
    }

    /// The slot under way is not whole, nor is the one in which it goes on.
    private void resume(long now) {
        isInterrupted = false;
        isBroken = true;
        if (now > slot) {
            slot = now;
            clear();
        }
    }

    private void clear() {
        sentBytes = 0;
        isTrue = true;
        peers = new RecentlySeen((int) SLOT.toSeconds(), MOST_PEERS);
    }

    private List<Tick> close(long now) {
        List<Tick> ticks = new ArrayList<>();
        if (now <= slot) {
            return ticks;
        }
        if (!isBroken) {
            int machines = peers.count(slot * SLOT.toSeconds() + SLOT.toSeconds() - 1);
            tick(ticks, slot, isTrue ? Math.log1p((double) sentBytes) : Double.NaN, Math.log1p(machines));
        }
        if (now - slot <= MOST_EMPTY) {
            for (long empty = slot + 1; empty < now; empty++) {
                tick(ticks, empty, isTrue ? 0 : Double.NaN, 0);
            }
        }
        isBroken = false;
        clear();
        return ticks;
    }

    private void tick(List<Tick> ticks, long at, double... values) {
        Instant start = Instant.ofEpochSecond(at * SLOT.toSeconds());
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                ticks.add(new Tick(streams.get(i), start, values[i], newest));
            }
        }
    }
}
