package dev.domovoi.observe.flow;

import dev.domovoi.signal.Address;
import dev.domovoi.signal.Flow;
import dev.domovoi.signal.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the agent on a router says, by the last level of its topic `domovoi/router/<name>/...`.
public sealed interface RouterRecord {
    /// `flows`: what one client and one machine did over one service since the poll before.
    record Flows(Flow flow) implements RouterRecord {}

    /// `leases`: who has which address. Host names are whatever a client calls itself, made safe to show.
    record LeaseList(Instant at, List<Lease> leases) implements RouterRecord {
        public LeaseList {
            leases = List.copyOf(leases);
        }
    }

    /// One lease; the MAC and the host name are empty where there are none.
    record Lease(Address address, String mac, String host) {}

    /// `health`: what of it matters here. `entries` and `limit` are of the connection table; the bytes are those of the
    /// way to the internet since the router's start, and `blocked` is who is kept out.
    record Health(
            Instant at,
            Set<CounterFault> faults,
            Optional<Long> entries,
            Optional<Long> limit,
            Optional<Long> uptimeSeconds,
            Optional<Long> receivedBytes,
            Optional<Long> sentBytes,
            List<Blocked> blocked)
            implements RouterRecord {
        public Health {
            faults = Set.copyOf(faults);
            blocked = List.copyOf(blocked);
        }
    }

    /// A client that is kept out, for so long from now.
    record Blocked(String mac, long seconds) {}

    /// `ack`: what became of a command, and who is kept out since. The command is `-` where it was none.
    record Ack(Instant at, long counter, String command, String mac, Result result, String why, List<Blocked> blocked)
            implements RouterRecord {
        public Ack {
            blocked = List.copyOf(blocked);
        }
    }

    /// How a command ended.
    enum Result {
        DONE,
        REFUSED,
        FAILED
    }

    /// A record that is malformed or beyond a limit.
    record Refused(Problem problem) implements RouterRecord {}
}
