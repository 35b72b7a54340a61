package dev.domovoi.app.cluster;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.domovoi.app.TimeSource;
import dev.domovoi.observe.Decoded.Learned;
import dev.domovoi.observe.Decoded.Understood;
import dev.domovoi.signal.Condition;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Watches nodes and pods and tells how they are: at once what changed, and everything anew each minute while the
/// watch is sound, so that whoever hears it knows whether it still holds.
///
/// A watch that is not sound says nothing: what was told grows old where it was heard.
public final class ClusterWatch implements AutoCloseable {
    private static final Duration REPEATED = Duration.ofMinutes(1);

    private final TimeSource time;
    private final Sink sink;
    private final Duration repeated;
    private final Semaphore stir = new Semaphore(0);
    private final List<Watched> kinds;
    private final Map<Watched, Map<DeviceId, Map<Condition, Boolean>>> told = new HashMap<>();
    private final Thread thread;

    /// Where observations go; may wait for room.
    public interface Sink {
        void hand(Understood understood, Instant at) throws InterruptedException;
    }

    ClusterWatch(KubernetesClient client, TimeSource time, Sink sink, Consumer<String> news) {
        this(client, time, sink, news, REPEATED);
    }

    ClusterWatch(KubernetesClient client, TimeSource time, Sink sink, Consumer<String> news, Duration repeated) {
        this.time = time;
        this.sink = sink;
        this.repeated = repeated;
        Workloads workloads = new Workloads();
        this.kinds = List.of(
                new Watched(client, Slim.Kind.nodes(), Nodes::statuses, stir::release, news),
                new Watched(client, Slim.Kind.pods(), workloads::statuses, stir::release, news));
        this.thread = Thread.ofVirtual().name("cluster-watch").unstarted(this::run);
    }

    void start() {
        kinds.forEach(Watched::start);
        thread.start();
    }

    /// Stops watching; nothing is handed over after it.
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        kinds.forEach(Watched::stop);
    }

    private void run() {
        try {
            long due = System.nanoTime();
            while (!Thread.currentThread().isInterrupted()) {
                boolean isDue = System.nanoTime() - due >= 0;
                for (Watched kind : kinds) {
                    tell(kind, isDue);
                }
                due = isDue ? System.nanoTime() + repeated.toNanos() : due;
                if (stir.tryAcquire(Math.max(1, due - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    stir.drainPermits();
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Watched kind, boolean all) throws InterruptedException {
        if (!kind.isWatching() || (all && !kind.isSound())) {
            return;
        }
        Instant now = time.instant();
        Map<DeviceId, Map<Condition, Boolean>> before = told.getOrDefault(kind, Map.of());
        Map<DeviceId, List<Status>> current = kind.statuses(now).stream()
                .collect(groupingBy(status -> status.source().device(), TreeMap::new, toList()));
        for (DeviceId device : before.keySet()) {
            if (!current.containsKey(device)) {
                sink.hand(new Understood(List.of(), List.of(new Learned.Gone(device)), List.of()), now);
            }
        }
        Map<DeviceId, Map<Condition, Boolean>> after = new HashMap<>();
        for (Map.Entry<DeviceId, List<Status>> entry : current.entrySet()) {
            Map<Condition, Boolean> holds = holds(entry.getValue());
            after.put(entry.getKey(), holds);
            if (all || !holds.equals(before.get(entry.getKey()))) {
                sink.hand(new Understood(List.copyOf(entry.getValue()), List.of(), List.of()), now);
            }
        }
        told.put(kind, after);
    }

    private static Map<Condition, Boolean> holds(List<Status> statuses) {
        return statuses.stream().collect(toMap(Status::condition, Status::holds, (first, again) -> again));
    }
}
