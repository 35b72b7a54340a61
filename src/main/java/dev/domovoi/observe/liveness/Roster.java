package dev.domovoi.observe.liveness;

import dev.domovoi.observe.liveness.Presence.Said;
import dev.domovoi.signal.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Which devices there are, and which of them are live, quiet or lost. One thread writes; any may read.
///
/// A bridge is no device: its word holds for all devices of its dialect. While our own broker is away nobody's
/// silence counts against him; but what he said last grows old all the same.
public final class Roster {
    private final int most;
    private final Map<DeviceId, Presence> devices = new ConcurrentHashMap<>();
    private final Map<String, Instant> bridgesGone = new ConcurrentHashMap<>();
    private volatile Optional<Instant> awaySince = Optional.empty();

    public Roster(int mostDevices) {
        this.most = mostDevices;
    }

    /// Something came from the device itself; false where there is no room for it.
    public boolean heard(DeviceId device, Instant at) {
        Presence before = devices.get(device);
        if (before == null) {
            return add(device, Presence.told(Said.NOTHING, at).heard(at));
        }
        boolean isSameMessage = before.silentSince().equals(at)
                && !before.isOffline()
                && before.heardAt().isPresent();
        if (!isSameMessage) {
            devices.put(device, before.heard(at));
        }
        return true;
    }

    /// Its discovery tells of the device; false where there is no room for it.
    public boolean told(DeviceId device, Instant at) {
        return devices.containsKey(device) || add(device, Presence.told(Said.NOTHING, at));
    }

    /// Its last will, live or as the broker keeps it; false where there is no room for it.
    public boolean says(DeviceId device, boolean isOnline, boolean isRetained, Instant at) {
        boolean isFromItself = isOnline && !isRetained;
        boolean hasRoom = isFromItself ? heard(device, at) : told(device, at);
        change(device, before -> before.says(isOnline ? Said.ONLINE : Said.OFFLINE));
        return hasRoom;
    }

    /// The word of a bridge. When it is back, its devices go on where they were.
    public void bridge(String dialect, boolean isOnline, Instant at) {
        if (!isOnline) {
            bridgesGone.putIfAbsent(dialect, at);
            return;
        }
        Instant gone = bridgesGone.remove(dialect);
        if (gone != null) {
            excuse(device -> device.dialect().equals(dialect), gone, at);
        }
    }

    /// Our own connection is gone.
    public void brokerGone(Instant at) {
        awaySince = awaySince.or(() -> Optional.of(at));
    }

    /// Our own connection is back.
    public void brokerBack(Instant now) {
        awaySince.ifPresent(since -> excuse(device -> true, since, now));
        awaySince = Optional.empty();
    }

    /// Our clock was set from one time to another.
    public void clockSet(Instant from, Instant to) {
        Duration jump = Duration.between(from, to);
        awaySince = awaySince.map(since -> since.plus(jump));
        bridgesGone.replaceAll((dialect, since) -> since.plus(jump));
        excuse(device -> true, from, to);
    }

    private void excuse(Predicate<DeviceId> whom, Instant from, Instant to) {
        devices.keySet().stream().filter(whom).forEach(device -> change(device, before -> before.excused(from, to)));
    }

    public void forget(DeviceId device) {
        devices.remove(device);
    }

    public Liveness liveness(DeviceId device, Instant now) {
        Presence known = devices.get(device);
        if (known == null || known.isOffline() || bridgesGone.containsKey(device.dialect())) {
            return Liveness.LOST;
        }
        if (known.isSilentTooLong(known.silentSince(), awaySince.orElse(now))) {
            return Liveness.LOST;
        }
        return known.isQuiet(now) ? Liveness.QUIET : Liveness.LIVE;
    }

    /// Whether what the device said last may still be taken for the present.
    public boolean isCurrent(DeviceId device, Instant now) {
        Presence known = devices.get(device);
        return known != null
                && liveness(device, now) != Liveness.LOST
                && known.heardAt().filter(at -> !known.isSilentTooLong(at, now)).isPresent();
    }

    public Optional<Instant> lastHeard(DeviceId device) {
        return Optional.ofNullable(devices.get(device)).flatMap(Presence::heardAt);
    }

    /// All devices, in the order of their names.
    public List<DeviceId> all() {
        return devices.keySet().stream().sorted().toList();
    }

    public boolean knows(DeviceId device) {
        return devices.containsKey(device);
    }

    public int size() {
        return devices.size();
    }

    /// Whether another device of another dialect bears the name.
    public boolean isShared(DeviceId device) {
        return devices.keySet().stream().anyMatch(other -> other.name().equals(device.name()) && !other.equals(device));
    }

    private boolean add(DeviceId device, Presence presence) {
        boolean hasRoom = devices.size() < most;
        if (hasRoom) {
            devices.put(device, presence);
        }
        return hasRoom;
    }

    private void change(DeviceId device, UnaryOperator<Presence> to) {
        devices.computeIfPresent(device, (same, before) -> to.apply(before));
    }
}
