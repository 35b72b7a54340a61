package dev.domovoi.app.metrics;

import dev.domovoi.app.Agent;
import dev.domovoi.app.Devices;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Observation.SwitchState;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The series of the devices: their newest live values, and how alive they are.
final class DeviceSeries {
    private static final double JOULES_PER_KILOWATT_HOUR = 3.6e6;

    private final Devices devices;
    private final Instant now;

    DeviceSeries(Agent agent) {
        this.devices = agent.devices();
        this.now = agent.time().instant();
    }

    Stream<Series> all() {
        return Stream.concat(values(), Stream.of(switches(), states(), lastHeard()));
    }

    private Stream<Series> values() {
        Map<Quantity, Series> byQuantity = new EnumMap<>(Quantity.class);
        byQuantity.put(Quantity.POWER, Series.gauge("domovoi_power_watts", "Active power."));
        byQuantity.put(
                Quantity.ENERGY_TOTAL, Series.counter("domovoi_energy_joules", "Energy drawn, by the device's meter."));
        byQuantity.put(Quantity.VOLTAGE, Series.gauge("domovoi_voltage_volts", "Mains voltage."));
        byQuantity.put(Quantity.CURRENT, Series.gauge("domovoi_current_amperes", "Current."));
        byQuantity.put(Quantity.FREQUENCY, Series.gauge("domovoi_frequency_hertz", "Mains frequency."));
        byQuantity.put(Quantity.POWER_FACTOR, Series.gauge("domovoi_power_factor_ratio", "Power factor."));
        byQuantity.put(Quantity.TEMPERATURE, Series.gauge("domovoi_temperature_celsius", "Temperature."));
        for (Reading reading : devices.current(now)) {
            Series series = byQuantity.get(reading.quantity());
            if (series != null) {
                double factor = reading.quantity() == Quantity.ENERGY_TOTAL ? JOULES_PER_KILOWATT_HOUR : 1;
                series.with(reading.value() * factor, labels(reading.source()));
            }
        }
        return byQuantity.values().stream();
    }

    private Series switches() {
        Series series = Series.gauge("domovoi_switch_on", "1 while the relay is on.");
        for (SwitchState state : devices.switches(now)) {
            series.with(state.on() ? 1 : 0, labels(state.source()));
        }
        return series;
    }

    private Series states() {
        Series series = Series.gauge("domovoi_device_state", "1 for the state the device is in: live, quiet or lost.");
        for (DeviceId device : devices.all()) {
            Devices.Liveness actual = devices.liveness(device, now);
            for (Devices.Liveness state : List.of(Devices.Liveness.values())) {
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

    private String[] labels(Source source) {
        return new String[] {"device", devices.label(source.device()), "channel", source.channel()};
    }
}
