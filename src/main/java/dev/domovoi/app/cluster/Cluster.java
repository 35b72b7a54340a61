package dev.domovoi.app.cluster;

import dev.domovoi.app.TimeSource;
import dev.domovoi.app.config.AgentConfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// This pod's place among the others: whether it leads, the ledger that leaders hand on, and how the cluster itself
/// is.
public final class Cluster implements AutoCloseable {
    /// The ledger's name is the Lease's with this behind it.
    public static final String LEDGER = "-ledger";

    private static final Duration LEDGER_LIMIT = Duration.ofSeconds(2);
    private static final int NONCE_BYTES = 4;

    private final AgentConfig.Cluster config;
    private final KubernetesClient client;
    private final Consumer<String> news;
    private final String identity;
    private final Election election;
    private volatile Runnable changed = () -> {};
    private int ledgers;

    private Cluster(
            AgentConfig.Cluster config,
            KubernetesClient client,
            TimeSource time,
            RandomGenerator random,
            Consumer<String> news) {
        this.config = config;
        this.client = client;
        this.news = news;
        this.identity = identity(config.pod(), random);
        LeaseSeat seat = new LeaseSeat(client, config.namespace(), config.lease(), identity, config.duration());
        this.election = new Election(seat, config, time, random, new Election.Listener() {
            @Override
            public void changed() {
                changed.run();
            }

            @Override
            public void said(String sentence) {
                news.accept(sentence);
            }
        });
    }

    /// Finds the API server as every Kubernetes client does; nothing is sent before [#start].
    public static Cluster join(
            AgentConfig.Cluster config, TimeSource time, RandomGenerator random, Consumer<String> news) {
        return new Cluster(config, Kubernetes.connect(), time, random, news);
    }

    /// The same with a client that was made elsewhere and is closed here.
    public static Cluster join(
            AgentConfig.Cluster config,
            KubernetesClient client,
            TimeSource time,
            RandomGenerator random,
            Consumer<String> news) {
        return new Cluster(config, client, time, random, news);
    }

    /// A pod that was started anew under its old name is another one: what its predecessor was doing is not known to
    /// it.
    private static String identity(String pod, RandomGenerator random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return pod + "_" + HexFormat.of().formatHex(nonce);
    }

    /// Begins to stand for the Lease; `changed` is called, on a thread that must not wait, when [#term] may have
    /// changed.
    public void start(Runnable whenChanged) {
        changed = whenChanged;
        election.start();
    }

    /// The term in which this pod leads right now.
    public Optional<Term> term() {
        return election.term();
    }

    public boolean isAlive() {
        return election.isAlive();
    }

    /// Why the Lease cannot be used at present.
    public Optional<String> trouble() {
        return election.trouble();
    }

    /// The ledger for the term that has just begun; not opened yet.
    public LedgerMap ledger() {
        ledgers++;
        return new LedgerMap(
                client, config.namespace(), config.lease() + LEDGER, identity + "_" + ledgers, LEDGER_LIMIT);
    }

    /// How long to rest after an attempt that failed.
    public Duration retry() {
        return config.retry();
    }

    /// Watches nodes and pods until it is closed; empty where that is switched off.
    public Optional<ClusterWatch> watch(ClusterWatch.Sink sink, TimeSource stamps) {
        if (!config.isWatching()) {
            return Optional.empty();
        }
        ClusterWatch watch = new ClusterWatch(client, stamps, sink, news);
        watch.start();
        return Optional.of(watch);
    }

    /// Leads no more and leaves the Lease free for the next one. Takes three seconds at most.
    @Override
    public void close() {
        try {
            election.stop();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
