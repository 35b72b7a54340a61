package dev.domovoi.app.flows;

import dev.domovoi.signal.Flow;
import dev.domovoi.signal.Flow.Client;
import dev.domovoi.signal.Flow.Connections;
import dev.domovoi.signal.Flow.Service;
import dev.domovoi.signal.Flow.Traffic;
import dev.domovoi.signal.Surroundings;
import java.util.Optional;
import java.util.Set;

/// Turns a connection into what a router would have seen of it: that it began, and later what came of it. So nothing is
/// known of its end before its end.
///
/// Some recorders tell both directions as connections of their own; then the half that comes from a system port and
/// goes to another one is the answer.
record Half(boolean isFromClient, boolean isInbound, boolean isAnswer, Service service) {
    private static final int SYSTEM_PORTS = 1024;
    private static final Set<Integer> PINGS = Set.of(8, 13, 15, 17, 128);

    /// Empty where neither side is at home.
    static Optional<Half> of(Row row, Surroundings surroundings) {
        boolean hasPorts = row.proto().equals("tcp") || row.proto().equals("udp");
        boolean isAnswer = hasPorts
                && row.answeredPackets() == 0
                && row.sourcePort() > 0
                && row.sourcePort() < SYSTEM_PORTS
                && row.targetPort() >= SYSTEM_PORTS;
        boolean isSourceHome = surroundings.isHome(row.source());
        boolean isTargetHome = surroundings.isHome(row.target());
        if (!isSourceHome && !isTargetHome) {
            return Optional.empty();
        }
        boolean isCallerHome = isAnswer ? isTargetHome : isSourceHome;
        boolean isFromClient = isCallerHome != isAnswer;
        int port = !hasPorts ? 0 : isAnswer ? row.sourcePort() : row.targetPort();
        return Optional.of(new Half(isFromClient, !isCallerHome, isAnswer, new Service(row.proto(), port)));
    }

    /// That it began; empty where it had begun before, or nothing was asked.
    Optional<Flow> opening(Row row) {
        boolean isPing = row.proto().contains("icmp") && !isInbound;
        if (isAnswer || (isPing && !PINGS.contains(row.sourcePort()))) {
            return Optional.empty();
        }
        return Optional.of(new Flow(
                row.begin(),
                row.begin(),
                client(row),
                isFromClient ? row.target() : row.source(),
                service,
                isInbound,
                new Connections(0, 1, 0),
                Traffic.NONE,
                true));
    }

    Flow closing(Row row) {
        boolean isAsked = opening(row).isPresent();
        boolean isUnanswered = isAsked && row.answeredPackets() == 0;
        Traffic traffic = isFromClient
                ? new Traffic(row.sentBytes(), row.answeredBytes(), row.sentPackets(), row.answeredPackets())
                : new Traffic(row.answeredBytes(), row.sentBytes(), row.answeredPackets(), row.sentPackets());
        return new Flow(
                row.begin(),
                row.end(),
                client(row),
                isFromClient ? row.target() : row.source(),
                service,
                isInbound,
                new Connections(isAsked || isAnswer ? 1 : 0, 0, isUnanswered ? 1 : 0),
                traffic,
                true);
    }

    private Client client(Row row) {
        return new Client(isFromClient ? row.source() : row.target(), "");
    }
}
