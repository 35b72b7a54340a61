package dev.domovoi.app.router;

import dev.domovoi.observe.flow.CounterFault;
import dev.domovoi.signal.DeviceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The network as others see it: an immutable picture, some seconds old at most, that of each client a minute.
///
/// `forgottenClients` is how many had to go for others.
public record NetworkView(
        List<Router> routers, List<Volume> volumes, List<Client> clients, int watched, long forgottenClients) {
    /// Nothing was heard yet.
    public static final NetworkView EMPTY = new NetworkView(List.of(), List.of(), List.of(), 0, 0);

    public NetworkView {
        routers = List.copyOf(routers);
        volumes = List.copyOf(volumes);
        clients = List.copyOf(clients);
    }

    /// A router, up while it is heard. What it said of itself is empty while it is not; why its counters are no truth
    /// is remembered. The bytes are those of the way to the internet since the router's start.
    public record Router(
            String name,
            boolean isUp,
            Set<CounterFault> faults,
            Optional<Long> entries,
            Optional<Long> limit,
            Optional<Long> uptimeSeconds,
            Optional<Long> receivedBytes,
            Optional<Long> sentBytes) {
        public Router {
            faults = Set.copyOf(faults);
        }
    }

    /// What a client sent and received since it is counted by itself; the last one is all others together.
    public record Volume(String client, long sentBytes, long receivedBytes) {}

    /// A client: what people call it, since when it is known, when it was last heard, what it sent and received in the
    /// last whole minute, the kind of the newest finding, and whether a router keeps it out.
    public record Client(
            DeviceId id,
            String name,
            Instant knownSince,
            Instant heardAt,
            long sentBytesPerMinute,
            long receivedBytesPerMinute,
            Optional<String> finding,
            boolean isQuarantined) {}

    /// The client of that id.
    public Optional<Client> client(DeviceId id) {
        return clients.stream().filter(client -> client.id().equals(id)).findFirst();
    }
}
