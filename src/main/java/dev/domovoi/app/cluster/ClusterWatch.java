package dev.domovoi.app.cluster;

import dev.domovoi.app.TimeSource;
import dev.domovoi.observe.Decoded.Learned;
import dev.domovoi.observe.Decoded.Understood;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Observation.Status;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// Watches nodes and pods through informers and tells how they are: at once what changed, and everything anew each
/// minute while the watch is sound, so that whoever hears it knows whether it still holds.
///
/// A watch that is not sound says nothing: what was told grows old at the listener's.
public final class ClusterWatch implements AutoCloseable {
    private static final Duration REPEATED = Duration.ofMinutes(1);
    private static final long AT_A_TIME = 50;

    private final TimeSource time;
    private final Sink sink;
    private final Duration repeated;
    private final Semaphore stir = new Semaphore(0);
    private final List<Watched<?>> watched;
    private final Thread thread;

    /// Where observations go; may wait for room.
    public interface Sink {
        void hand(Understood understood, Instant at) throws InterruptedException;
    }

    ClusterWatch(KubernetesClient client, TimeSource time, Sink sink, Consumer<String> news, Duration repeated) {
        this.time = time;
        this.sink = sink;
        this.repeated = repeated;
        Workloads workloads = new Workloads();
        SharedIndexInformer<Node> nodes =
                client.nodes().withLimit(AT_A_TIME).runnableInformer(0).itemStore(Slim.nodes());
        SharedIndexInformer<Pod> pods = client.pods()
                .inAnyNamespace()
                .withLimit(AT_A_TIME)
                .runnableInformer(0)
                .itemStore(Slim.pods());
        this.watched = List.of(
                new Watched<>("nodes", nodes, Nodes::statuses, stir, news),
                new Watched<>("pods", pods, workloads::statuses, stir, news));
        this.thread = Thread.ofVirtual().name("cluster-watch").unstarted(this::run);
    }

    ClusterWatch(KubernetesClient client, TimeSource time, Sink sink, Consumer<String> news) {
        this(client, time, sink, news, REPEATED);
    }

    void start() {
        watched.forEach(Watched::start);
        thread.start();
    }

    /// Stops watching; nothing is handed over after it.
    @Override
    public void close() {
        watched.forEach(Watched::stop);
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            long due = System.nanoTime();
            while (!Thread.currentThread().isInterrupted()) {
                boolean isDue = System.nanoTime() - due >= 0;
                for (Watched<?> each : watched) {
                    each.tell(isDue);
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

    /// One kind of object: its informer, what it says, and what was said of it last.
    private final class Watched<T extends HasMetadata> {
        private final String name;
        private final SharedIndexInformer<T> informer;
        private final BiFunction<Collection<T>, Instant, List<Status>> statuses;
        private final Consumer<String> news;
        private Map<DeviceId, Map<dev.domovoi.signal.Condition, Boolean>> told = Map.of();
        private volatile String trouble = "";

        Watched(
                String name,
                SharedIndexInformer<T> informer,
                BiFunction<Collection<T>, Instant, List<Status>> statuses,
                Semaphore stir,
                Consumer<String> news) {
            this.name = name;
            this.informer = informer;
            this.statuses = statuses;
            this.news = news;
            informer.removeNamespaceIndex();
            informer.exceptionHandler((isStarted, failure) -> isWorthARetry(failure));
            informer.addEventHandler(new Stirring<>(stir));
        }

        void start() {
            informer.start();
        }

        void stop() {
            informer.stop();
        }

        /// Always: who may not watch today may be allowed to tomorrow.
        private boolean isWorthARetry(Throwable failure) {
            String why = failure instanceof KubernetesClientException refused
                    ? Trouble.of(refused)
                    : String.valueOf(failure.getMessage());
            if (!why.equals(trouble)) {
                trouble = why;
                news.accept("The cluster's " + name + " cannot be watched: " + why + ".");
            }
            return true;
        }

        void tell(boolean all) throws InterruptedException {
            if (!informer.hasSynced() || !informer.isWatching()) {
                return;
            }
            trouble = "";
            Instant now = time.instant();
            Map<DeviceId, List<Status>> current = new LinkedHashMap<>();
            statuses.apply(informer.getStore().list(), now)
                    .forEach(status -> current.computeIfAbsent(status.source().device(), added -> new ArrayList<>())
                            .add(status));
            for (DeviceId gone : told.keySet()) {
                if (!current.containsKey(gone)) {
                    sink.hand(new Understood(List.of(), List.of(new Learned.Gone(gone)), List.of()), now);
                }
            }
            Map<DeviceId, Map<dev.domovoi.signal.Condition, Boolean>> telling = new LinkedHashMap<>();
            for (Map.Entry<DeviceId, List<Status>> entry : current.entrySet()) {
                Map<dev.domovoi.signal.Condition, Boolean> holds = new LinkedHashMap<>();
                entry.getValue().forEach(status -> holds.put(status.condition(), status.holds()));
                telling.put(entry.getKey(), holds);
                if (all || !holds.equals(told.get(entry.getKey()))) {
                    List<Observation> observations = List.copyOf(entry.getValue());
                    sink.hand(new Understood(observations, List.of(), List.of()), now);
                }
            }
            told = telling;
        }
    }

    /// Whatever happened: look again.
    private record Stirring<T>(Semaphore stir) implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T added) {
            stir.release();
        }

        @Override
        public void onUpdate(T before, T after) {
            stir.release();
        }

        @Override
        public void onDelete(T deleted, boolean isFinalStateUnknown) {
            stir.release();
        }

        @Override
        public void onNothing() {
            stir.release();
        }
    }
}
