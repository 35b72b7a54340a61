package dev.domovoi.app.metrics;

import dev.domovoi.app.Devices;
import dev.domovoi.observe.liveness.Liveness;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Observation.Status;
import dev.domovoi.signal.Observation.SwitchState;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The series of the devices: their newest live values, and how alive they are.
final class DeviceSeries {
    /// The same devices give the same page, whatever the order in which they were heard.
    private static final Comparator<Observation> BY_SOURCE = Comparator.comparing(Observation::source);

    private static final Comparator<Reading> BY_QUANTITY =
            Comparator.comparing(Reading::source).thenComparing(Reading::quantity);
    private static final Comparator<Status> BY_CONDITION =
            Comparator.comparing(Status::source).thenComparing(Status::condition);

    private final Devices devices;
    private final Instant now;

    DeviceSeries(Devices devices, Instant now) {
        this.devices = devices;
        this.now = now;
    }

    Stream<Series> all() {
        return Stream.concat(values(), Stream.of(switches(), conditions(), states(), lastHeard()));
    }

    private Stream<Series> values() {
        Map<String, Series> byName = new LinkedHashMap<>();
        for (Quantity quantity : Quantity.values()) {
            Metric.of(quantity).ifPresent(metric -> byName.computeIfAbsent(metric.name(), added -> metric.series()));
        }
        for (Reading reading : sorted(devices.current(now), BY_QUANTITY)) {
            Metric.of(reading.quantity()).ifPresent(metric -> {
                Series series = byName.get(metric.name());
                if (series != null) {
                    series.with(reading.value() * metric.factor(), labels(reading.source(), metric.label()));
                }
            });
        }
        return byName.values().stream();
    }

    private Series switches() {
        Series series = Series.gauge("domovoi_switch_on", "1 while the relay is on.");
        for (SwitchState state : sorted(devices.switches(now), BY_SOURCE)) {
            series.with(state.on() ? 1 : 0, labels(state.source(), List.of()));
        }
        return series;
    }

    private Series states() {
        Series series = Series.gauge("domovoi_device_state", "1 for the state the device is in: live, quiet or lost.");
        for (DeviceId device : devices.all()) {
            Liveness actual = devices.liveness(device, now);
            for (Liveness state : List.of(Liveness.values())) {
                series.with(
                        state == actual ? 1 : 0,
                        "device",
                        devices.label(device),
                        "state",
                        state.name().toLowerCase(Locale.ROOT));
            }
        }
        return series;
    }

    private Series lastHeard() {
        Series series = Series.gauge(
                "domovoi_last_observation_timestamp_seconds", "When the device was last heard of, in epoch seconds.");
        for (DeviceId device : devices.all()) {
            devices.lastHeard(device)
                    .ifPresent(at -> series.with(at.toEpochMilli() / 1000.0, "device", devices.label(device)));
        }
        return series;
    }

    private Series conditions() {
        Series series = Series.gauge("domovoi_condition", "1 while the condition holds of the device.");
        for (Status status : sorted(devices.statuses(now), BY_CONDITION)) {
            series.with(
                    status.holds() ? 1 : 0,
                    labels(
                            status.source(),
                            List.of("condition", status.condition().word())));
        }
        return series;
    }

    private static <O> List<O> sorted(List<O> observations, Comparator<? super O> order) {
        return observations.stream().sorted(order).toList();
    }

    private String[] labels(Source source, List<String> more) {
        return Stream.concat(
                        Stream.of("device", devices.label(source.device()), "channel", source.channel()), more.stream())
                .toArray(String[]::new);
    }
}
