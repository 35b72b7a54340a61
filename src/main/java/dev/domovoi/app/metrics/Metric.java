package dev.domovoi.app.metrics;

import dev.domovoi.signal.Quantity;
import java.util.List;
import java.util.Optional;

/// How a quantity stands on the page: in base units, and with a label of its own where two quantities share a metric.
///
/// A counter's name lacks `_total`, which is added on the page; `label` is a name and a value, or empty.
record Metric(String name, String help, boolean isCounter, double factor, List<String> label) {
    private static final double JOULES_PER_KILOWATT_HOUR = 3.6e6;
    private static final double PER_CENT = 0.01;
    private static final double BYTES_PER_BIT = 0.125;
    private static final double MICRO = 1e-6;
    private static final List<String> RECEIVED = List.of("direction", "receive");
    private static final List<String> SENT = List.of("direction", "transmit");

    /// Empty for what is read but not shown: figures that others on the page already hold.
    static Optional<Metric> of(Quantity quantity) {
        return switch (quantity) {
            case POWER -> gauge("power_watts", "Active power.");
            case APPARENT_POWER -> gauge("apparent_power_voltamperes", "Apparent power.");
            case REACTIVE_POWER -> gauge("reactive_power_vars", "Reactive power.");
            case VOLTAGE -> gauge("voltage_volts", "Mains voltage.");
            case CURRENT -> gauge("current_amperes", "Current.");
            case POWER_FACTOR -> gauge("power_factor_ratio", "Power factor.");
            case FREQUENCY -> gauge("frequency_hertz", "Mains frequency.");
            case ENERGY_TOTAL ->
                counter("energy_joules", "Energy drawn, by the device's meter.", JOULES_PER_KILOWATT_HOUR);
            case ENERGY_RETURNED_TOTAL ->
                counter("energy_returned_joules", "Energy fed back, by the device's meter.", JOULES_PER_KILOWATT_HOUR);
            case ENERGY_TODAY, ENERGY_YESTERDAY -> Optional.empty();
            case TEMPERATURE -> gauge("temperature_celsius", "Temperature.");
            case HUMIDITY -> gauge("humidity_ratio", "Relative humidity.", PER_CENT);
            case RSSI -> gauge("signal_strength_dbm", "Strength of the radio signal.");
            case LINK_QUALITY -> gauge("link_quality_ratio", "Radio link quality, on the vendor's scale.", PER_CENT);
            case NOISE -> gauge("noise_dbm", "Noise floor of the radio.");
            case BITRATE -> gauge("bitrate_bytes_per_second", "Speed of the radio link.", BYTES_PER_BIT);
            case STATIONS -> gauge("stations", "Clients at the access point.");
            case OCTETS_RECEIVED -> interfaces("bytes", RECEIVED);
            case OCTETS_SENT -> interfaces("bytes", SENT);
            case PACKETS_RECEIVED -> interfaces("packets", RECEIVED);
            case PACKETS_SENT -> interfaces("packets", SENT);
            case ERRORS_RECEIVED -> interfaces("errors", RECEIVED);
            case ERRORS_SENT -> interfaces("errors", SENT);
            case DROPPED_RECEIVED -> interfaces("dropped_packets", RECEIVED);
            case DROPPED_SENT -> interfaces("dropped_packets", SENT);
            case PING -> gauge("ping_seconds", "Round trip to the host of the channel.");
            case PING_DEVIATION -> gauge("ping_deviation_seconds", "Standard deviation of the round trip.");
            case PING_LOSS -> gauge("ping_loss_ratio", "Share of echoes that did not come back.");
            case CONNTRACK -> gauge("conntrack_entries", "Connections that the router tracks.");
            case CONNTRACK_MOST -> gauge("conntrack_entries_limit", "Connections that the router can track.");
            case DHCP_LEASES -> gauge("dhcp_leases", "Addresses that are leased.");
            case MEMORY -> gauge("memory_bytes", "Memory in the state of the channel.");
            case LOAD -> gauge("load", "Runnable processes, averaged over the time of the channel.");
            case UPTIME -> gauge("uptime_seconds", "Time since the start.");
            case PRESSURE_STALL_TOTAL ->
                counter(
                        "pressure_stall_seconds",
                        "Time that work stood still for want of the channel's resource.",
                        MICRO);
            case CPU_FREQUENCY -> gauge("cpu_frequency_hertz", "Clock of the processor.");
            case DISK_FREE -> gauge("disk_free_bytes", "Space left in the file system.");
            case DISK_SIZE -> gauge("disk_size_bytes", "Size of the file system.");
            case DISK_WRITTEN_TOTAL -> counter("disk_written_bytes", "Written to the block device.", 1);
            case DISK_ERRORS_TOTAL -> counter("disk_errors", "Errors that the file system has recorded.", 1);
            case EMMC_LIFE_USED -> gauge("emmc_life_used_ratio", "Wear of the flash memory, upper bound.", PER_CENT);
            case EMMC_PRE_EOL -> gauge("emmc_pre_eol_level", "Spare blocks: 1 normal, 2 warning, 3 urgent.");
            case VALUE -> gauge("value", "A number of no known kind.");
        };
    }

    Series series() {
        return isCounter ? Series.counter(name, help) : Series.gauge(name, help);
    }

    private static Optional<Metric> gauge(String name, String help) {
        return gauge(name, help, 1);
    }

    private static Optional<Metric> gauge(String name, String help, double factor) {
        return Optional.of(new Metric("domovoi_" + name, help, false, factor, List.of()));
    }

    private static Optional<Metric> counter(String name, String help, double factor) {
        return Optional.of(new Metric("domovoi_" + name, help, true, factor, List.of()));
    }

    private static Optional<Metric> interfaces(String what, List<String> direction) {
        String name = "domovoi_network_" + what + "_per_second";
        return Optional.of(new Metric(name, "Rate at the network interface of the channel.", false, 1, direction));
    }
}
