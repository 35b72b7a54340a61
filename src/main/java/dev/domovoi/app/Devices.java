package dev.domovoi.app;

import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.decide.DeviceView;
import dev.domovoi.observe.tick.ReportingHabit;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What is known of every device right now. One thread writes; any may read.
public final class Devices {
    /// More devices than a home has; further ones are not taken in, so that forged names cannot fill the memory.
    public static final int MAX_DEVICES = 2_000;

    private static final int MAX_READINGS = 20_000;
    private static final int MAX_SWITCHES = 4_000;
    private static final Duration QUIET_AFTER = Duration.ofMinutes(5);
    private static final Duration LOST_AFTER = Duration.ofHours(1);

    /// Stands for all devices behind the bridge: what its last will says holds for each of them.
    private static final DeviceId BRIDGE = new DeviceId("zigbee2mqtt", "bridge");

    private final Map<String, AgentConfig.Device> declared;
    private final Map<DeviceId, Seen> seen = new ConcurrentHashMap<>();
    private final Map<StreamId, Reading> readings = new ConcurrentHashMap<>();
    private final Map<Source, SwitchState> switches = new ConcurrentHashMap<>();
    private final Map<Condition, Status> statuses = new ConcurrentHashMap<>();
    private final Map<Source, SwitchRecipe> recipes = new ConcurrentHashMap<>();

    private volatile boolean isBridgeOffline;

    public Devices(Map<String, AgentConfig.Device> declared) {
        this.declared = Map.copyOf(declared);
    }

    private record Condition(Source source, dev.domovoi.signal.Condition kind) {}

    /// Whether anything is heard of a device at present.
    public enum Liveness {
        LIVE,
        QUIET,
        LOST
    }

    /// `period` is the habit's, read by other threads; the habit itself belongs to the one that writes.
    private record Seen(Instant lastAt, ReportingHabit habit, Duration period, boolean isOffline) {
        Seen heard(Instant at) {
            if (at.isAfter(lastAt.plusSeconds(1))) {
                habit.add(Duration.between(lastAt, at).toMillis());
            }
            return new Seen(at, habit, habit.period(), false);
        }

        Seen offline(boolean now) {
            return new Seen(lastAt, habit, period, now);
        }
    }

    /// Takes an observation in; false where there is no room for its device. Retained ones are context: they tell
    /// whether a device is away, never what it measures now.
    public boolean observe(Observation observation) {
        DeviceId device = observation.source().device();
        if (device.equals(BRIDGE)) {
            bridge(observation);
            return true;
        }
        if (!seen.containsKey(device) && seen.size() >= MAX_DEVICES) {
            return false;
        }
        if (observation instanceof Availability availability) {
            seen.computeIfPresent(device, (same, before) -> before.offline(!availability.online()));
            if (!availability.online()) {
                forgetValues(device::equals);
            }
        } else if (!observation.retained()) {
            seen.computeIfAbsent(
                    device, added -> new Seen(observation.at(), new ReportingHabit(), Duration.ZERO, false));
            seen.computeIfPresent(device, (same, before) -> before.heard(observation.at()));
            keep(observation);
        }
        return true;
    }

    private void bridge(Observation observation) {
        if (observation instanceof Availability availability) {
            isBridgeOffline = !availability.online();
            if (isBridgeOffline) {
                forgetValues(Devices::isBridged);
            }
        }
    }

    private static boolean isBridged(DeviceId device) {
        return device.dialect().equals(BRIDGE.dialect());
    }

    /// What was true before a device went away is not known to be true any more.
    private void forgetValues(Predicate<DeviceId> gone) {
        readings.keySet().removeIf(stream -> gone.test(stream.source().device()));
        switches.keySet().removeIf(source -> gone.test(source.device()));
        statuses.keySet().removeIf(condition -> gone.test(condition.source().device()));
    }

    private void keep(Observation observation) {
        switch (observation) {
            case Reading reading -> {
                StreamId stream = new StreamId(reading.source(), reading.quantity());
                if (readings.size() < MAX_READINGS || readings.containsKey(stream)) {
                    readings.put(stream, reading);
                }
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

    /// Remembers how a relay is switched.
    public void learn(SwitchRecipe recipe) {
        if (recipes.size() < MAX_DEVICES || recipes.containsKey(recipe.target())) {
            recipes.put(recipe.target(), recipe);
        }
    }

    /// Forgets a device that its own discovery removed.
    public void forget(DeviceId device) {
        seen.remove(device);
        forgetValues(device::equals);
        recipes.keySet().removeIf(source -> source.device().equals(device));
    }

    public Optional<SwitchRecipe> recipe(Source relay) {
        return Optional.ofNullable(recipes.get(relay));
    }

    /// The newest live value of every series whose device is not lost.
    public List<Reading> current(Instant now) {
        return readings.values().stream()
                .filter(reading -> liveness(reading.source().device(), now) != Liveness.LOST)
                .toList();
    }

    /// The newest live state of every relay whose device is not lost.
    public List<SwitchState> switches(Instant now) {
        return switches.values().stream()
                .filter(state -> liveness(state.source().device(), now) != Liveness.LOST)
                .toList();
    }

    /// The newest live word on every condition whose device is not lost.
    public List<Status> statuses(Instant now) {
        return statuses.values().stream()
                .filter(status -> liveness(status.source().device(), now) != Liveness.LOST)
                .toList();
    }

    public List<DeviceId> all() {
        return seen.keySet().stream().sorted().toList();
    }

    public Optional<Instant> lastHeard(DeviceId device) {
        return Optional.ofNullable(seen.get(device)).map(Seen::lastAt);
    }

    /// Live, quiet or lost, by what its bridge or last will says and by its own habit.
    public Liveness liveness(DeviceId device, Instant now) {
        Seen entry = seen.get(device);
        if (entry == null || entry.isOffline || (isBridgeOffline && isBridged(device))) {
            return Liveness.LOST;
        }
        Duration silence = Duration.between(entry.lastAt, now);
        Duration habit = entry.period;
        if (silence.compareTo(longer(LOST_AFTER, habit.multipliedBy(5))) > 0) {
            return Liveness.LOST;
        }
        return silence.compareTo(longer(QUIET_AFTER, habit.multipliedBy(3).dividedBy(2))) > 0
                ? Liveness.QUIET
                : Liveness.LIVE;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /// The name in labels: the device's own, with its dialect added where two dialects share it.
    public String label(DeviceId device) {
        boolean isShared =
                seen.keySet().stream().anyMatch(other -> other.name().equals(device.name()) && !other.equals(device));
        return isShared ? device.toString() : device.name();
    }

    /// What people call it: the declared name, else the label.
    public String householdName(DeviceId device) {
        String label = label(device);
        String printable = DeviceId.isName(label) ? label : device.name();
        return declaration(device).flatMap(AgentConfig.Device::name).orElse(printable);
    }

    private Optional<AgentConfig.Device> declaration(DeviceId device) {
        return Optional.ofNullable(declared.get(device.toString()))
                .or(() -> Optional.ofNullable(declared.get(device.name())));
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
                Optional.ofNullable(readings.get(new StreamId(source, Quantity.POWER)))
                        .map(Reading::value),
                reportingPeriod);
    }

    /// The relay that cuts a source: its own, or the one of the whole device. A single channel that happens to be known
    /// is not taken for the whole: it may be the wrong socket of a strip.
    private Optional<Source> relayOf(Source source) {
        return Stream.of(source, Source.whole(source.device()))
                .filter(recipes::containsKey)
                .findFirst();
    }
}
