package dev.domovoi.app;

import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.decide.DeviceView;
import dev.domovoi.decide.Looks;
import dev.domovoi.decide.Role;
import dev.domovoi.decide.Supply;
import dev.domovoi.decide.Wiring;
import dev.domovoi.observe.liveness.Liveness;
import dev.domovoi.observe.liveness.Roster;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Observation.Availability;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Observation.Status;
import dev.domovoi.signal.Observation.SwitchState;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.SwitchRecipe;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What is known of every device right now. One thread writes; any may read.
public final class Devices {
    /// More devices than a home has; further ones are not taken in, so that forged names cannot fill the memory.
    public static final int MAX_DEVICES = 2_000;

    private static final int MAX_READINGS = 20_000;
    private static final int MAX_SWITCHES = 4_000;

    /// Stands for all devices behind the bridge: what its last will says holds for each of them.
    private static final DeviceId BRIDGE = new DeviceId("zigbee2mqtt", "bridge");

    private final Map<String, AgentConfig.Device> declared;
    private final Wiring wiring;
    private final Roster roster = new Roster(MAX_DEVICES);
    private final Map<StreamId, Reading> readings = new ConcurrentHashMap<>();
    private final Map<StreamId, Reading> believed = new ConcurrentHashMap<>();
    /// Of these nothing was ever believed: what is shown is doubtful.
    private final Set<StreamId> unbelieved = ConcurrentHashMap.newKeySet();

    private final Map<Source, SwitchState> switches = new ConcurrentHashMap<>();
    private final Map<Condition, Status> statuses = new ConcurrentHashMap<>();
    private final Map<Source, SwitchRecipe> recipes = new ConcurrentHashMap<>();
    private volatile Map<Source, Looks> looks = Map.of();

    public Devices(Map<String, AgentConfig.Device> declared) {
        this(declared, Set.of());
    }

    /// `own` are the names and addresses of the machine that the agent runs on.
    Devices(Map<String, AgentConfig.Device> declared, Set<String> own) {
        this.declared = Map.copyOf(declared);
        this.wiring = Wirings.of(declared, own);
    }

    /// Kubernetes repeats each minute what it says of nodes; older than this, it is away itself.
    private static final Duration TOLD_FOR = Duration.ofMinutes(5);

    private record Condition(Source source, dev.domovoi.signal.Condition kind) {}

    /// Takes note that something was said, true or not: it tells who is there. False where there is no room for the
    /// device. What is retained tells only whether a device is away.
    public boolean notice(Observation observation, Instant now) {
        DeviceId device = observation.source().device();
        Instant at = observation.at().isAfter(now) ? now : observation.at();
        if (observation instanceof Availability availability) {
            return notice(availability, at);
        }
        if (isAboutANode(observation)) {
            return roster.told(device, at);
        }
        return device.equals(BRIDGE) || (observation.retained() ? hasRoomFor(device) : roster.heard(device, at));
    }

    /// What Kubernetes says of a node is no sign of life of the node itself.
    private static boolean isAboutANode(Observation observation) {
        return observation instanceof Status status
                && status.source().device().dialect().equals("node")
                && status.condition().isToldByKubernetes();
    }

    private boolean notice(Availability availability, Instant at) {
        DeviceId device = availability.source().device();
        if (!availability.online()) {
            forgetValues(isOrIsBehind(device));
        }
        if (device.equals(BRIDGE)) {
            roster.bridge(BRIDGE.dialect(), availability.online(), at);
            return true;
        }
        return roster.says(device, availability.online(), availability.retained(), at);
    }

    private boolean hasRoomFor(DeviceId device) {
        return roster.knows(device) || roster.size() < MAX_DEVICES;
    }

    /// The devices that go when this one goes: itself, or all behind it if it is a bridge.
    Predicate<DeviceId> isOrIsBehind(DeviceId gone) {
        return gone.equals(BRIDGE) ? device -> device.dialect().equals(BRIDGE.dialect()) : gone::equals;
    }

    /// Our own connection to the broker is gone or back.
    void brokerGone(Instant now) {
        roster.brokerGone(now);
    }

    void brokerBack(Instant now) {
        roster.brokerBack(now);
    }

