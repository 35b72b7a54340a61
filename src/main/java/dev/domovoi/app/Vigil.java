package dev.domovoi.app;

import dev.domovoi.act.Dispatcher;
import dev.domovoi.act.mqtt.Confirmations;
import dev.domovoi.act.mqtt.PlugSwitch;
import dev.domovoi.act.router.Answers;
import dev.domovoi.act.router.RouterControl;
import dev.domovoi.app.Narrator.Kind;
import dev.domovoi.app.backfill.Backfill;
import dev.domovoi.app.backfill.Pace;
import dev.domovoi.app.bus.Publication;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.drill.DrillNight;
import dev.domovoi.app.drill.NightlyDrill;
import dev.domovoi.app.history.TickHistory;
import dev.domovoi.app.router.NetworkView;
import dev.domovoi.app.router.NetworkWatch;
import dev.domovoi.app.router.RouterMail;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.decide.HomeDecider;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.rule.Standing;
import dev.domovoi.observe.Decoded.Understood;
import dev.domovoi.observe.Decoder;
import dev.domovoi.observe.Dialect;
import dev.domovoi.observe.Dialects;
import dev.domovoi.score.drill.Champion;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.SwitchRecipe;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/// The watch over the home, from when a process begins to lead until it ceases to: all that scores, decides and acts.
///
/// It tells and does nothing once it leads no more, and nothing of it is used again: the next time is another vigil.
final class Vigil {
    private static final Duration CONFIRM_WITHIN = Duration.ofSeconds(20);
    private static final Duration WATTS_WITHIN = Duration.ofSeconds(40);
    private static final Duration ACTION_DEADLINE = Duration.ofSeconds(70);

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final Duration ASKED_WITHIN = Duration.ofSeconds(2);

    private final Station station;
    private final Ledger ledger;
    private final BooleanSupplier leads;
    private final Wire wire;
    private final Devices devices;
    private final Streams streams;
    private final RuleFeed rules;
    private final NetworkWatch network;
    private final Answers answers = new Answers();
    private final Outward outward;
    private final Pipeline pipeline;
    private final LearnedStore learned;
    private final HomeThread home;
    private final ReadingThread reader;
    private final List<String> filters;
    private final DoorWatch door;
    private final Optional<Backfill> backfill;
    private final TickHistory history;
    private final NightlyDrill drill;
    private final Identities identities;
    private volatile boolean hasEnded;

    /// `leads` is asked before anything is told or done.
    Vigil(Station station, Ledger ledger, BooleanSupplier leads) {
        this.station = station;
        this.ledger = ledger;
        this.leads = () -> !hasEnded && leads.getAsBoolean();
        this.wire = new Wire(station.bus(), this.leads);
        AgentConfig config = station.config();
        Narrator narrator = station.narrator();
        this.devices = new Devices(config.devices(), OwnMachine.names(config));
        this.drill = NightlyDrill.of(config, station.time(), narrator);
        this.identities = new Identities(config, devices, station.time(), narrator);
        this.history = new TickHistory(
                config.stateDir(),
                Streams.TICK,
                (file, problem) ->
                        narrator.say(Kind.TROUBLE, "Some of the history that the drill uses is lost: " + problem));
        this.streams = learned(config);
        this.rules = rules(streams);
        Confirmations confirmations = new Confirmations();
        this.network = network(streams);
        this.outward = Outward.of(station, devices, wire, this::state, drill::newest);
        this.pipeline = new Pipeline(
                devices,
                streams,
                confirmations,
                new HomeDecider(Policies.of(config)),
                ledger.restored().declared(devices::role),
                rules,
                network,
                announcer(confirmations));
        this.learned = new LearnedStore(station, streams, history, network, () -> ledger.age(pipeline.state()));
        this.home = new HomeThread(pipeline, station.time(), station.vitals(), learned::write);
        List<Dialect> dialects = Dialects.of(config.dialects());
        Commands commands = new Commands(
                config.mqtt().prefix(),
                config.mqtt().approvals(),
                config.rules().presence(),
                (id, now) -> state().whyNotApproved(id, now));
        RouterMail routers =
                new RouterMail(config.mqtt().prefix(), config.network().nlbwmon());
        this.reader = new ReadingThread(
                station.inbox(),
                new Decoder(dialects),
                commands,
                routers,
                outward.homeAssistant()::hears,
                home,
                station.vitals(),
                narrator);
        this.filters = new ArrayList<>(config.mqtt().subscribe());
        dialects.forEach(dialect -> filters.addAll(dialect.subscriptions()));
        filters.addAll(commands.filters());
        filters.addAll(routers.filters());
        filters.addAll(outward.homeAssistant().filters());
        this.door = DoorWatch.of(station, this::happened);
        this.backfill = config.prometheus()
                .map(server -> new Backfill(config, server, new Heard(), station.time(), narrator, Pace.USUAL));
    }

    private Streams learned(AgentConfig config) {
        return new Streams(
                config.zone(),
                config.alarmsPerWeek(),
                station.store().streams(),
                (stream, problem) -> station.narrator()
                        .say(Kind.TROUBLE, "What was learned of " + stream + " is lost and learned anew: " + problem),
                history::keep,
                stream -> Optional.ofNullable(drill.champions().get(stream.toString()))
                        .map(Champion::scorer));
    }

    private RuleFeed rules(Streams judging) {
        return new RuleFeed(
                () -> station.rules().state().set().book(),
                new RuleFeed.Home(
                        station.config().zone(),
                        station.config().rules().contractWatts(),
                        station.config().rules().presence()),
                devices,
                judging::reportingPeriod);
    }

