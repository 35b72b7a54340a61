package dev.domovoi.signal;

/// What a reading measures, with the one unit it is kept in.
public enum Quantity {
    POWER("power", "W"),
    APPARENT_POWER("apparent_power", "VA"),
    REACTIVE_POWER("reactive_power", "var"),
    VOLTAGE("voltage", "V"),
    CURRENT("current", "A"),
    POWER_FACTOR("power_factor", ""),
    FREQUENCY("frequency", "Hz"),
    ENERGY_TOTAL("energy_total", "kWh"),
    ENERGY_RETURNED_TOTAL("energy_returned_total", "kWh"),
    ENERGY_TODAY("energy_today", "kWh"),
    ENERGY_YESTERDAY("energy_yesterday", "kWh"),
    TEMPERATURE("temperature", "C"),
    HUMIDITY("humidity", "%"),
    RSSI("rssi", "dBm"),
    /// Link quality in percent of the vendor's scale, for radios that do not report dBm.
    LINK_QUALITY("link_quality", "%"),
    /// Noise floor of a radio.
    NOISE("noise", "dBm"),
    /// How fast a radio link is at present.
    BITRATE("bitrate", "bit/s"),
    /// Clients at an access point.
    STATIONS("stations", ""),
    /// What came in and went out at a network interface, named by the channel.
    OCTETS_RECEIVED("if_octets_rx_rate", "B/s"),
    OCTETS_SENT("if_octets_tx_rate", "B/s"),
    PACKETS_RECEIVED("if_packets_rx_rate", "1/s"),
    PACKETS_SENT("if_packets_tx_rate", "1/s"),
    ERRORS_RECEIVED("if_errors_rx_rate", "1/s"),
    ERRORS_SENT("if_errors_tx_rate", "1/s"),
    DROPPED_RECEIVED("if_dropped_rx_rate", "1/s"),
    DROPPED_SENT("if_dropped_tx_rate", "1/s"),
    /// Round trip to the host that the channel names.
    PING("ping", "s"),
    PING_DEVIATION("ping_stddev", "s"),
    /// Share of lost echoes, 0 to 1.
    PING_LOSS("ping_loss", ""),
    /// Connections that a router tracks, and how many it can.
    CONNTRACK("conntrack", ""),
    CONNTRACK_MOST("conntrack_max", ""),
    DHCP_LEASES("dhcp_leases", ""),
    /// Memory in the state that the channel names.
    MEMORY("memory", "B"),
    /// Runnable processes, averaged over the minutes that the channel names.
    LOAD("load", ""),
    UPTIME("uptime", "s"),
    /// Time that work stood still for want of the resource that the channel names, since the start.
    PRESSURE_STALL_TOTAL("psi_total", "us"),
    CPU_FREQUENCY("cpu_frequency", "Hz"),
    /// Space left to unprivileged writers of the file system that the channel names, and its size.
    DISK_FREE("disk_free", "B"),
    DISK_SIZE("disk_size", "B"),
    /// Written to the block device that the channel names, since the start.
    DISK_WRITTEN_TOTAL("disk_written_total", "B"),
    /// Errors that a file system has recorded of itself.
    DISK_ERRORS_TOTAL("disk_errors_total", ""),
    /// Wear of a soldered flash memory: upper bound of its ten percent step.
    EMMC_LIFE_USED("emmc_life_used", "%"),
    /// Spare blocks of a soldered flash memory: 1 normal, 2 warning, 3 urgent.
    EMMC_PRE_EOL("emmc_pre_eol", ""),
    /// A number that nobody says the meaning of.
    VALUE("value", "");

    private final String word;
    private final String unit;

    Quantity(String word, String unit) {
        this.word = word;
        this.unit = unit;
    }

    /// The name in contracts and metrics, such as `energy_total`.
    public String word() {
        return word;
    }

    public String unit() {
        return unit;
    }
}
