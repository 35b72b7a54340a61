package dev.domovoi.score.flow;

import dev.domovoi.signal.Address;
import dev.domovoi.signal.Finding;
import dev.domovoi.signal.Finding.Kind;
import dev.domovoi.signal.Finding.Severity;
import dev.domovoi.signal.Flow;
import dev.domovoi.signal.Flow.Client;
import dev.domovoi.signal.Flow.Connections;
import dev.domovoi.signal.Flow.Service;
import dev.domovoi.signal.Flow.Traffic;
import dev.domovoi.signal.Surroundings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A home with one client that is told what to do.
final class Scene {
    static final String ABROAD = "203.0.113.7";
    static final String CLIENT = "192.168.1.20";
    static final double DAY = 86_400;

    final Watch watch = new Watch(Surroundings.usual(), Watch.USUAL_CLIENTS);
    final List<Finding> findings = new ArrayList<>();
    private String client = CLIENT;
    private String mac = "";
    private boolean isNormal;

    Scene as(String address, String machine) {
        client = address;
        mac = machine;
        return this;
    }

    /// What comes from now on is normal, or not any more.
    void normal(boolean is) {
        isNormal = is;
    }

    /// A connection whose whole life lies in one poll.
    void call(double second, String peer, String proto, int port, boolean isAnswered) {
        call(second, peer, proto, port, isAnswered, 200);
    }

    void call(double second, String peer, String proto, int port, boolean isAnswered, long bytes) {
        Traffic traffic = new Traffic(bytes, isAnswered ? 2 * bytes : 0, 2, isAnswered ? 2 : 0);
        see(second, peer, new Service(proto, port), false, new Connections(1, 1, isAnswered ? 0 : 1), traffic, true);
    }

    void send(double second, String peer, long sent, long received, boolean isValid) {
        Traffic traffic = isValid ? new Traffic(sent, received, 9, 9) : Traffic.NONE;
        see(second, peer, new Service("tcp", 443), false, new Connections(1, 0, 0), traffic, isValid);
    }

    void see(
            double second,
            String peer,
            Service service,
            boolean isInbound,
            Connections connections,
            Traffic traffic,
            boolean isValid) {
        Instant at = Instant.ofEpochMilli(Math.round(1000 * second));
        Client who = new Client(Address.parse(client).orElseThrow(), mac);
        Address other = Address.parse(peer).orElseThrow();
        Flow flow = new Flow(at, at, who, other, service, isInbound, connections, traffic, isValid);
        if (isNormal) {
            watch.learn(flow);
        } else {
            findings.addAll(watch.judge(flow));
        }
    }

    List<Severity> severities(Kind kind) {
        return findings.stream()
                .filter(finding -> finding.kind() == kind)
                .map(Finding::severity)
                .toList();
    }
}
