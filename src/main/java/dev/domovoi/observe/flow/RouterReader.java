package dev.domovoi.observe.flow;

import dev.domovoi.observe.payload.Json;
import dev.domovoi.signal.Address;
import dev.domovoi.signal.Flow;
import dev.domovoi.signal.Flow.Connections;
import dev.domovoi.signal.Flow.Service;
import dev.domovoi.signal.Flow.Traffic;
import dev.domovoi.signal.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads what the agent on a router says, and remembers from it which address is whose machine. An instance belongs to
/// one router and one thread; it never throws, whatever the bytes.
public final class RouterReader {
    /// The router keeps its messages below this.
    public static final int MAX_FLOW_BYTES = 8192;

    static final int MAX_LEASES = 1024;

    private static final int MAX_LEASES_BYTES = 256 << 10;
    private static final int MAX_CONNECTIONS = 1_000_000;
    private static final int MAX_BLOCKED = 256;
    private static final long MAX_COUNT = 1L << 53;
    private static final int SERVICES = 256;
    private static final long LAST_SECOND = 1L << 40;
    private static final Pattern PROTO = Pattern.compile("[a-z0-9-]{1,16}");
    private static final Pattern COMMAND = Pattern.compile("quarantine|release|list|-");
    private static final Pattern RESULT = Pattern.compile("done|refused|failed");

    private final Leases leases;
    private final RouterClock clock = new RouterClock();
    private final Map<Service, Service> services = new HashMap<>();

    public RouterReader(Leases leases) {
        this.leases = leases;
    }

    /// Reads a payload that came at `at` below the topic's last level `kind`. Times in it are only looked at
    /// relative to each other: a router may have no clock. A flow that was kept back there is as old as that says.
    public RouterRecord read(String kind, byte[] payload, Instant at) {
        int most = kind.equals("leases") ? MAX_LEASES_BYTES : MAX_FLOW_BYTES;
        if (payload.length > most) {
            return new RouterRecord.Refused(
                    new dev.domovoi.signal.Problem("payload", "at most " + most + " bytes", payload.length + " bytes"));
        }
        return switch (Json.read(payload)) {
            case Json.Bad(var problem) -> new RouterRecord.Refused(problem);
            case Json.Ok(Json document) -> {
                try {
                    yield read(kind, new Members(document), at);
                } catch (Members.Wrong wrong) {
                    yield new RouterRecord.Refused(wrong.problem());
                }
            }
        };
    }

    private RouterRecord read(String kind, Members members, Instant at) throws Members.Wrong {
        return switch (kind) {
            case "flows" -> new RouterRecord.Flows(flow(members, at));
            case "leases" -> leaseList(members, at);
            case "health" -> health(members, at);
            case "ack" -> ack(members, at);
            default -> throw Members.wrong("topic", "flows, leases, health or ack", kind);
        };
    }

    private Flow flow(Members members, Instant at) throws Members.Wrong {
        Address client = members.address("client");
        String mac = members.mac("mac");
        long first = members.count("first", LAST_SECOND);
        long last = members.count("last", LAST_SECOND);
        int seen = (int) members.count("conns", MAX_CONNECTIONS);
        int unanswered = (int) Math.min(seen, members.count("unreplied", MAX_CONNECTIONS));
        boolean isValid = members.claim("valid");
        // without `new` only a record that begins where it ends can say that something began
        int begun = members.has("new") ? (int) members.count("new", MAX_CONNECTIONS) : first >= last ? seen : 0;
        Traffic traffic = new Traffic(
                members.count("tx_bytes", MAX_COUNT),
                members.count("rx_bytes", MAX_COUNT),
                members.count("tx_pkts", MAX_COUNT),
                members.count("rx_pkts", MAX_COUNT));
        Address peer = members.address("dst");
        Service service =
                shared(new Service(members.text("proto", PROTO, "a protocol"), (int) members.count("dport", 65_535)));
        boolean isInbound = members.has("inbound") && members.claim("inbound");
        if (!mac.isEmpty()) {
            leases.learn(client, mac); // only from a record that is whole
        }
        Instant when = clock.when(last, at);
        return new Flow(
                when.minusSeconds(Math.clamp(last - first, 0, 86_400)),
                when,
                leases.client(client),
                peer,
                service,
                isInbound,
                new Connections(seen, begun, unanswered),
                isValid ? traffic : Traffic.NONE,
                isValid);
    }

    /// One object for a service that is met again and again: it is remembered for each machine that was called.
    private Service shared(Service service) {
        if (services.size() >= SERVICES) {
            services.clear();
        }
        return services.computeIfAbsent(service, same -> same);
    }

    private RouterRecord leaseList(Members members, Instant at) throws Members.Wrong {
        List<RouterRecord.Lease> list = new ArrayList<>();
        for (Json row : members.items("leases", MAX_LEASES)) {
            Members lease = new Members(row);
            String mac = lease.mac("mac");
            Address address = lease.address("ip");
            if (!mac.isEmpty()) {
                leases.learn(address, mac);
            }
            list.add(new RouterRecord.Lease(address, mac, Text.shortened(lease.textOrNone("host"))));
        }
        return new RouterRecord.LeaseList(at, list);
    }

    static Set<CounterFault> faults(Members members) throws Members.Wrong {
        Set<CounterFault> faults = EnumSet.noneOf(CounterFault.class);
        if (members.has("zeroing") && members.claim("zeroing")) {
            faults.add(CounterFault.ZEROED);
        }
        boolean isOffloading =
                members.has("offload") && !members.textOrNone("offload").equals("none");
        if (isOffloading || (members.has("offloaded") && members.count("offloaded", MAX_COUNT) > 0)) {
            faults.add(CounterFault.OFFLOADED);
        }
        if (members.has("accounting") && !members.claim("accounting")) {
            faults.add(CounterFault.UNCOUNTED);
        }
        return faults;
    }

    private static RouterRecord health(Members members, Instant at) throws Members.Wrong {
        Optional<Members> wan = members.objectOrNone("wan");
        return new RouterRecord.Health(
                at,
                faults(members),
                members.countOrNone("conntrack"),
                members.countOrNone("conntrack_max"),
                members.countOrNone("uptime"),
                wan.isPresent() ? wan.get().countOrNone("rx_bytes") : Optional.empty(),
                wan.isPresent() ? wan.get().countOrNone("tx_bytes") : Optional.empty(),
                blocked(members));
    }

    private static RouterRecord ack(Members members, Instant at) throws Members.Wrong {
        return new RouterRecord.Ack(
                at,
                members.count("counter", MAX_COUNT),
                members.text("command", COMMAND, "quarantine, release, list or -"),
                members.mac("mac"),
                result(members.text("result", RESULT, "done, refused or failed")),
                Text.shortened(members.textOrNone("why")),
                blocked(members));
    }

    private static RouterRecord.Result result(String word) {
        return switch (word) {
            case "done" -> RouterRecord.Result.DONE;
            case "refused" -> RouterRecord.Result.REFUSED;
            default -> RouterRecord.Result.FAILED;
        };
    }

    /// Who is kept out; nobody where it is not said.
    private static List<RouterRecord.Blocked> blocked(Members members) throws Members.Wrong {
        List<RouterRecord.Blocked> list = new ArrayList<>();
        if (members.has("blocked")) {
            for (Json row : members.items("blocked", MAX_BLOCKED)) {
                Members entry = new Members(row);
                list.add(new RouterRecord.Blocked(entry.mac("mac"), entry.count("seconds", MAX_COUNT)));
            }
        }
        return list;
    }
}
