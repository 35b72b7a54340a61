package dev.domovoi.observe.flow;

import dev.domovoi.observe.flow.Conntrack.Direction;
import dev.domovoi.signal.Address;
import dev.domovoi.signal.Flow;
import dev.domovoi.signal.Flow.Connections;
import dev.domovoi.signal.Flow.Service;
import dev.domovoi.signal.Flow.Traffic;
import dev.domovoi.signal.Surroundings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A router's connection table, listed again and again: what changed between two listings becomes flows, one for each
/// connection that began or moved.
///
/// The client is who began it from home, or whom it was led to from outside. Counters that lie are found out: a counter
/// that falls belongs to a tuple used again, but where half of all fall somebody sets them to zero, and will do so
/// again. What such counters say is not passed on.
public final class ConnectionTable {
    /// Connections that are remembered; a home router's own limit is 16384 or less.
    static final int MOST_CONNECTIONS = 65_536;

    /// How many listings a second reader is believed to be there after it was seen.
    static final int ZEROED_LISTINGS = 30;

    private final Surroundings surroundings;
    private final Leases leases;
    private Map<Key, Counters> before = new HashMap<>();
    private Optional<Instant> last = Optional.empty();
    private int zeroedFor;
    private Set<CounterFault> faults = EnumSet.noneOf(CounterFault.class);

    public ConnectionTable(Surroundings surroundings, Leases leases) {
        this.surroundings = surroundings;
        this.leases = leases;
    }

    private record Key(
            String proto, Address source, Address target, int sourcePort, int targetPort, long zone, long id) {
        static Key of(Conntrack connection) {
            Direction original = connection.original();
            return new Key(
                    connection.proto(),
                    original.sourceAddress(),
                    original.targetAddress(),
                    original.port("sport").orElse(0),
                    original.port("dport").orElse(0),
                    connection.numbers().getOrDefault("zone", 0L),
                    original.number("id").orElse(0));
        }
    }

    private record Counters(long sentBytes, long answeredBytes, long sentPackets, long answeredPackets) {
        static final Counters NONE = new Counters(0, 0, 0, 0);

        static Counters of(Conntrack connection) {
            return new Counters(
                    connection.original().number("bytes").orElse(0),
                    connection.reply().number("bytes").orElse(0),
                    connection.original().number("packets").orElse(0),
                    connection.reply().number("packets").orElse(0));
        }

        boolean hasFallenFrom(Counters earlier) {
            return sentBytes < earlier.sentBytes || answeredBytes < earlier.answeredBytes;
        }

        Traffic since(Counters earlier, boolean isInbound) {
            long sent = sentBytes - earlier.sentBytes;
            long answered = answeredBytes - earlier.answeredBytes;
            long sentCount = Math.max(0, sentPackets - earlier.sentPackets);
            long answeredCount = Math.max(0, answeredPackets - earlier.answeredPackets);
            return isInbound
                    ? new Traffic(answered, sent, answeredCount, sentCount)
                    : new Traffic(sent, answered, sentCount, answeredCount);
        }
    }

    /// What changed since the listing before. Of the first one, bytes are not passed on: when they flowed is unknown.
    public List<Flow> list(Instant at, List<Conntrack> listing) {
        Map<Key, Counters> now = new HashMap<>();
        for (Conntrack connection : listing) {
            if (now.size() < MOST_CONNECTIONS) {
                now.put(Key.of(connection), Counters.of(connection));
            }
        }
        findFaults(listing, now);
        List<Flow> flows = new ArrayList<>();
        for (Conntrack connection : listing) {
            Key key = Key.of(connection);
            Counters counted = now.getOrDefault(key, Counters.NONE);
            Counters earlier = before.getOrDefault(key, Counters.NONE);
            boolean isNew = !before.containsKey(key);
            if (isNew || !counted.equals(earlier)) {
                flow(at, connection, isNew, counted, earlier).ifPresent(flows::add);
            }
        }
        before = now;
        last = Optional.of(at);
        return flows;
    }

    /// What an event tells; empty for one that tells nothing new.
    public Optional<Flow> event(Instant at, Conntrack connection) {
        boolean isNew = connection.event().equals(Optional.of("NEW"));
        boolean isOver = connection.event().equals(Optional.of("DESTROY"));
        if (!isNew && !isOver) {
            return Optional.empty();
        }
        last = Optional.of(at);
        return flow(at, connection, isNew, isNew ? Counters.NONE : Counters.of(connection), Counters.NONE)
                .map(flow -> isNew ? opening(flow) : flow);
    }

    /// When it begins it is too early to say whether anybody answers.
    private static Flow opening(Flow flow) {
        return new Flow(
                flow.first(),
                flow.last(),
                flow.client(),
                flow.peer(),
                flow.service(),
                flow.isInbound(),
                new Connections(0, 1, 0),
                Traffic.NONE,
                true);
    }

    private void findFaults(List<Conntrack> listing, Map<Key, Counters> now) {
        faults = EnumSet.noneOf(CounterFault.class);
        for (Conntrack connection : listing) {
            if (connection.isOffloaded()) {
                faults.add(CounterFault.OFFLOADED);
            }
            if (!connection.isCounted()) {
                faults.add(CounterFault.UNCOUNTED);
            }
        }
        int known = 0;
        int fallen = 0;
        for (Map.Entry<Key, Counters> entry : now.entrySet()) {
            Counters earlier = before.getOrDefault(entry.getKey(), Counters.NONE);
            known += earlier.sentBytes() + earlier.answeredBytes() > 0 ? 1 : 0;
            fallen += entry.getValue().hasFallenFrom(earlier) ? 1 : 0;
        }
        zeroedFor = fallen > 0 && 2 * fallen >= known ? ZEROED_LISTINGS : Math.max(0, zeroedFor - 1);
        if (zeroedFor > 0) {
            faults.add(CounterFault.ZEROED);
        }
    }

    private Optional<Flow> flow(Instant at, Conntrack connection, boolean isNew, Counters counted, Counters earlier) {
        Direction original = connection.original();
        boolean isInbound = !surroundings.isHome(original.sourceAddress());
        Address client = isInbound ? connection.reply().sourceAddress() : original.sourceAddress();
        if (!surroundings.isHome(client)) {
            return Optional.empty();
        }
        int port = isInbound
                ? connection.reply().port("sport").orElse(0)
                : original.port("dport").orElse(0);
        boolean isKnown = last.isPresent() || connection.event().isPresent();
        boolean isTrue = isKnown && isTrue(connection) && !counted.hasFallenFrom(earlier);
        return Optional.of(new Flow(
                last.orElse(at),
                at,
                leases.client(client),
                isInbound ? original.sourceAddress() : original.targetAddress(),
                new Service(connection.proto(), port),
                isInbound,
                new Connections(1, isNew ? 1 : 0, connection.isUnreplied() ? 1 : 0),
                isTrue ? counted.since(earlier, isInbound) : Traffic.NONE,
                isTrue));
    }

    private boolean isTrue(Conntrack connection) {
        return zeroedFor == 0 && connection.isCounted() && !connection.isOffloaded();
    }

    /// What is wrong with the counters of the newest listing.
    public Set<CounterFault> faults() {
        return Set.copyOf(faults);
    }
}
