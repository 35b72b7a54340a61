package dev.domovoi.observe.hygiene;

import dev.domovoi.signal.Quantity;
import java.util.EnumMap;
import java.util.Map;

/// What a quantity can be at all in a home, whatever the device (both ends included), and how it is judged beyond
/// that.
record Physics(double least, double most, Kind kind) {
    /// Three phases of 125 A and then some: no home draws or feeds back more.
    static final double MOST_WATTS = 100_000;

    /// What a plug carries for long where nobody said otherwise: 16 A at 230 V.
    static final double USUAL_RATING_WATTS = 3_680;

    /// Mains 10 % up, and an overload that a breaker bears for an hour: a real fault, which must be seen.
    static final double OVERLOAD = 1.5;

    /// 63 A at the highest single-phase mains: what the largest relay of a home carries.
    static final double LARGEST_RELAY_WATTS = 16_000;

    /// The lowest mains voltage there is: turns a rating into the most amperes.
    static final double LEAST_MAINS_VOLTS = 100;

    /// From here on a voltage is the mains', and not a battery's or a solar module's.
    static final double MAINS_FROM_VOLTS = 80;

    private static final double ANYTHING = 1e18;
    private static final Map<Quantity, Physics> ALL = new EnumMap<>(Quantity.class);

    static {
        for (Quantity quantity : Quantity.values()) {
            ALL.put(quantity, known(quantity));
        }
    }

    /// The ways to judge a number that is possible.
    enum Kind {
        WATTS,
        VOLTAMPERES,
        AMPERES,
        VOLTS,
        TOTAL,
        RETURNED_TOTAL,
        DEGREES,
        HERTZ,
        /// Nothing more is asked of it.
        PLAIN
    }

    static Physics of(Quantity quantity) {
        return ALL.getOrDefault(quantity, plain(0, ANYTHING));
    }

    boolean allows(double value) {
        return value >= least && value <= most;
    }

    private static Physics known(Quantity quantity) {
        return switch (quantity) {
            case POWER -> new Physics(-MOST_WATTS, MOST_WATTS, Kind.WATTS);
            case APPARENT_POWER, REACTIVE_POWER -> new Physics(-MOST_WATTS, MOST_WATTS, Kind.VOLTAMPERES);
            case VOLTAGE -> new Physics(-1, 1_000, Kind.VOLTS); // from a battery to a string of solar modules
            case CURRENT -> new Physics(-500, 500, Kind.AMPERES);
            case ENERGY_TOTAL -> new Physics(0, 1e6, Kind.TOTAL); // a hundred years of a home
            case ENERGY_RETURNED_TOTAL -> new Physics(0, 1e6, Kind.RETURNED_TOTAL);
            case TEMPERATURE -> new Physics(-60, 600, Kind.DEGREES); // -127 is a loose sensor; a stove's flue has 500
            case FREQUENCY -> new Physics(0, 70, Kind.HERTZ); // 0 behind an open relay
            case ENERGY_TODAY, ENERGY_YESTERDAY -> plain(0, 2_400); // the most watts, all day
            case POWER_FACTOR -> plain(-1.05, 1.05); // meters round
            case HUMIDITY -> plain(0, 105); // sensors drift above 100
            case RSSI, NOISE -> plain(-150, 20);
            case LINK_QUALITY -> plain(0, 100);
            case PING_LOSS -> plain(0, 1);
            case PING, PING_DEVIATION -> plain(0, 3_600);
            case EMMC_LIFE_USED -> plain(0, 110); // the step above 100 is "exceeded"
            case EMMC_PRE_EOL -> plain(0, 255);
            case VALUE -> plain(-ANYTHING, ANYTHING);
            case CPU_FREQUENCY -> plain(0, 1e11);
            case BITRATE, STATIONS, CONNTRACK, CONNTRACK_MOST, DHCP_LEASES -> plain(0, ANYTHING);
            case OCTETS_RECEIVED, OCTETS_SENT, PACKETS_RECEIVED, PACKETS_SENT -> plain(0, ANYTHING);
            case ERRORS_RECEIVED, ERRORS_SENT, DROPPED_RECEIVED, DROPPED_SENT -> plain(0, ANYTHING);
            case MEMORY, LOAD, UPTIME, PRESSURE_STALL_TOTAL -> plain(0, ANYTHING);
            case DISK_FREE, DISK_SIZE, DISK_WRITTEN_TOTAL, DISK_ERRORS_TOTAL -> plain(0, ANYTHING);
        };
    }

    private static Physics plain(double least, double most) {
        return new Physics(least, most, Kind.PLAIN);
    }
}
