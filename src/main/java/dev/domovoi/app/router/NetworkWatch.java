package dev.domovoi.app.router;

import dev.domovoi.decide.Event;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.observe.flow.CounterFault;
import dev.domovoi.observe.flow.Nlbwmon;
import dev.domovoi.observe.flow.RouterRecord;
import dev.domovoi.score.baseline.HourOfWeek;
import dev.domovoi.score.flow.Bursts;
import dev.domovoi.score.flow.LearnedBehaviour;
import dev.domovoi.score.flow.Watch;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Finding;
import dev.domovoi.signal.Flow;
import dev.domovoi.signal.Problem;
import dev.domovoi.signal.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The watch over the clients of the network: what routers say goes in, what is found comes out as events for the
/// decider. Belongs to the pipeline's thread; only its [#view] may be looked at by any.
public final class NetworkWatch {
    /// The dialect of clients, which speak none.
    public static final String CLIENT = "client";

    private static final int MOST_CHANGED = 2 * Watch.USUAL_CLIENTS;
    private static final Duration VIEW_EVERY = Duration.ofSeconds(5);

    private final Watch watch;
    private final LearnedBehaviour learned;
    private final ZoneId zone;
    private final UnaryOperator<String> declared;
    private final Listener listener;
    private final Bursts bursts = new Bursts(Incident.CALM);
    private final ClientVolumes volumes = new ClientVolumes();
    private final Map<String, RouterLife> routers = new TreeMap<>();
    private final Map<String, LastHeard> heard = new LinkedHashMap<>(16, 0.75f, true);
    private final ClientTotals totals = new ClientTotals();
    private final PendingFindings pending = new PendingFindings();
    private final Set<String> changed = new HashSet<>();
    private final Set<String> kept = new HashSet<>();
    private List<NetworkView.Client> clients = List.of();
    private Instant viewedAt = Instant.MIN;
    private volatile NetworkView view = NetworkView.EMPTY;

    /// Who hears what is not for the decider.
    public interface Listener {
        /// Something was found, worth an alarm or not.
        default void found(Finding finding) {}

        /// A finding was thrown away: too many wait for the end of a hold.
        default void dropped() {}

        /// A router came or went.
        default void turned(String router, boolean isUp) {}

        /// What is wrong with a router's counters has changed; nothing any more where there are none.
        default void counters(String router, Set<CounterFault> faults) {}

        /// What was kept of a client cannot be used, and is learned anew.
        default void damaged(Problem problem) {}

        /// A router answered a command.
        default void answered(String router, RouterRecord.Ack answer) {}
    }

    /// `declared` gives the name that the household has for a client, or the client itself; `share` what one of the
    /// learned streams may spend of the home's budget, in alarms per week.
    public NetworkWatch(
            Surroundings surroundings,
            ZoneId zone,
            UnaryOperator<String> declared,
            DoubleSupplier share,
            Listener listener) {
        this.watch = new Watch(surroundings, Watch.USUAL_CLIENTS);
        this.learned = new LearnedBehaviour(
                surroundings,
                (stream, slot) -> new HourOfWeek(stream, zone, slot),
                streams -> share.getAsDouble(),
                LearnedBehaviour.USUAL_CLIENTS);
        this.zone = zone;
        this.declared = declared;
        this.listener = listener;
    }

    /// Where no router says anything.
    public static NetworkWatch ofNobody() {
        return new NetworkWatch(Surroundings.usual(), ZoneOffset.UTC, client -> client, () -> 0, new Listener() {});
    }

    /// Goes on from what an earlier run has kept of the clients, see [#states].
    public void restore(Map<String, byte[]> states) {
        states.forEach((client, state) -> {
            kept.add(client);
            ClientMemory.of(client, state, listener::damaged).ifPresent(memory -> {
                watch.restore(client, memory.behaviour()).ifPresent(listener::damaged);
                memory.learned()
                        .map(judges -> learned.restore(
                                client,
                                judges,
                                (judge, stream, slot) -> HourOfWeek.restored(judge, stream, zone, slot)))
                        .ifPresent(problems -> problems.forEach(listener::damaged));
            });
        });
    }

    /// What is to be kept, of the clients that were heard since this was last asked, and who is not known any more.
    public record Kept(Map<String, byte[]> states, Set<String> gone) {}

