package dev.domovoi.app;

import dev.domovoi.act.Dispatcher;
import dev.domovoi.act.mqtt.Confirmations;
import dev.domovoi.act.mqtt.PlugSwitch;
import dev.domovoi.app.Narrator.Kind;
import dev.domovoi.app.bus.EmbeddedBroker;
import dev.domovoi.app.bus.Inbox;
import dev.domovoi.app.bus.MqttBus;
import dev.domovoi.app.bus.MqttOptions;
import dev.domovoi.app.bus.Publication;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.store.Store;
import dev.domovoi.app.store.StoreException;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.decide.HomeDecider;
import dev.domovoi.decide.HomeState;
import dev.domovoi.observe.Decoder;
import dev.domovoi.observe.Dialect;
import dev.domovoi.observe.Dialects;
import dev.domovoi.signal.SwitchRecipe;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/// The running agent: everything that was wired together, started and stopped as one.
public final class Agent implements AutoCloseable {
    private static final Duration CONFIRM_WITHIN = Duration.ofSeconds(20);
    private static final Duration WATTS_WITHIN = Duration.ofSeconds(40);
    private static final Duration ACTION_DEADLINE = Duration.ofSeconds(70);

    private final AgentConfig config;
    private final TimeSource time;
    private final Vitals vitals = new Vitals();
    private final Store store;
    private final Optional<EmbeddedBroker> broker;
    private final MqttOptions brokerOptions;
    private final Inbox inbox;
    private final MqttBus bus;
    private final Devices devices;
    private final Streams streams;
    private final Pipeline pipeline;
    private final HomeThread home;
    private final ReadingThread reader;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private Agent(AgentConfig config, TimeSource time, Narrator narrator) {
        this.config = config;
        this.time = time;
        this.store = Store.open(config.stateDir());
        BrokerChoice choice = BrokerChoice.of(config);
        this.broker = choice.embedded();
        this.brokerOptions = choice.options();
        this.inbox = new Inbox(
                config.mqtt().queueMessages(), Optional.of(config.mqtt().prefix()), time);
        this.bus = new MqttBus(
                brokerOptions, inbox, new Connections(narrator), time, new Random(new SecureRandom().nextLong()));
        broker.ifPresent(own -> own.watch(bus::hears, inbox.brokerLosses()));
        this.devices = new Devices(config.devices());
        this.streams = new Streams(
                config.zone(),
                config.alarmsPerWeek(),
                store.streams(),
                (stream, problem) -> narrator.say(
                        Kind.TROUBLE, "What was learned of " + stream + " is lost and learned anew: " + problem));
        Confirmations confirmations = new Confirmations();
        Dispatcher dispatcher = new Dispatcher(
                new PlugSwitch(this::send, devices::recipe, confirmations, CONFIRM_WITHIN, WATTS_WITHIN));
        Announcer announcer = new Announcer(
                config.mqtt().prefix(),
                store,
                bus,
                dispatcher,
                ACTION_DEADLINE,
                vitals,
                narrator,
                time,
                this::happened);
        this.pipeline = new Pipeline(
                devices, streams, confirmations, new HomeDecider(Policies.of(config)), restoredState(), announcer);
        this.home = new HomeThread(pipeline, time, vitals, this::snapshot);
        List<Dialect> dialects = Dialects.all();
        Commands commands = new Commands(config.mqtt().prefix(), config.mqtt().approvals());
        this.reader = new ReadingThread(inbox, new Decoder(dialects), commands, home, vitals, narrator);
        List<String> filters = new ArrayList<>(config.mqtt().subscribe());
        dialects.forEach(dialect -> filters.addAll(dialect.subscriptions()));
        filters.add(commands.filter());
        bus.subscribe(filters).forEach(problem -> narrator.say(Kind.TROUBLE, "Not subscribed: " + problem));
    }

    /// Starts an agent, after it has learned from `history` where one is given.
    public static Agent start(AgentConfig config, TimeSource time, Optional<Path> history, Narrator narrator) {
        Agent agent = new Agent(config, time, narrator);
        try {
            history.ifPresent(recording -> new History(agent.streams, narrator).learn(recording, time.instant()));
            agent.vitals.progress(agent.streams.progress(time.instant()));
            agent.pipeline.handle(new Arrival.Happened(new Event.Unsettled(Cause.START)), time.instant());
            agent.home.start();
            agent.reader.start();
            agent.bus.start();
            return agent;
        } catch (RuntimeException failed) {
            agent.close();
            throw failed;
        }
    }

    private HomeState restoredState() {
        List<String> lines = store.home();
        return lines.isEmpty() ? HomeState.empty() : HomeState.restored(lines);
    }

    public AgentConfig config() {
        return config;
    }

    public TimeSource time() {
        return time;
    }

    public Vitals vitals() {
        return vitals;
    }

    public Devices devices() {
        return devices;
    }

    public HomeState state() {
        return pipeline.state();
    }

    public Inbox inbox() {
        return inbox;
    }

    /// Messages read and not yet handled, beside those in the inbox.
    public int waiting() {
        return inbox.depth() + home.depth();
    }

    public boolean isConnected() {
        return bus.isConnected();
    }

    /// Why the newest attempt to reach the broker failed; empty once one has succeeded.
    public Optional<String> brokerTrouble() {
        return bus.trouble();
    }

    /// Whether the thread that watches the home is at work.
    public boolean isAlive() {
        return home.isAlive() && reader.isAlive();
    }

    public long storeBytes() {
        return store.bytes();
    }

    /// The broker that is used: how a client reaches it and with what.
    public MqttOptions brokerOptions() {
        return brokerOptions;
    }

    /// The embedded broker's port, where there is one.
    public Optional<EmbeddedBroker> embeddedBroker() {
        return broker;
    }

    private boolean send(SwitchRecipe.Command command) {
        return switch (bus.publish(command.topic(), command.payload(), false)) {
            case Publication.Queued queued -> true;
            case Publication.NotConnected no -> false;
            case Publication.Full full -> false;
            case Publication.Invalid invalid -> false;
        };
    }

    private void happened(Event event) {
        try {
            home.hand(new Arrival.Happened(event));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /// Runs on the home thread, which owns what is written.
    private void snapshot() {
        vitals.progress(streams.progress(time.instant()));
        try {
            store.keepStreams(streams.states(), time.instant());
            store.keep(pipeline.state().durable(), List.of());
        } catch (StoreException failed) {
            System.getLogger(Agent.class.getName())
                    .log(System.Logger.Level.WARNING, "learning goes on, but is not kept: " + failed.getMessage());
        }
    }

    /// Hands over within a few seconds: what was learned is written, the broker is told.
    @Override
    public void close() {
        if (isClosed.getAndSet(true)) {
            return;
        }
        try {
            reader.stop();
            home.stop();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        bus.close();
        broker.ifPresent(EmbeddedBroker::close);
        if (!home.isAlive()) {
            store.close();
        }
    }

    private final class Connections implements MqttBus.Listener {
        private final Narrator narrator;

        Connections(Narrator narrator) {
            this.narrator = narrator;
        }

        @Override
        public void connected(Instant at) {
            narrator.say(Kind.NEWS, "Connected to the broker at " + brokerOptions.address() + ".");
            happened(new Event.Unsettled(Cause.RECONNECT));
        }

        @Override
        public void lost(Instant at, String why) {
            if (isClosed.get()) {
                return;
            }
            narrator.say(Kind.TROUBLE, "Lost the broker at " + brokerOptions.address() + ": " + why + ".");
            happened(new Event.Unsettled(Cause.DISCONNECT));
        }
    }
}