    /// Our clock was set from one time to another.
    void clockSet(Instant from, Instant to) {
        roster.clockSet(from, to);
    }

    /// What was true before a device went away is not known to be true any more.
    private void forgetValues(Predicate<DeviceId> gone) {
        readings.keySet().removeIf(stream -> gone.test(stream.source().device()));
        believed.keySet().removeIf(stream -> gone.test(stream.source().device()));
        unbelieved.removeIf(stream -> gone.test(stream.source().device()));
        switches.keySet().removeIf(source -> gone.test(source.device()));
        statuses.keySet().removeIf(condition -> gone.test(condition.source().device()));
    }

    /// Keeps what was said as the newest of its kind, unless it is retained.
    public void keep(Observation observation) {
        if (observation.retained()) {
            return;
        }
        switch (observation) {
            case Reading reading -> {
                believed.remove(new StreamId(reading.source(), reading.quantity()));
                unbelieved.remove(new StreamId(reading.source(), reading.quantity()));
                store(reading);
            }
            case SwitchState state -> {
                if (switches.size() < MAX_SWITCHES || switches.containsKey(state.source())) {
                    switches.put(state.source(), state);
                }
            }
            case Status status -> {
                Condition condition = new Condition(status.source(), status.condition());
                if (statuses.size() < MAX_READINGS || statuses.containsKey(condition)) {
                    statuses.put(condition, status);
                }
            }
            case Availability context -> {}
        }
    }

    /// Keeps a doubtful reading as the newest of its kind to be shown; decisions go on from the last that was
    /// believed.
    public void keepDoubted(Reading reading) {
        StreamId stream = new StreamId(reading.source(), reading.quantity());
        Reading before = readings.get(stream);
        if (before != null && reading.quantity() == Quantity.POWER && !unbelieved.contains(stream)) {
            believed.putIfAbsent(stream, before);
        }
        store(reading);
        if (before == null && readings.containsKey(stream)) {
            unbelieved.add(stream);
        }
    }

    private void store(Reading reading) {
        StreamId stream = new StreamId(reading.source(), reading.quantity());
        if (readings.size() < MAX_READINGS || readings.containsKey(stream)) {
            readings.put(stream, reading);
        }
    }

    /// Remembers how a relay is switched, and that its device exists.
    public void learn(SwitchRecipe recipe, Instant now) {
        roster.told(recipe.target().device(), now);
        if (recipes.size() < MAX_DEVICES || recipes.containsKey(recipe.target())) {
            recipes.put(recipe.target(), recipe);
        }
    }

    /// Forgets a device that its own discovery removed.
    public void forget(DeviceId device) {
        roster.forget(device);
        forgetValues(device::equals);
        recipes.keySet().removeIf(source -> source.device().equals(device));
    }

    public Optional<SwitchRecipe> recipe(Source relay) {
        return Optional.ofNullable(recipes.get(relay));
    }

    /// The newest live value of every series whose device is not lost, and not too old to be true.
    public List<Reading> current(Instant now) {
        return readings.values().stream()
                .filter(reading -> isCurrent(reading.source().device(), now))
                .toList();
    }

    /// The newest live state of every relay whose device is not lost.
    public List<SwitchState> switches(Instant now) {
        return switches.values().stream()
                .filter(state -> isCurrent(state.source().device(), now))
                .toList();
    }

    /// The newest live word on every condition whose device is not lost.
    public List<Status> statuses(Instant now) {
        return statuses.values().stream()
                .filter(status -> isAboutANode(status)
                        ? status.at().plus(TOLD_FOR).isAfter(now)
                        : isCurrent(status.source().device(), now))
                .toList();
    }

    /// All that were heard or told of.
    public List<DeviceId> all() {
        return roster.all();
    }

    /// When the device said something itself; empty while it is only told of.
    public Optional<Instant> lastHeard(DeviceId device) {
        return roster.lastHeard(device);
    }

    /// Live, quiet or lost, by what its bridge or last will says and by its own habit.
    public Liveness liveness(DeviceId device, Instant now) {
        return roster.liveness(device, now);
    }

    /// Whether what the device said last may still be taken for the present.
    public boolean isCurrent(DeviceId device, Instant now) {
        return roster.isCurrent(device, now);
    }

