package dev.domovoi.app.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/// The ledger that pods hand on: a ConfigMap that one leader writes and the next one reads. It belongs to one term.
///
/// Who opens it signs it, which changes its version. A leader that does not know yet that it leads no more still
/// names the old version, and is refused by the API server: then it has to stop acting.
public final class LedgerMap {
    /// A ConfigMap holds at most 1 MiB in all.
    static final int MOST_BYTES = 900_000;

    private static final String WRITER = "writer";
    private static final String STATE = "state";
    private static final int MOST_TRIES = 3;

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final String writer;
    private final Duration limit;
    private Optional<ConfigMap> known = Optional.empty();
    private String written = "";

    /// `writer` names this pod's term, and no other one.
    LedgerMap(KubernetesClient client, String namespace, String name, String writer, Duration limit) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
        this.writer = writer;
        this.limit = limit;
    }

    /// What came of opening it.
    public sealed interface Opened {
        /// It is ours, and holds these lines; none where it is new.
        record Ours(List<String> lines) implements Opened {}

        /// Not now; another attempt may do better.
        record Away(String why) implements Opened {}

        /// Not by us: no attempt will do better before somebody changed something.
        record Forbidden(String why) implements Opened {}
    }

    /// What came of writing it.
    public sealed interface Written {
        record Done() implements Written {}

        /// It does not hold the lines, or it is not known whether it does.
        record Failed(String why) implements Written {}

        /// Another pod has opened it since: we lead no more.
        record Fenced(String why) implements Written {}
    }

    /// Reads it and signs it; makes it where there is none.
    public Opened open() throws InterruptedException {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                Optional<ConfigMap> there = Within.limit(limit, "read the ledger", this::read);
                String state = there.map(LedgerMap::stateOf).orElse("");
                known = Optional.of(Within.limit(limit, "sign the ledger", () -> put(there, state)));
                return new Opened.Ours(state.isEmpty() ? List.of() : List.of(state.split("\n", -1)));
            } catch (KubernetesClientException refused) {
                if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    return notOpened(refused);
                }
            }
        }
        return new Opened.Away("the ledger " + name + " is written by others all the time");
    }

    private Opened notOpened(KubernetesClientException refused) {
        String why = "the ledger " + name + " cannot be opened: " + Trouble.of(refused);
        boolean isForbidden = refused.getCode() == HttpURLConnection.HTTP_FORBIDDEN
                || refused.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED;
        return isForbidden ? new Opened.Forbidden(why) : new Opened.Away(why);
    }

    /// Whether the last lines that were written are these.
    public boolean holds(List<String> lines) {
        return written.equals(String.join("\n", lines));
    }

    /// Replaces its lines; waits no longer than the limit.
    public Written write(List<String> lines) throws InterruptedException {
        if (known.isEmpty()) {
            return new Written.Failed("the ledger " + name + " was never opened");
        }
        String state = String.join("\n", lines);
        int bytes = state.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            return new Written.Failed("the ledger would have " + bytes + " bytes, at most " + MOST_BYTES);
        }
        try {
            return write(state, new Rest(limit));
        } catch (KubernetesClientException failed) {
            return new Written.Failed("the ledger " + name + " cannot be written: " + Trouble.of(failed));
        }
    }

    private Written write(String state, Rest rest) throws InterruptedException {
        try {
            return done(rest.call("write", () -> put(known, state)), state);
        } catch (KubernetesClientException refused) {
            switch (refused.getCode()) {
                case HttpURLConnection.HTTP_NOT_FOUND -> {
                    return new Written.Fenced("the ledger " + name + " was deleted");
                }
                case HttpURLConnection.HTTP_CONFLICT -> {}
                default -> throw refused;
            }
        }
        Optional<ConfigMap> there = rest.call("read", this::read);
        String signed = there.map(LedgerMap::writerOf).orElse("nobody");
        if (!signed.equals(writer)) {
            return new Written.Fenced("the ledger " + name + " is now written by " + signed);
        }
        return done(rest.call("write", () -> put(there, state)), state); // a call of ours that was given up had arrived
    }

    /// What is left of the limit for all calls of one write together.
    private record Rest(long endNanos) {
        Rest(Duration limit) {
            this(System.nanoTime() + limit.toNanos());
        }

        <T> T call(String what, Callable<T> call) throws InterruptedException {
            long left = Math.max(0, endNanos - System.nanoTime());
            return Within.limit(Duration.ofNanos(left), what + " the ledger", call);
        }
    }

    private Written done(ConfigMap now, String state) {
        known = Optional.of(now);
        written = state;
        return new Written.Done();
    }

    private Optional<ConfigMap> read() {
        return Optional.ofNullable(
                client.configMaps().inNamespace(namespace).withName(name).get());
    }

    /// Names the version it replaces, or makes it anew: either is a conflict where another was faster.
    private ConfigMap put(Optional<ConfigMap> before, String state) {
        ConfigMap next = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withResourceVersion(before.map(map -> map.getMetadata().getResourceVersion())
                        .orElse(null))
                .endMetadata()
                .withData(Map.of(WRITER, writer, STATE, state))
                .build();
        return before.isPresent()
                ? client.resource(next).update()
                : client.resource(next).create();
    }

    private static String stateOf(ConfigMap map) {
        return Optional.ofNullable(map.getData()).map(data -> data.get(STATE)).orElse("");
    }

    private static String writerOf(ConfigMap map) {
        return Optional.ofNullable(map.getData()).map(data -> data.get(WRITER)).orElse("nobody");
    }
}
