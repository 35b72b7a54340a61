package dev.domovoi.act.mqtt;

import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Where the pipeline's live observations meet the actions that wait for them. Safe for any thread; never blocks.
public final class Confirmations {
    /// Sources whose newest watts are remembered; further ones are not.
    private static final int MOST_SOURCES = 4_096;

    private final Map<Source, Double> watts = new ConcurrentHashMap<>();
    private final List<Watch> watches = new CopyOnWriteArrayList<>();

    /// Takes note of an observation, in order of arrival; a retained one is context and confirms nothing.
    public void observed(Observation observation) {
        if (observation.retained()) {
            return;
        }
        if (observation instanceof Reading reading && reading.quantity() == Quantity.POWER) {
            remember(reading);
        }
        for (Watch watch : watches) {
            watch.offer(new Watch.Heard.Said(observation));
        }
    }

    /// A device said that it will not switch a relay on, or off.
    public void refused(Source relay, boolean on, String why) {
        for (Watch watch : watches) {
            watch.offer(new Watch.Heard.Refused(relay, on, why));
        }
    }

    /// The newest live watts of a source.
    Optional<Double> watts(Source source) {
        return Optional.ofNullable(watts.get(source));
    }

    /// The one source of the device that tells watts; empty where there are several, or none.
    Optional<Source> onlyMeter(DeviceId device) {
        List<Source> meters = watts.keySet().stream()
                .filter(meter -> meter.device().equals(device))
                .limit(2)
                .toList();
        return meters.size() == 1 ? Optional.of(meters.getFirst()) : Optional.empty();
    }

    /// Everything that the device says from now on, until the watch is closed.
    Watch watch(DeviceId device) {
        Watch watch = new Watch(device, watches::remove);
        watches.add(watch);
        return watch;
    }

    private void remember(Reading reading) {
        boolean hasRoom = watts.size() < MOST_SOURCES || watts.containsKey(reading.source());
        if (hasRoom) {
            watts.put(reading.source(), reading.value());
        }
    }
}
