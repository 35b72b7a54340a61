package dev.domovoi.app;

import dev.domovoi.act.router.RouterControl;
import dev.domovoi.app.Narrator.Kind;
import dev.domovoi.app.bus.EmbeddedBroker;
import dev.domovoi.app.bus.Inbox;
import dev.domovoi.app.bus.MqttBus;
import dev.domovoi.app.bus.MqttOptions;
import dev.domovoi.app.cluster.Cluster;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.drill.DrillNight;
import dev.domovoi.app.explain.Explainer;
import dev.domovoi.app.node.NodePublisher;
import dev.domovoi.app.report.WeekCard;
import dev.domovoi.app.report.WeekCards;
import dev.domovoi.app.router.NetworkView;
import dev.domovoi.app.rules.RuleLook;
import dev.domovoi.app.rules.RulesInForce;
import dev.domovoi.app.store.Shelter;
import dev.domovoi.app.store.Store;
import dev.domovoi.app.store.Store.KeptDecision;
import dev.domovoi.app.store.StoreCopy;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Maintenance;
import dev.domovoi.decide.rule.Standing;
import dev.domovoi.signal.DeviceId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;

/// The running agent, started and stopped as one. Alone it keeps the watch itself from start to end; in a cluster it
/// is connected and waits for its turn to lead.
public final class Agent implements AutoCloseable {
    private static final Devices NO_DEVICES = new Devices(Map.of());

    private final Station station;
    private final Optional<EmbeddedBroker> broker;
    private final MqttOptions brokerOptions;
    private final NodePublisher node;
    private final Optional<String> loss;
    private final RuleLook ruleLook;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private volatile Optional<Vigil> alone = Optional.empty();
    private volatile Optional<Handover> handover = Optional.empty();

    private Agent(AgentConfig config, TimeSource time, Narrator narrator, Exits exits) {
        Shelter shelter = Shelter.open(config.stateDir(), config.decisionsKept(), time.instant());
        Store store = shelter.store();
        this.loss = shelter.loss();
        BrokerChoice choice = BrokerChoice.of(config);
        this.broker = choice.embedded();
        this.brokerOptions = choice.options();
        Inbox inbox = new Inbox(
                config.mqtt().queueMessages(), Optional.of(config.mqtt().prefix()), time);
        MqttBus bus = new MqttBus(
                brokerOptions, inbox, new Connections(narrator), time, new Random(new SecureRandom().nextLong()));
        broker.ifPresent(own -> own.watch(bus::hears, inbox));
        this.node = new NodePublisher(config, (topic, text) -> bus.publish(topic, text, false), narrator, time);
        Vitals vitals = new Vitals();
        vitals.record.goOn(store.alarmDays().all());
        RulesInForce rules = new RulesInForce(config.rules().dir());
        this.ruleLook = new RuleLook(rules, narrator);
        this.station = new Station(config, time, vitals, store, rules, inbox, bus, narrator, exits);
    }

    /// Starts an agent, after it has learned from `history` where one is given.
    public static Agent start(AgentConfig config, TimeSource time, Optional<Path> history, Narrator narrator) {
        Optional<Cluster> cluster = config.cluster()
                .map(member -> Cluster.join(
                        member,
                        TimeSource.ofMachine(),
                        new SecureRandom(),
                        sentence -> narrator.say(Kind.NEWS, sentence)));
        return start(config, time, history, narrator, cluster);
    }

    /// Starts an agent in a cluster that was joined already, or alone.
    static Agent start(
            AgentConfig config, TimeSource time, Optional<Path> history, Narrator narrator, Optional<Cluster> cluster) {
        return start(config, time, history, narrator, cluster, Exits.PLAIN);
    }

    static Agent start(
            AgentConfig config,
            TimeSource time,
            Optional<Path> history,
            Narrator narrator,
            Optional<Cluster> cluster,
            Exits exits) {
        Agent agent = new Agent(config, time, narrator, exits);
        try {
            agent.ruleLook.begin();
            if (cluster.isPresent()) {
                agent.station.bus().start();
                agent.join(cluster.get(), history);
            } else {
                agent.watchAlone(history);
                agent.station.bus().start();
            }
            agent.node.start(); // what is published of this machine itself does not depend on who leads
            return agent;
        } catch (RuntimeException failed) {
            agent.close();
            throw failed;
        }
    }

    private void watchAlone(Optional<Path> history) {
        loss.ifPresent(why -> station.narrator().say(Kind.TROUBLE, "Acting is refused: " + why + "."));
        station.vitals().kept(loss);
        Vigil vigil =
                new Vigil(station, station.exits().ledger().apply(new LocalLedger(station.store(), loss)), () -> true);
        alone = Optional.of(vigil);
        vigil.start(history);
    }

    private void join(Cluster cluster, Optional<Path> history) {
        Handover joined = new Handover(station, cluster, history);
        handover = Optional.of(joined);
        joined.start();
    }

    /// The watch that is kept here right now; empty while another pod leads.
    private Optional<Vigil> vigil() {
        return alone.or(() -> handover.flatMap(Handover::vigil));
    }

    /// Whether this process scores, decides and acts.
    public boolean isLeading() {
        return vigil().isPresent();
    }

    public AgentConfig config() {
        return station.config();
    }

    public TimeSource time() {
        return station.time();
    }

    public Vitals vitals() {
        return station.vitals();
    }

    /// What is known of the devices; nothing while another pod leads.
    public Devices devices() {
        return vigil().map(Vigil::devices).orElse(NO_DEVICES);
    }

    /// What is known of the network; nothing while another pod leads.
    public NetworkView network() {
        return vigil().map(Vigil::network).orElse(NetworkView.EMPTY);
    }