    /// The name in labels: the device's own, with its dialect added where two dialects share it.
    public String label(DeviceId device) {
        return roster.isShared(device) ? device.toString() : device.name();
    }

    /// What people call it: the declared name, else the label.
    public String householdName(DeviceId device) {
        String label = label(device);
        String printable = DeviceId.isName(label) ? label : device.name();
        return declaration(device).flatMap(AgentConfig.Device::name).orElse(printable);
    }

    /// What the household says hangs on the plug.
    public Optional<Role> role(DeviceId device) {
        return declaration(device).flatMap(AgentConfig.Device::role);
    }

    public Optional<String> room(DeviceId device) {
        return declaration(device).flatMap(AgentConfig.Device::room);
    }

    public boolean isProtected(DeviceId device) {
        return declaration(device).map(AgentConfig.Device::isProtected).orElse(false);
    }

    /// Whether the household says anything of it.
    boolean isDeclared(DeviceId device) {
        return declaration(device).isPresent();
    }

    private Optional<AgentConfig.Device> declaration(DeviceId device) {
        return Optional.ofNullable(declared.get(device.toString()))
                .or(() -> Optional.ofNullable(declared.get(device.name())));
    }

    /// What its plug is rated for, where the household declared it.
    OptionalDouble ratingWatts(DeviceId device) {
        return declaration(device)
                .flatMap(AgentConfig.Device::ratingWatts)
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty);
    }

    /// Its declared place in load shedding.
    OptionalDouble priority(DeviceId device) {
        return declaration(device)
                .flatMap(AgentConfig.Device::priority)
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty);
    }

    /// The facts a decision about a source needs, as of now.
    public DeviceView view(Source source, Duration reportingPeriod) {
        Optional<AgentConfig.Device> declaration = declaration(source.device());
        Optional<Source> relay = relayOf(source);
        return new DeviceView(
                householdName(source.device()),
                declaration.flatMap(AgentConfig.Device::role),
                declaration.map(AgentConfig.Device::isProtected).orElse(false),
                relay,
                relay.map(switches::get).map(SwitchState::on),
                believedWatts(new StreamId(source, Quantity.POWER)),
                reportingPeriod,
                relay.map(recipes::get).flatMap(SwitchRecipe::offFor).isPresent(),
                supply(source.device()),
                looks(source, relay));
    }

    /// What it feeds and what feeds it, by what the household declared and by what speaks as a node or router.
    Supply supply(DeviceId device) {
        String whole = device.toString();
        String key = declared.containsKey(whole) ? whole : device.name();
        return wiring.supply(key, householdName(device), Wirings.kind(device));
    }

    /// What loads look like, of every source that is measured.
    void recognise(Map<Source, Looks> found) {
        looks = Map.copyOf(found);
    }

    /// Of a relay that cuts the whole device, what weighs most of all its loads.
    private Looks looks(Source source, Optional<Source> relay) {
        boolean isWhole = relay.map(Source::isWhole).orElse(true);
        return looks.entrySet().stream()
                .filter(known -> known.getKey().device().equals(source.device()))
                .filter(known -> isWhole
                        || known.getKey().isWhole()
                        || known.getKey().equals(source)
                        || relay.equals(Optional.of(known.getKey())))
                .map(Map.Entry::getValue)
                .max(Comparator.naturalOrder())
                .orElse(Looks.UNKNOWN);
    }

    private Optional<Double> believedWatts(StreamId stream) {
        return Optional.ofNullable(believed.get(stream))
                .or(() -> Optional.ofNullable(readings.get(stream)).filter(newest -> !unbelieved.contains(stream)))
                .map(Reading::value);
    }

    /// The relay that cuts a source: the declared one, else its own, or the one of the whole device. A single channel
    /// that happens to be known is not taken for the whole: it may be the wrong socket of a strip.
    private Optional<Source> relayOf(Source source) {
        Optional<Source> declared = declaration(source.device())
                .flatMap(AgentConfig.Device::relay)
                .map(channel -> new Source(source.device(), channel));
        return declared.map(Stream::of)
                .orElseGet(() -> Stream.of(source, Source.whole(source.device())))
                .filter(recipes::containsKey)
                .findFirst();
    }
}