    public Kept states() {
        Map<String, byte[]> states = new LinkedHashMap<>();
        watch.states(
                changed::contains,
                (client, behaviour) -> new ClientMemory(behaviour, learned.state(client))
                        .kept()
                        .ifPresent(bytes -> states.put(client, bytes)));
        changed.clear();
        kept.addAll(states.keySet());
        Set<String> gone = new HashSet<>(kept);
        watch.names().forEach(gone::remove);
        kept.removeAll(gone);
        return new Kept(states, gone);
    }

    /// Takes in what was heard.
    public void take(RouterNews news, Instant now) {
        switch (news) {
            case RouterNews.Said said -> take(said, now);
            case RouterNews.Counted counted -> counted.totals().forEach(row -> count(row, now));
        }
        look(now);
    }

    private void take(RouterNews.Said said, Instant now) {
        RouterLife router = routers.computeIfAbsent(said.router(), RouterLife::new);
        if (!said.isRetained()) {
            if (router.hasMissedSomething(now)) {
                learned.interrupt();
            }
            router.heard(now);
        }
        switch (said.record()) {
            case RouterRecord.Flows(Flow flow) -> judge(router, said.router(), flow, now);
            case RouterRecord.LeaseList leases -> router.take(leases);
            case RouterRecord.Health health -> {
                router.take(health);
                tellCounters(said.router(), router, now);
            }
            case RouterRecord.Ack ack -> {
                router.take(ack.blocked());
                listener.answered(said.router(), ack);
            }
            case RouterRecord.Refused refused -> {}
        }
    }

    private void tellCounters(String name, RouterLife router, Instant now) {
        router.toTell(now).ifPresent(faults -> listener.counters(name, faults));
    }

    private void judge(RouterLife router, String name, Flow told, Instant now) {
        Flow flow = router.faults().isEmpty() ? told : told.uncounted();
        String client = flow.client().name();
        volumes.add(client, flow.traffic().sentBytes(), flow.traffic().receivedBytes());
        Optional<String> newest = Optional.empty();
        for (Finding finding : Stream.concat(learned.judge(flow).stream(), watch.judge(flow).stream())
                .toList()) {
            listener.found(finding);
            newest = Optional.of(finding.kind().word());
            Bursts.Burst burst = bursts.add(finding);
            if (finding.severity().alarms()) {
                wait(new Event.Found(finding, name(client), burst.isNews(), burst.findings()));
            }
        }
        note(client);
        hear(client, now, name, newest);
    }

    /// A finding does not come again for a while, so it waits where it cannot be heard now.
    private void wait(Event.Found found) {
        if (pending.add(found)) {
            listener.dropped();
        }
    }

    /// Who comes and goes between two snapshots has nothing to be kept.
    private void note(String client) {
        changed.add(client);
        if (changed.size() > MOST_CHANGED) {
            changed.retainAll(Set.copyOf(watch.names()));
        }
    }

    /// How many clients have something that is not kept yet.
    int changed() {
        return changed.size();
    }

    private void hear(String client, Instant now, String router, Optional<String> finding) {
        LastHeard last = heard.computeIfAbsent(client, added -> new LastHeard());
        last.hear(now, router);
        finding.ifPresent(kind -> last.find(kind, now));
        if (last.hasFinding()) {
            alarmingAt(client).ifPresent(last::goesOn);
        }
        if (heard.size() > Watch.USUAL_CLIENTS) {
            heard.remove(heard.keySet().iterator().next());
        }
    }

    /// What people call a client: the household's own word, else the client's own word and what it cannot choose.
    private String name(String client) {
        String own = declared.apply(client);
        if (!own.equals(client)) {
            return own;
        }
        return routers.values().stream()
                .flatMap(router -> router.host(client).stream())
                .map(host -> host + " (" + client + ")")
                .filter(DeviceId::isName)
                .findFirst()
                .orElse(client);
    }

    private void count(Nlbwmon.Row row, Instant now) {
        totals.count(row).ifPresent(grown -> {
            volumes.add(row.mac(), grown.sentBytes(), grown.receivedBytes());
            if (!heard.containsKey(row.mac())) {
                hear(row.mac(), now, LastHeard.ANY, Optional.empty());
            }
        });
    }

