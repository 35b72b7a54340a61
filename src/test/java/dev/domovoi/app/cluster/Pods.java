package dev.domovoi.app.cluster;

import dev.domovoi.app.bus.Await;
import dev.domovoi.app.config.AgentConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Pods that stand for one Lease, each on a cable and with clocks of its own.
final class Pods implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(30);

    final List<Pod> all = new ArrayList<>();
    private final ApiServer server;
    private final AgentConfig.Cluster times;

    Pods(ApiServer server, Duration duration, Duration renew, Duration retry) {
        this.server = server;
        this.times = new AgentConfig.Cluster("hearth", "home", "pod", duration, renew, retry, false);
    }

    /// One pod, standing for the Lease until it is closed.
    static final class Pod implements AutoCloseable {
        final Cable cable;
        final TwoClocks clocks = new TwoClocks();
        final Queue<String> news = new ConcurrentLinkedQueue<>();
        final Cluster cluster;
        final String name;

        Pod(String name, ApiServer server, AgentConfig.Cluster times, Duration wallOffset) throws IOException {
            this.name = name;
            this.cable = new Cable(server.port());
            clocks.setWall(wallOffset);
            AgentConfig.Cluster config = new AgentConfig.Cluster(
                    times.lease(), times.namespace(), name, times.duration(), times.renew(), times.retry(), false);
            this.cluster = Cluster.join(
                    config, ApiServer.client(cable.port()), clocks, new SplittableRandom(name.hashCode()), news::add);
            cluster.start(() -> {});
        }

        boolean leads() {
            return cluster.term().isPresent();
        }

        Term term() {
            return cluster.term().orElseThrow(() -> new AssertionError(name + " does not lead: " + news));
        }

        @Override
        public void close() throws IOException {
            cluster.close();
            cable.close();
        }
    }

    Pod join(String name) throws IOException {
        return join(name, Duration.ZERO);
    }

    Pod join(String name, Duration wallOffset) throws IOException {
        Pod pod = new Pod(name, server, times, wallOffset);
        all.add(pod);
        return pod;
    }

    /// The one that leads, as soon as one does.
    Pod leader() {
        Await.until("one leads", LIMIT, () -> leading() == 1);
        return all.stream()
                .filter(Pod::leads)
                .findFirst()
                .orElseThrow(() -> new AssertionError("it has lost the Lease meanwhile"));
    }

    long leading() {
        return all.stream().filter(Pod::leads).count();
    }

    Optional<Pod> leaderOtherThan(Pod pod) {
        return all.stream().filter(other -> other != pod && other.leads()).findFirst();
    }

    @Override
    public void close() throws IOException {
        for (Pod pod : all) {
            pod.close();
        }
    }
}
