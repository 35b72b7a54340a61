package dev.domovoi.app;

import dev.domovoi.decide.DeviceView;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.HomeState;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Tells the household's rules what the pipeline knows, and makes of what they say events for the decider. Belongs to
/// the pipeline's thread.
public final class RuleFeed {
    /// What is said when it changes is true until then, or until continuity is lost.
    private static final Duration UNTIL_CHANGED = Duration.ofDays(1);

    private static final Duration JUDGED = Duration.ofMinutes(10);
    private static final Duration STATE = Duration.ofMinutes(3);
    private static final int MOST_METERS = 8;

    private final RuleWatch watch;
    private final Devices devices;
    private final Function<StreamId, Duration> periods;
    private final Function<DeviceId, OptionalDouble> priorities;
    /// Where the power of each device is measured.
    private final Map<DeviceId, Set<Source>> meters = new HashMap<>();

    /// `periods` tells how often a stream reports; `priorities` which device may be shed, the least first.
    public RuleFeed(
            RuleBook book,
            ZoneId zone,
            Devices devices,
            Function<StreamId, Duration> periods,
            Function<DeviceId, OptionalDouble> priorities) {
        this.watch = new RuleWatch(book, zone);
        this.devices = devices;
        this.periods = periods;
        this.priorities = priorities;
    }

    /// How much the home may draw.
    public void agree(double contractWatts) {
        watch.agree(contractWatts);
    }

    /// The incidents of rules that are open from before a restart go on.
    public void resume(HomeState state, Instant now) {
        state.incidents().stream()
                .filter(incident -> !incident.isLearned())
                .forEach(incident -> watch.resume(incident.kind(), incident.device(), now));
    }

    /// What was observed and believed.
    public List<Event> observed(Observation said, Instant now) {
        introduce(said.source().device());
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

    /// A live message said that somebody is home, or nobody.
    public List<Event> presence(boolean isAnybodyHome, Instant now) {
        Fact fact = new Fact.Amount(
                Subject.HOME, Term.HOME_PRESENCE, Source.WHOLE, isAnybodyHome ? 1 : 0, now, UNTIL_CHANGED);
        return events(watch.observe(fact, now));
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

    /// Its own discovery removed a device.
    public List<Event> forgotten(DeviceId device, Instant now) {
        meters.remove(device);
        return events(watch.forget(Facts.subject(device), now));
    }

    /// Continuity is lost, and the decider holds until then.
    public void unsettled(Instant now, Instant until) {
        watch.interrupt(now, until);
    }

    /// Goes on with other rules. Its events come before the hold that a reload opens.
    public List<Event> reload(RuleBook book, Instant now) {
        return events(watch.adopt(book, now));
    }

    private void introduce(DeviceId device) {
        Subject subject = Facts.subject(device);
        Profile named = Profile.of(
                subject, devices.householdName(device), devices.role(device).map(Role::word), devices.room(device));
        OptionalDouble priority = priorities.apply(device);
        watch.introduce(
                subject,
                new Profile(
                        named.name(),
                        named.names(),
                        named.role(),
                        named.room(),
                        priority,
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
        return views;
    }

    /// Of a device with one meter the relay is the one that cuts it; of a strip only one for all of it.
    private DeviceView view(DeviceId device) {
        Set<Source> measured = meters.getOrDefault(device, Set.of());
        Source source = measured.size() == 1 ? measured.iterator().next() : Source.whole(device);
        return devices.view(source, periods.apply(new StreamId(source, Quantity.POWER)));
    }
}