    /// What the decider is to hear of now: nothing during a hold.
    public List<Event> found(HomeState state, Instant now) {
        if (pending.isEmpty() || state.hold().isOpen(now)) {
            return List.of();
        }
        return List.copyOf(pending.take());
    }

    /// A minute has passed: what waited for the end of a hold, and of each client with an incident whether it goes on.
    public List<Event> minute(HomeState state, Instant now) {
        volumes.minute();
        routers.forEach((name, router) -> {
            if (router.hasTurned(now)) {
                listener.turned(name, router.isUp(now));
            }
            tellCounters(name, router, now);
        });
        List<Event> events = new ArrayList<>(found(state, now));
        state.incidents().stream()
                .filter(Incident::isOfTheNetwork)
                .flatMap(incident -> seen(incident, now).stream())
                .forEach(events::add);
        clients = heard.entrySet().stream()
                .map(entry -> client(entry.getKey(), entry.getValue(), now))
                .toList();
        viewedAt = Instant.MIN;
        look(now);
        return events;
    }

    /// That it goes on is said at once; that it does not, when that has lasted long enough while somebody watched.
    private Optional<Event> seen(Incident incident, Instant now) {
        String client = incident.device().name();
        Optional<Instant> alarming = alarmingAt(client).filter(incident.lastAlarmAt()::isBefore);
        boolean isCalm = !now.isBefore(incident.lastAlarmAt().plus(Incident.CALM)) && isWatched(client, now);
        return alarming.isPresent() || isCalm
                ? Optional.of(new Event.ClientSeen(incident.device(), alarming))
                : Optional.empty();
    }

    /// While its router is there a silent client does nothing; without it nothing is known.
    private boolean isWatched(String client, Instant now) {
        Optional<String> through = Optional.ofNullable(heard.get(client)).flatMap(LastHeard::router);
        return routers.entrySet().stream()
                .filter(router -> through.map(router.getKey()::equals).orElse(true))
                .anyMatch(router -> router.getValue().isSteady(now));
    }

    private Optional<Instant> alarmingAt(String client) {
        return Stream.concat(watch.alarmingAt(client).stream(), learned.alarmingAt(client).stream())
                .max(Comparator.naturalOrder());
    }

    /// How many learned streams share the home's budget.
    public int readyStreams(Instant now) {
        return learned.readyStreams(now);
    }

    /// Continuity is lost: what was not heard was not nothing.
    public void interrupt() {
        learned.interrupt();
    }

    /// The clock was set by so much.
    public void clockSet(Duration by) {
        watch.clockSet(by);
        learned.clockSet(by);
        routers.values().forEach(router -> router.clockSet(by));
        heard.values().forEach(last -> last.clockSet(by));
        changed.addAll(watch.names());
    }

    /// Nothing is known of a client any more.
    public void forget(String client, Instant now) {
        watch.forget(client);
        learned.forget(client);
        bursts.forget(client);
        volumes.forget(client);
        heard.remove(client);
        kept.remove(client);
        changed.remove(client);
        pending.forget(client);
        totals.forget(client);
        clients = clients.stream()
                .filter(Predicate.not(one -> one.id().name().equals(client)))
                .toList();
        viewedAt = Instant.MIN;
        look(now);
    }

    /// For any thread.
    public NetworkView view() {
        return view;
    }

    private void look(Instant now) {
        boolean isDue = viewedAt.equals(Instant.MIN)
                || Duration.between(viewedAt, now).abs().compareTo(VIEW_EVERY) >= 0;
        if (isDue && !routers.isEmpty()) {
            viewedAt = now;
            view = new NetworkView(
                    routers.values().stream().map(router -> router.view(now)).toList(),
                    volumes.volumes(),
                    clients,
                    watch.clients(),
                    watch.forgottenClients());
        }
    }

    private NetworkView.Client client(String client, LastHeard last, Instant now) {
        Optional<ClientVolumes.Entry> volume = volumes.of(client);
        return new NetworkView.Client(
                new DeviceId(CLIENT, client),
                name(client),
                watch.knownSince(client).orElse(last.at()),
                last.at(),
                volume.map(ClientVolumes.Entry::sentPerMinute).orElse(0L),
                volume.map(ClientVolumes.Entry::receivedPerMinute).orElse(0L),
                last.finding(now),
                routers.values().stream().anyMatch(router -> router.blocks(client)));
    }
}
