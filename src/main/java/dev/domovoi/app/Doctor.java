package dev.domovoi.app;

import dev.domovoi.app.backfill.Survey;
import dev.domovoi.app.bus.Inbox;
import dev.domovoi.app.bus.MqttBus;
import dev.domovoi.app.bus.MqttOptions;
import dev.domovoi.app.bus.Stranger;
import dev.domovoi.app.cluster.Permissions;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.rules.RulesInForce;
import dev.domovoi.observe.Decoder;
import dev.domovoi.observe.Dialect;
import dev.domovoi.observe.Dialects;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Observation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Looks at everything the agent depends on, and knows the remedy for what is missing.
public final class Doctor {
    private static final long LEAST_FREE_BYTES = 200L << 20;
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(6);
    private static final Instant BUILT_AFTER = Instant.parse("2026-01-01T00:00:00Z");

    private final AgentConfig config;
    private final Duration connectWithin;

    public Doctor(AgentConfig config) {
        this(config, CONNECT_WITHIN);
    }

    Doctor(AgentConfig config, Duration connectWithin) {
        this.config = config;
        this.connectWithin = connectWithin;
    }

    /// One thing that was looked at: how it is, and what to do where it is not well.
    public record Finding(String what, boolean isWell, String detail, String remedy) {
        public String line() {
            return (isWell ? "ok    " : "FAULT ") + what + ": " + detail + (isWell ? "" : "; " + remedy);
        }
    }

    /// Looks at everything; listens for devices for so long.
    public List<Finding> examine(Duration listening) {
        List<Finding> findings = new ArrayList<>();
        findings.add(clock());
        findings.add(zone());
        findings.add(disk());
        findings.addAll(broker(listening));
        findings.add(acting());
        findings.add(rules());
        findings.addAll(prometheus());
        findings.addAll(cluster());
        return findings;
    }

