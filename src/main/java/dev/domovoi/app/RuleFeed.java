package dev.domovoi.app;

import dev.domovoi.app.router.NetworkView;
import dev.domovoi.decide.Approval;
import dev.domovoi.decide.DeviceView;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.Evidence;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Looks;
import dev.domovoi.decide.Policy;
import dev.domovoi.decide.Role;
import dev.domovoi.decide.RuleEvent;
import dev.domovoi.decide.Ruling;
import dev.domovoi.decide.rule.Fact;
import dev.domovoi.decide.rule.Facts;
import dev.domovoi.decide.rule.Profile;
import dev.domovoi.decide.rule.RuleBook;
import dev.domovoi.decide.rule.RuleWatch;
import dev.domovoi.decide.rule.Scope;
import dev.domovoi.decide.rule.Standing;
import dev.domovoi.decide.rule.Subject;
import dev.domovoi.decide.rule.Term;
import dev.domovoi.observe.liveness.Liveness;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// Tells the household's rules what the pipeline knows, and makes of what they say events for the decider. Belongs to
/// the pipeline's thread.
public final class RuleFeed {
    /// What is said when it changes is true until then, or until continuity is lost.
    private static final Duration UNTIL_CHANGED = Duration.ofDays(1);

    private static final Duration JUDGED = Duration.ofMinutes(10);
    private static final Duration STATE = Duration.ofMinutes(3);
    private static final Duration CLIENTS_TOLD = Duration.ofMinutes(1);
    private static final int MOST_METERS = 8;

    private final RuleWatch watch;
    private final Devices devices;
    private final Function<StreamId, Duration> periods;
    private final Supplier<RuleBook> inForce;
    private final Presence presence;
    private final RuleClients clients;
    private NetworkView network = NetworkView.EMPTY;
    private volatile List<Standing> standings = List.of();
    /// Where the power of each device is measured.
    private final Map<DeviceId, Set<Source>> meters = new HashMap<>();
    /// Those that are introduced already: what is known of them is looked at again every minute.
    private final Set<DeviceId> introduced = new HashSet<>();

    /// What the household says of the home as a whole.
    public record Home(ZoneId zone, Optional<Integer> contractWatts, List<String> presence) {}

    /// `inForce` are the rules that are to be followed now; `periods` tells how often a stream reports.
    public RuleFeed(Supplier<RuleBook> inForce, Home home, Devices devices, Function<StreamId, Duration> periods) {
        this.inForce = inForce;
        this.watch = new RuleWatch(inForce.get(), home.zone());
        this.devices = devices;
        this.clients = new RuleClients(devices);
        this.periods = periods;
        this.presence = new Presence(home.presence());
        home.contractWatts().ifPresent(watch::agree);
    }

    /// One without rules.
    static RuleFeed none(Devices devices) {
        return new RuleFeed(
                () -> RuleBook.EMPTY,
                new Home(ZoneOffset.UTC, Optional.empty(), List.of()),
                devices,
                stream -> Duration.ZERO);
    }

    /// The incidents of rules that are open from before a restart go on; those of which the rule is gone end.
    public List<Event> resume(HomeState state, Instant now) {
        return state.incidents().stream()
                .filter(incident -> incident.isByRule() && !goesOn(incident, now))
                .<Event>map(incident -> new Event.Ruled(
                        new RuleEvent.Ended(new Ruling(
                                incident.kind(),
                                incident.device(),
                                incident.severity(),
                                List.of(),
                                List.of(),
                                true,
                                now,
                                new Evidence(Collections.emptySortedMap()),
                                incident.why())),
                        Map.of()))
                .toList();
    }

    private boolean goesOn(Incident incident, Instant now) {
        watch.book().rules().stream()
                .filter(rule -> rule.name().equals(incident.kind()))
                .map(rule -> rule.selection().scope())
                .filter(scope -> scope != Scope.HOME && scope != Scope.CLIENT)
                .forEach(declared -> introduce(incident.device()));
        return watch.resume(incident.kind(), incident.device(), now);
    }

    /// Whether rules learn of a device's cycle of work, and so want to hear of its past.
    boolean learnsCycle(DeviceId device) {
        introduce(device);
        return watch.learnsCycle(Facts.subject(device));
    }

    /// What a device drew in the minutes of its past, the oldest first; NaN where that is not known.
    void remember(DeviceId device, DoubleStream minuteWatts) {
        Subject subject = Facts.subject(device);
        minuteWatts.forEach(watts -> watch.remember(subject, watts));
    }

    /// This minute tells nothing of a device's cycle of work.
    void leaveAside(DeviceId device) {
        watch.remember(Facts.subject(device), Double.NaN);
    }

    /// How each rule stands since the last full minute; any thread may ask.
    public List<Standing> standings() {
        return standings;
    }

    /// What a person has approved is looked at anew, with what is known now.
    List<Event> approved(HomeState state, Instant now) {
        Set<String> given = state.approvals().stream()
                .filter(Approval::isGiven)
                .map(Approval::incident)
                .collect(Collectors.toSet());
        return state.incidents().stream()
                .filter(incident -> incident.isByRule() && given.contains(incident.id()))
                .flatMap(incident -> events(watch.again(incident.kind(), incident.device(), now)).stream())
                .toList();
    }

    /// What was observed and believed.
    public List<Event> observed(Observation said, Instant now) {
        if (introduced.add(said.source().device())) {
            introduce(said.source().device());
        }
        if (said instanceof Reading reading && reading.quantity() == Quantity.POWER && !reading.retained()) {
            Set<Source> known = meters.computeIfAbsent(reading.source().device(), unknown -> new HashSet<>());
            if (known.size() < MOST_METERS) {
                known.add(reading.source());
            }
        }
        return Facts.of(said, good(said))
                .map(fact -> events(watch.observe(fact, now)))
                .orElseGet(List::of);
    }

