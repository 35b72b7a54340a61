package dev.domovoi.app.router;

import dev.domovoi.observe.flow.CounterFault;
import dev.domovoi.observe.flow.RouterRecord;
import dev.domovoi.observe.flow.RouterRecord.Blocked;
import dev.domovoi.observe.flow.RouterRecord.Health;
import dev.domovoi.observe.flow.RouterRecord.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One router: when it was heard, what it last said of itself, how its clients call themselves and whom it keeps out.
final class RouterLife {
    /// A router tells of its health each minute.
    static final Duration SILENT = Duration.ofMinutes(5);

    /// After a gap of so long in its flows it is not known what its clients did.
    static final Duration GAP = Duration.ofMinutes(3);

    private static final Duration STEADY = Duration.ofMinutes(30);

    /// Changes of what is wrong with its counters that are told within so long; of a router that flaps, the others are
    /// not.
    static final int MOST_TOLD = 4;

    static final Duration TOLD_WITHIN = Duration.ofHours(1);

    private final String name;
    private Optional<Health> health = Optional.empty();
    private Map<String, String> hosts = Map.of();
    private Set<String> blocked = Set.of();
    private Instant heardAt = Instant.MIN;
    private Instant steadySince = Instant.MAX;
    private boolean wasUp;
    private Set<CounterFault> toldFaults = Set.of();
    private Instant tellingSince = Instant.MIN;
    private int told;

    RouterLife(String name) {
        this.name = name;
    }

    /// It said something live.
    void heard(Instant at) {
        if (heardAt.equals(Instant.MIN) || hasMissedSomething(at)) {
            steadySince = at;
        }
        heardAt = at;
    }

    boolean isUp(Instant now) {
        return heardAt.isAfter(now.minus(SILENT)) && !heardAt.isAfter(now.plus(SILENT));
    }

    /// Whether it is up and was heard for so long that silence of a client means something.
    boolean isSteady(Instant now) {
        return isUp(now) && !steadySince.isAfter(now.minus(STEADY));
    }

    /// Whether it was heard before, and not for so long that something was missed.
    boolean hasMissedSomething(Instant now) {
        return !heardAt.equals(Instant.MIN) && heardAt.isBefore(now.minus(GAP));
    }

    /// Whether it came or went since this was last asked.
    boolean hasTurned(Instant now) {
        boolean before = wasUp;
        wasUp = isUp(now);
        return before != wasUp;
    }

    void take(Health newest) {
        health = Optional.of(newest);
        take(newest.blocked());
    }

    /// What is wrong with its counters, where that is to be told now: it is not what was told last, and not too much
    /// was told of late.
    Optional<Set<CounterFault>> toTell(Instant now) {
        if (faults().equals(toldFaults)) {
            return Optional.empty();
        }
        boolean isLongAgo = tellingSince.equals(Instant.MIN)
                || Duration.between(tellingSince, now).abs().compareTo(TOLD_WITHIN) >= 0;
        if (isLongAgo) {
            tellingSince = now;
            told = 0;
        }
        if (told >= MOST_TOLD) {
            return Optional.empty();
        }
        told++;
        toldFaults = faults();
        return Optional.of(toldFaults);
    }

    void take(List<Blocked> list) {
        Set<String> now = new HashSet<>();
        list.forEach(entry -> now.add(entry.mac()));
        blocked = now;
    }

    /// Of two names of one machine the last one holds.
    void take(RouterRecord.LeaseList leases) {
        Map<String, String> now = new HashMap<>();
        for (Lease lease : leases.leases()) {
            if (!lease.host().isBlank()) {
                now.put(lease.mac().isEmpty() ? lease.address().toString() : lease.mac(), lease.host());
            }
        }
        hosts = now;
    }

    Optional<String> host(String client) {
        return Optional.ofNullable(hosts.get(client));
    }

    boolean blocks(String client) {
        return blocked.contains(client);
    }

    Set<CounterFault> faults() {
        return health.map(Health::faults).orElse(Set.of());
    }

    void clockSet(Duration by) {
        if (!heardAt.equals(Instant.MIN)) {
            heardAt = heardAt.plus(by);
            steadySince = steadySince.plus(by);
        }
    }

    NetworkView.Router view(Instant now) {
        Optional<Health> live = health.filter(known -> isUp(now));
        return new NetworkView.Router(
                name,
                isUp(now),
                faults(),
                live.flatMap(Health::entries),
                live.flatMap(Health::limit),
                live.flatMap(Health::uptimeSeconds),
                live.flatMap(Health::receivedBytes),
                live.flatMap(Health::sentBytes));
    }
}
