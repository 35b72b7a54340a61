package dev.domovoi.score.flow;

import dev.domovoi.signal.Address;
import dev.domovoi.signal.Finding.Fact;
import dev.domovoi.signal.Finding.Kind;
import dev.domovoi.signal.Finding.Severity;
import dev.domovoi.signal.Flow;
import java.util.List;
import java.util.Optional;

/// Many ports of one machine tried one after the other.
///
/// Ordinary use needs a handful of services of one machine within five minutes; what hands out ports of its own
/// (passive FTP, calls, RPC) does so from the dynamic range and answers there, which does not count.
final class VerticalScan implements Behaviour {
    static final int PORTS = 10;
    static final int MANY_PORTS = 40;

    private static final int WINDOW_SECONDS = 300;
    private static final int MOST_MACHINES = 16;
    private static final int FIRST_DYNAMIC_PORT = 32_768;

    private final Newest<Address, RecentlySeen> portsByMachine = new Newest<>(MOST_MACHINES);

    @Override
    public Optional<Sighting> see(Flow flow) {
        Flow.Service service = flow.service();
        boolean hasPort = service.port() > 0 && (service.isTcp() || service.isUdp());
        if (flow.isInbound() || !hasPort || !flow.peer().isOfOne()) {
            return Optional.empty();
        }
        long second = flow.last().getEpochSecond();
        long port = service.isTcp() ? service.port() : -service.port();
        RecentlySeen ports = portsByMachine.of(flow.peer(), _ -> new RecentlySeen(WINDOW_SECONDS, MANY_PORTS));
        boolean isDynamic = service.port() >= FIRST_DYNAMIC_PORT;
        if (isDynamic && flow.isAnswered()) {
            ports.remove(port);
            return Optional.empty();
        }
        if ((isDynamic ? flow.connections().unanswered() : flow.connections().begun()) == 0) {
            return Optional.empty();
        }
        ports.add(port, second);
        int count = ports.count(second);
        return count < PORTS ? Optional.empty() : Optional.of(sighting(flow, count));
    }

    private static Sighting sighting(Flow flow, int ports) {
        boolean isLimit = ports == MANY_PORTS;
        String number = (isLimit ? "at least " : "") + ports;
        return new Sighting(
                Kind.VERTICAL_SCAN,
                "",
                isLimit ? Severity.HIGH : Severity.MEDIUM,
                List.of(
                        new Fact.Word("peer", flow.peer().toString()),
                        new Fact.Count("ports", ports),
                        new Fact.Count("window_seconds", WINDOW_SECONDS)),
                "It tried " + number + " different ports of " + flow.peer()
                        + " within five minutes: somebody is looking for open doors there.");
    }
}