    private Duration good(Observation said) {
        return switch (said) {
            case Reading reading -> Policy.freshFor(periods.apply(new StreamId(reading.source(), reading.quantity())));
            case Observation.SwitchState relay -> UNTIL_CHANGED;
            case Observation.Status status -> UNTIL_CHANGED;
            case Observation.Availability availability -> UNTIL_CHANGED;
        };
    }

    public List<Event> judged(Score score, Instant now) {
        return Facts.of(score, JUDGED)
                .map(fact -> events(watch.observe(fact, now)))
                .orElseGet(List::of);
    }

    /// A live message said whether somebody is home.
    public List<Event> present(Arrival.Present said, Instant now) {
        Optional<Boolean> isAnybodyHome = presence.heard(said.topic(), said.isHome());
        double value = isAnybodyHome.orElse(false) ? 1 : 0;
        Duration good = isAnybodyHome.isPresent() ? UNTIL_CHANGED : Duration.ofMillis(-1);
        return events(
                watch.observe(new Fact.Amount(Subject.HOME, Term.HOME_PRESENCE, Source.WHOLE, value, now, good), now));
    }

    /// A live message came on `PREFIX/trigger/<name>`.
    public List<Event> triggered(String name, Instant now) {
        return events(watch.observe(new Fact.Trigger(name, now), now));
    }

    /// A minute has passed, or less: who is there, and what time itself makes true.
    public List<Event> minute(Instant now) {
        Stream<RuleEvent> ofStates = devices.all().stream().flatMap(device -> state(device, now).stream());
        List<RuleEvent> all = Stream.concat(ofStates, Stream.of(now).flatMap(minute -> watch.minute(minute).stream()))
                .toList();
        standings = watch.standings();
        return events(all);
    }

    private List<RuleEvent> state(DeviceId device, Instant now) {
        introduce(device);
        Subject subject = Facts.subject(device);
        Liveness liveness = devices.liveness(device, now);
        String word = liveness.name().toLowerCase(Locale.ROOT);
        return watch.observe(new Fact.Word(subject, stateOf(subject.scope()), word, now, STATE), now);
    }

    private static Term stateOf(Scope scope) {
        return switch (scope) {
            case ROUTER -> Term.ROUTER_STATE;
            case NODE -> Term.NODE_STATE;
            case DEVICE, HOME, CLIENT -> Term.DEVICE_STATE;
        };
    }

    /// The clients of the network as of this minute.
    public List<Event> clients(NetworkView network, Instant now) {
        this.network = network;
        List<RuleEvent> said = new ArrayList<>();
        clients.gone(network).forEach(client -> said.addAll(watch.forget(client, now)));
        for (NetworkView.Client client : network.clients()) {
            watch.introduce(Subject.client(client.id().name()), clients.profile(client));
            clients.facts(client, now).forEach(fact -> said.addAll(watch.observe(fact, now)));
        }
        return events(said);
    }

    /// Its own discovery removed a device.
    public List<Event> forgotten(DeviceId device, Instant now) {
        meters.remove(device);
        introduced.remove(device);
        return events(watch.forget(Facts.subject(device), now));
    }

    /// Continuity is lost, and the decider holds until then.
    public void unsettled(Instant now, Instant until) {
        presence.forget();
        watch.interrupt(now, until);
    }

    /// Whether other rules are in force than it follows.
    public boolean isOutOfDate() {
        return inForce.get() != watch.book();
    }

    /// Goes on with the rules that are in force now. Its events come before the hold that a reload opens.
    public List<Event> reload(Instant now) {
        introduced.clear();
        return events(watch.adopt(inForce.get(), now));
    }

    private void introduce(DeviceId device) {
        Subject subject = Facts.subject(device);
        Profile named = Profile.of(
                subject, devices.householdName(device), devices.role(device).map(Role::word), devices.room(device));
        watch.introduce(
                subject,
                new Profile(
                        named.name(),
                        named.names(),
                        named.role(),
                        named.room(),
                        devices.priority(device),
                        devices.isProtected(device)));
    }

    private List<Event> events(List<RuleEvent> said) {
        return said.stream()
                .<Event>map(event -> new Event.Ruled(event, views(event.ruling())))
                .toList();
    }

    private Map<DeviceId, DeviceView> views(Ruling ruling) {
        Map<DeviceId, DeviceView> views = new HashMap<>();
        Stream.concat(Stream.of(ruling.subject()), ruling.orders().stream().map(Ruling.Order::target))
                .filter(device -> devices.lastHeard(device).isPresent())
                .forEach(device -> views.put(device, view(device)));
        network.client(ruling.subject()).ifPresent(client -> views.put(client.id(), view(client)));
        return views;
    }

    /// A client has no relay; what is protected stays so under every name that it gives itself.
    private DeviceView view(NetworkView.Client client) {
        return new DeviceView(
                clients.name(client),
                Optional.empty(),
                devices.isProtected(client.id()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                CLIENTS_TOLD,
                false,
                devices.supply(client.id()),
                Looks.UNKNOWN);
    }

    /// Of a device with one meter the relay is the one that cuts it; of a strip only one for all of it.
    private DeviceView view(DeviceId device) {
        Set<Source> measured = meters.getOrDefault(device, Set.of());
        Source source = measured.size() == 1 ? measured.iterator().next() : Source.whole(device);
        return devices.view(source, periods.apply(new StreamId(source, Quantity.POWER)));
    }
}