    /// One line for each permission that the configuration needs; none outside a cluster.
    private List<Finding> cluster() {
        List<Finding> findings = new ArrayList<>();
        try {
            for (AgentConfig.Cluster member : config.cluster().stream().toList()) {
                Permissions.ask(member).forEach(answer -> findings.add(permission(member, answer)));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return findings;
    }

    private static Finding permission(AgentConfig.Cluster member, Permissions.Answer answer) {
        String scope = answer.isInNamespace() ? "in namespace " + member.namespace() : "in the whole cluster";
        return new Finding(
                "kubernetes",
                answer.lacking().isEmpty(),
                answer.verb() + " " + answer.resource() + " " + scope + " is "
                        + answer.lacking().orElse("allowed"),
                "give the pod's service account a " + (answer.isInNamespace() ? "Role" : "ClusterRole") + " with "
                        + answer.verb() + " on " + answer.resource()
                        + (answer.isInNamespace() ? "" : ", or set cluster.watch to false"));
    }

    /// How much of the past can be learned; none where no server is named.
    private List<Finding> prometheus() {
        List<Finding> findings = new ArrayList<>();
        try {
            for (AgentConfig.Prometheus server : config.prometheus().stream().toList()) {
                Survey survey = Survey.of(server, InstantSource.system().instant(), connectWithin);
                findings.add(new Finding(
                        "prometheus",
                        survey.isWell(),
                        survey.detail(),
                        "let Prometheus scrape this agent's /metrics, or name another exporter's metric in"
                                + " prometheus.series; until then streams are learned live"));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return findings;
    }

    private static Finding clock() {
        Instant now = InstantSource.system().instant();
        return new Finding(
                "clock",
                now.isAfter(BUILT_AFTER),
                "it is " + now,
                "set the clock (chrony or systemd-timesyncd): habits follow the time of day");
    }

    private Finding zone() {
        boolean isLocal = !config.zone().getId().equals("UTC");
        return new Finding(
                "home.zone",
                true,
                config.zone() + (isLocal ? "" : " (the default; set home.zone if the home lives by another time)"),
                "");
    }

    private Finding disk() {
        Path directory = config.stateDir();
        String remedy = "set state.dir to a directory that may be written and has 200 MiB free";
        try {
            Files.createDirectories(directory);
            Path probe = Files.createTempFile(directory, "probe", ".tmp");
            Files.delete(probe);
            long free = Files.getFileStore(directory).getUsableSpace();
            return new Finding(
                    "disk",
                    free >= LEAST_FREE_BYTES,
                    directory.toAbsolutePath() + " can be written, " + (free >> 20) + " MiB free",
                    remedy);
        } catch (IOException refused) {
            return new Finding("disk", false, directory.toAbsolutePath() + " cannot be written: " + refused, remedy);
        }
    }

    private List<Finding> broker(Duration listening) {
        if (config.mqtt().url().isEmpty()) {
            return List.of(
                    new Finding(
                            "broker",
                            true,
                            "embedded, on " + config.broker().listen() + ":"
                                    + config.broker().port() + " while the agent runs",
                            ""),
                    new Finding("router", true, "not looked at: /health/ready of the running agent names each", ""));
        }
        Inbox inbox = new Inbox(config.mqtt().queueMessages(), InstantSource.system());
        Awaited awaited = new Awaited();
        MqttOptions options = BrokerChoice.probe(config);
        try (MqttBus bus = new MqttBus(options, inbox, awaited, InstantSource.system(), new Random(1))) {
            List<Dialect> dialects = Dialects.of(config.dialects());
            dialects.forEach(dialect -> bus.subscribe(dialect.subscriptions()));
            bus.subscribe(config.mqtt().subscribe());
            RouterRound routers = new RouterRound(config.mqtt().prefix());
            bus.subscribe(routers.filters());
            bus.start();
            Optional<String> failure = awaited.failure(connectWithin);
            Finding connection = new Finding(
                    "broker",
                    failure.isEmpty(),
                    options.address()
                            + failure.map(why -> ": " + bus.trouble().orElse(why))
                                    .orElse(" lets us in"),
                    "check mqtt.url, mqtt.user, mqtt.password and mqtt.ca");
            if (failure.isPresent()) {
                return List.of(connection);
            }
            List<Finding> findings =
                    new ArrayList<>(List.of(connection, door(options), devices(inbox, dialects, routers, listening)));
            findings.addAll(routers.findings(InstantSource.system().instant()));
            return findings;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /// Whether it lets in anyone: no fault while nothing may be done anyway.
    private Finding door(MqttOptions options) {
        Stranger.Answer answer = Stranger.knock(options, connectWithin);
        String detail = switch (answer) {
            case Stranger.Answer.LetIn in -> "lets in anyone without a password: nothing is done over it";
            case Stranger.Answer.TurnedAway away -> "turns strangers away";
            case Stranger.Answer.Unclear unclear -> "gave a stranger no clear answer: " + unclear.why();
        };
        boolean isWell = answer instanceof Stranger.Answer.TurnedAway
                || config.act().allow().isEmpty();
        return new Finding("open_broker", isWell, detail, DoorWatch.REMEDY);
    }

    private static Finding devices(Inbox inbox, List<Dialect> dialects, RouterRound routers, Duration listening)
            throws InterruptedException {
        Decoder decoder = new Decoder(dialects);
        Map<String, Set<String>> seen = new TreeMap<>();
        long end = System.nanoTime() + listening.toNanos();
        while (System.nanoTime() < end) {
            Optional<Message> message = inbox.take(Duration.ofMillis(200));
            boolean isOther = message.filter(heard -> !routers.hears(heard)).isPresent();
            if (isOther && decoder.decode(message.get()) instanceof Decoder.Result.Known known) {
                for (Observation observation : known.understood().observations()) {
                    seen.computeIfAbsent(known.dialect(), added -> new TreeSet<>())
                            .add(observation.source().device().name());
                }
            }
        }
        return new Finding(
                "devices",
                !seen.isEmpty(),
                seen.isEmpty() ? "none heard in " + listening.toSeconds() + " s" : "heard " + seen,
                "point your plugs at this broker; plugs that report every 5 minutes want --listen 330");
    }

    /// What would be in force after a start now; a running agent keeps its last good set.
    private Finding rules() {
        RulesInForce rules = new RulesInForce(config.rules().dir());
        rules.load();
        RulesInForce.State state = rules.state();
        List<String> unset = new ArrayList<>();
        if (config.rules().contractWatts().isEmpty()) {
            unset.add("home.contract_watts");
        }
        if (config.rules().presence().isEmpty()) {
            unset.add("home.presence");
        }
        String silent = unset.isEmpty()
                ? ""
                : "; rules that ask for " + String.join(" or ", unset) + ", not set here, stay silent";
        return new Finding(
                "rules",
                state.refused().isEmpty(),
                state.refused()
                        .orElseGet(() -> state.set().book().rules().size() + ", from " + rules.origin() + ", set "
                                + state.set().id() + silent),
                "correct it: a running agent keeps its last good set until then, and after a start none is in force");
    }

    private Finding acting() {
        boolean isSafe = config.act().allow().isEmpty()
                || config.mqtt().url().isEmpty()
                || config.mqtt().user().isPresent();
        return new Finding(
                "acting",
                isSafe,
                "mode " + config.mode().word() + ", " + config.act().allow().size() + " entries in act.allow",
                "the broker is used without a user: give it passwords before anything is switched over it");
    }

    /// Waits for the first word about the connection.
    private static final class Awaited implements MqttBus.Listener {
        private final CompletableFuture<Boolean> first = new CompletableFuture<>();

        @Override
        public void connected(Instant at) {
            first.complete(true);
        }

        @Override
        public void lost(Instant at, String why) {
            first.complete(false);
        }

        Optional<String> failure(Duration limit) throws InterruptedException {
            try {
                boolean isConnected = first.get(limit.toMillis(), TimeUnit.MILLISECONDS);
                return isConnected ? Optional.empty() : Optional.of("the connection was lost at once");
            } catch (TimeoutException silence) {
                return Optional.of("no connection within " + limit.toSeconds() + " s");
            } catch (ExecutionException impossible) {
                return Optional.of(String.valueOf(impossible.getCause()));
            }
        }
    }
}