    private NetworkWatch network(Streams judging) {
        NetworkWatch watch = new NetworkWatch(
                station.config().network().surroundings(),
                station.config().zone(),
                client -> devices.householdName(new DeviceId(NetworkWatch.CLIENT, client)),
                judging::sharePerWeek,
                new NetworkVoice(station.vitals(), station.narrator(), answers));
        watch.restore(station.store().clients());
        return watch;
    }

    private Announcer announcer(Confirmations confirmations) {
        Dispatcher dispatcher = new Dispatcher(new Hands(
                new PlugSwitch(
                        station.exits().commands().apply(this::send),
                        devices::recipe,
                        confirmations,
                        CONFIRM_WITHIN,
                        WATTS_WITHIN),
                new Gatekeepers(routers(), this::routersUp, station.time())));
        return new Announcer(
                station.config().mqtt().prefix(),
                ledger,
                wire,
                dispatcher,
                ACTION_DEADLINE,
                station.vitals(),
                station.narrator(),
                station.time(),
                this::happened,
                outward,
                this::look);
    }

    /// Begins, with a hold, after it has learned from `history` where one is given.
    void start(Optional<Path> history) {
        Instant now = station.time().instant();
        history.ifPresent(recording ->
                new History(streams, devices, station.config().dialects(), station.narrator()).learn(recording, now));
        rememberCycles();
        station.vitals().progress(streams.progress(station.time().instant()));
        pipeline.handle(
                new Arrival.Happened(new Event.Unsettled(Cause.START)),
                station.time().instant());
        home.start();
        reader.start();
        backfill.ifPresent(Backfill::start);
        drill.start();
        identities.start();
        outward.start();
        door.start();
        wire.subscribe(filters).forEach(problem -> station.narrator().say(Kind.TROUBLE, "Not subscribed: " + problem));
    }

    /// What rules learn of cycles of work is not kept as such: it is learned again from the history that is.
    private void rememberCycles() {
        history.write();
        new PastCycles(rules, station.config(), station.narrator()).remember();
    }

    /// Whether it may still tell and do anything.
    boolean leads() {
        return leads.getAsBoolean();
    }

    Devices devices() {
        return devices;
    }

    /// What is known of the network.
    NetworkView network() {
        return network.view();
    }

    private List<String> routersUp() {
        return network().routers().stream()
                .filter(NetworkView.Router::isUp)
                .map(NetworkView.Router::name)
                .toList();
    }

    /// Asks routers for something, and waits for their word.
    RouterControl routers() {
        return new RouterControl(
                station.config().mqtt().prefix(), station.exits().commands().apply(this::send), answers, ANSWER_WITHIN);
    }

    HomeState state() {
        return pipeline.state();
    }

    /// How each rule stands.
    List<Standing> standings() {
        return rules.standings();
    }

    /// Observations read and not yet handled.
    int waiting() {
        return home.depth();
    }

    boolean isAlive() {
        return home.isAlive() && reader.isAlive();
    }

    /// Whether its home thread may still write to the store.
    boolean isWriting() {
        return home.isAlive();
    }

    /// What the newest drill found; empty before the first.
    Optional<DrillNight> drilled() {
        return drill.newest();
    }

    /// Hands an event to the decider; after the end nobody hears it.
    void happened(Event event) {
        try {
            if (!hasEnded) {
                home.hand(new Arrival.Happened(event));
                door.heard(event);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /// The same for a person who waits for it: whether somebody will hear it.
    boolean ask(Event event) {
        try {
            return leads() && home.hand(new Arrival.Happened(event), ASKED_WITHIN);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Nothing is to be known of a device or client any more, in memory and on the disk; whether somebody will see to
    /// it.
    boolean forget(DeviceId device, Collection<String> subjects) {
        try {
            return leads()
                    && home.hand(new Arrival.Forgotten(device, () -> learned.forget(device, subjects)), ASKED_WITHIN);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Writes what otherwise the next snapshot would; returns when that is done, or takes too long.
    void write() {
        try {
            if (!leads() || !home.write(ASKED_WITHIN)) {
                station.narrator().say(Kind.TROUBLE, "A backup goes without what was learned since the last snapshot.");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /// Takes in what was observed otherwise than over MQTT.
    void observed(Understood understood, Instant at) throws InterruptedException {
        home.hand(new Arrival.Read(understood, at));
    }

    /// One whose way of asking is not known yet is asked another time.
    private void look(Source relay) {
        devices.recipe(relay).flatMap(SwitchRecipe::query).ifPresent(this::send);
    }

    private boolean send(SwitchRecipe.Command command) {
        return switch (wire.publish(command.topic(), command.payload(), false)) {
            case Publication.Queued queued -> true;
            case Publication.NotConnected no -> false;
            case Publication.Full full -> false;
            case Publication.Invalid invalid -> false;
        };
    }

    /// Ends it within a few seconds, after what was learned is written.
    void end() {
        door.close();
        backfill.ifPresent(Backfill::close);
        drill.close();
        identities.close();
        outward.close();
        try {
            reader.stop();
            home.stop();
            if (!home.isAlive()) {
                history.writeAll();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        hasEnded = true;
    }

    /// The home as the back-fill sees it.
    private final class Heard implements Backfill.Home {
        @Override
        public List<Streams.Progress> streams() {
            return station.vitals().progress();
        }

        @Override
        public boolean hasNameAlone(DeviceId device) {
            return devices.label(device).equals(device.name());
        }

        @Override
        public OptionalDouble ratingWatts(DeviceId device) {
            return devices.ratingWatts(device);
        }

        @Override
        public void remember(StreamId stream, byte[] state) throws InterruptedException {
            home.hand(new Arrival.Remembered(stream, state));
        }
    }
}
