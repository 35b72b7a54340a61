package dev.domovoi.app.cluster;

import dev.domovoi.signal.Observation.Status;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// All objects of one kind, kept up to date by an informer, and what they say of their devices.
///
/// Fabric8's informer notices when its connection ends, and comes back; one that died in silence it takes for quiet.
/// Therefore one object is fetched before everything is told anew: an answer shows that the server is there, and twice
/// the same old version in memory that the informer has gone deaf.
final class Watched {
    private static final Duration PROBE = Duration.ofSeconds(5);

    private final KubernetesClient client;
    private final Slim.Kind kind;
    private final BiFunction<Collection<GenericKubernetesResource>, Instant, List<Status>> statuses;
    private final Runnable stir;
    private final Consumer<String> news;
    private SharedIndexInformer<GenericKubernetesResource> informer;
    private Optional<String> missed = Optional.empty();
    private volatile String trouble = "";

    /// `stir` is run whenever something has changed.
    Watched(
            KubernetesClient client,
            Slim.Kind kind,
            BiFunction<Collection<GenericKubernetesResource>, Instant, List<Status>> statuses,
            Runnable stir,
            Consumer<String> news) {
        this.client = client;
        this.kind = kind;
        this.statuses = statuses;
        this.stir = stir;
        this.news = news;
        this.informer = informer();
    }

    private SharedIndexInformer<GenericKubernetesResource> informer() {
        return kind.informer(client)
                .removeNamespaceIndex()
                .exceptionHandler((isStarted, failure) -> isWorthARetry(failure))
                .addEventHandler(new Stirring(stir));
    }

    void start() {
        informer.start();
    }

    void stop() {
        informer.stop();
    }

    /// Whether what is in memory is worth telling.
    boolean isWatching() {
        return informer.hasSynced() && informer.isWatching();
    }

    List<Status> statuses(Instant now) {
        return statuses.apply(informer.getStore().list(), now);
    }

    /// Whether the server is there and the memory keeps up with it.
    boolean isSound() throws InterruptedException {
        try {
            Optional<GenericKubernetesResource> one =
                    Within.limit(PROBE, "look at the " + kind.plural(), () -> kind.first(client)).stream()
                            .findFirst();
            String there = one.map(Watched::version).orElse("none");
            String known = one.map(object -> informer.getStore().getByKey(Cache.metaNamespaceKeyFunc(object)))
                    .map(Watched::version)
                    .orElse("none");
            boolean isBehind = !there.equals(known);
            if (isBehind && missed.equals(Optional.of(known))) {
                beginAnew();
                return false;
            }
            missed = isBehind ? Optional.of(known) : Optional.empty();
            trouble = "";
            return true;
        } catch (KubernetesClientException failed) {
            say(Trouble.of(failed));
            return false;
        }
    }

    private static String version(HasMetadata object) {
        return object.getMetadata().getResourceVersion();
    }

    private void beginAnew() {
        say("the watch has gone deaf and is begun anew");
        missed = Optional.empty();
        informer.stop();
        informer = informer();
        informer.start();
    }

    /// Always: who may not watch today may be allowed to tomorrow.
    private boolean isWorthARetry(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof KubernetesClientException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        say(cause instanceof KubernetesClientException refused ? Trouble.of(refused) : String.valueOf(cause));
        return true;
    }

    private void say(String why) {
        if (!why.equals(trouble)) {
            trouble = why;
            news.accept("The cluster's " + kind.plural() + " cannot be watched: " + why + ".");
        }
    }

    /// Whatever happened: look again.
    private record Stirring(Runnable stir) implements ResourceEventHandler<GenericKubernetesResource> {
        @Override
        public void onAdd(GenericKubernetesResource added) {
            stir.run();
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
            stir.run();
        }

        @Override
        public void onDelete(GenericKubernetesResource deleted, boolean isFinalStateUnknown) {
            stir.run();
        }
    }
}