    /// Who asks routers for something; nobody while another pod leads.
    Optional<RouterControl> routers() {
        return vigil().map(Vigil::routers);
    }

    /// The devices and clients that a person may mean by a name.
    public Set<DeviceId> named(String name) {
        Set<DeviceId> found = new TreeSet<>(KeptThings.named(station.store(), name));
        Set<DeviceId> known = new TreeSet<>(devices().all());
        vitals().progress()
                .forEach(learned -> known.add(learned.stream().source().device()));
        for (DeviceId device : known) {
            List<String> names =
                    List.of(device.name(), device.toString(), devices().householdName(device));
            if (names.stream().anyMatch(name::equalsIgnoreCase)) {
                found.add(device);
            }
        }
        for (NetworkView.Client client : network().clients()) {
            boolean isIt = client.id().name().equals(KeptThings.client(name))
                    || client.name().equalsIgnoreCase(name)
                    || client.name().equalsIgnoreCase(name + " (" + client.id().name() + ")");
            if (isIt) {
                found.add(client.id());
            }
        }
        return found;
    }

    /// Nothing is to be known of it any more; false where nobody here would see to it now.
    public boolean forget(DeviceId device) {
        Set<String> subjects = new TreeSet<>(List.of(device.name(), devices().householdName(device)));
        network().client(device).ifPresent(client -> subjects.add(client.name()));
        state().incidents().stream()
                .filter(incident -> incident.device().equals(device))
                .forEach(incident -> subjects.add(incident.name()));
        return vigil().map(watch -> watch.forget(device, subjects)).orElse(false);
    }

    /// What deciding remembers; nothing while another pod leads.
    public HomeState state() {
        return vigil().map(Vigil::state).orElseGet(HomeState::empty);
    }

    /// The report cards of so many weeks, the running one first.
    public List<WeekCard> weeks(int most) {
        return new WeekCards(station.store(), this::state, config().zone(), config().alarmsPerWeek())
                .newest(most, time().instant());
    }

    /// Whether an incident is open, or was closed so lately that a person may still say what it was.
    public boolean knowsIncident(String id) {
        return state().incidents().stream().anyMatch(open -> open.id().equals(id))
                || station.store().closed().find(id).isPresent();
    }

    /// When people work on devices by the configuration.
    public Maintenance maintenance() {
        return Policies.maintenance(station.config());
    }

    /// The newest decisions that this process took, newest first.
    public List<KeptDecision> decisions(int most) {
        return station.store().decisions(most);
    }

    /// Tells any of them in words.
    public Explainer explainer() {
        return new Explainer(
                station.store(), state(), config().zone(), config().mqtt().prefix());
    }

    /// The rules that are in force here, whoever leads.
    public RulesInForce rules() {
        return station.rules();
    }

    /// How each of them stands; nothing before the first full minute, and while another pod leads.
    public List<Standing> standings() {
        return vigil().map(Vigil::standings).orElse(List.of());
    }

    /// Hands a person's wish to the decider; false where nobody here would hear it.
    public boolean ask(Event event) {
        return vigil().map(watch -> watch.ask(event)).orElse(false);
    }

    public Inbox inbox() {
        return station.inbox();
    }

    /// Messages read and not yet handled, beside those in the inbox.
    public int waiting() {
        return station.inbox().depth() + vigil().map(Vigil::waiting).orElse(0);
    }

    public boolean isConnected() {
        return station.bus().isConnected();
    }

    /// Why the newest attempt to reach the broker failed; empty once one has succeeded.
    public Optional<String> brokerTrouble() {
        return station.bus().trouble();
    }

    /// Why this pod could not lead, or leads without being allowed to act; empty outside a cluster.
    public Optional<String> clusterTrouble() {
        return handover.flatMap(Handover::trouble);
    }

    /// Whether the threads that watch the home, or wait for their turn to, are at work.
    public boolean isAlive() {
        return alone.map(Vigil::isAlive)
                .or(() -> handover.map(Handover::isAlive))
                .orElse(false);
    }

    /// What the newest drill found; empty before the first, and while another pod leads.
    public Optional<DrillNight> drilled() {
        return vigil().flatMap(Vigil::drilled);
    }

    /// Writes all that is in memory, and copies the store into a file of that name in the state directory.
    public void copyStore(String name) {
        vigil().ifPresent(Vigil::write);
        StoreCopy.make(station.store(), config().stateDir(), name);
    }

    public long storeBytes() {
        return station.store().bytes();
    }

    /// The broker that is used: how a client reaches it and with what.
    public MqttOptions brokerOptions() {
        return brokerOptions;
    }

    /// The embedded broker's port, where there is one.
    public Optional<EmbeddedBroker> embeddedBroker() {
        return broker;
    }

    /// Hands over within a few seconds: what was learned is written, the Lease left free, the broker told.
    @Override
    public void close() {
        if (isClosed.getAndSet(true)) {
            return;
        }
        alone.ifPresent(Vigil::end);
        handover.ifPresent(Handover::stop);
        node.close();
        ruleLook.close();
        station.bus().close();
        broker.ifPresent(EmbeddedBroker::close);
        boolean isWriting = alone.map(Vigil::isWriting)
                .or(() -> handover.map(Handover::isWriting))
                .orElse(false);
        if (!isWriting) {
            station.store().close();
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
            vigil().ifPresent(watch -> watch.happened(new Event.Unsettled(Cause.RECONNECT)));
        }

        @Override
        public void lost(Instant at, String why) {
            if (isClosed.get()) {
                return;
            }
            narrator.say(Kind.TROUBLE, "Lost the broker at " + brokerOptions.address() + ": " + why + ".");
            vigil().ifPresent(watch -> watch.happened(new Event.Unsettled(Cause.DISCONNECT)));
        }
    }
}
