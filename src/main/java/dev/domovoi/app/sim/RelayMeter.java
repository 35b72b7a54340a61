package dev.domovoi.app.sim;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Locale;

/// The relay and the meter inside a simulated plug; on at first, its energy total counting from a value of its own.
final class RelayMeter {
    private static final double MAINS_VOLTS = 230;
    private static final double SPREAD_VOLTS = 1.2;
    private static final double SECONDS_PER_HOUR = 3600;
    private static final int MOST_FIRST_WATT_HOURS = 200_000;

    private final Noise noise;
    private final int serial;
    private boolean on = true;
    private double wantedWatts;
    private double wattHours;
    private Instant since = Instant.MAX;

    RelayMeter(String name) {
        this.serial = name.hashCode() & 0xFFFFFF;
        this.noise = new Noise(serial);
        this.wattHours = Math.floor(noise.uniform(0) * MOST_FIRST_WATT_HOURS);
    }

    /// Takes note of what the appliance wants from now on.
    void measure(Instant at, double watts) {
        if (!Double.isFinite(watts) || watts < 0) {
            throw new IllegalArgumentException("wanted watts must be 0 or more, were " + watts);
        }
        count(at);
        wantedWatts = watts;
    }

    /// Switches the relay, and says whether that changed anything.
    boolean turn(boolean newState, Instant at) {
        count(at);
        boolean changes = on != newState;
        on = newState;
        return changes;
    }

    boolean isOn() {
        return on;
    }

    double watts() {
        return on ? wantedWatts : 0;
    }

    double volts() {
        long minute = since.equals(Instant.MAX) ? 0 : Math.floorDiv(since.getEpochSecond(), 60);
        return MAINS_VOLTS + SPREAD_VOLTS * noise.normal(minute);
    }

    double amperes() {
        return watts() / volts();
    }

    double wattHours() {
        return wattHours;
    }

    /// Twelve hexadecimal digits, always the same for the same name.
    String mac() {
        return String.format(Locale.ROOT, "02D0E5%06X", serial);
    }

    /// The value as devices print it, with so many decimals.
    static String fixed(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /// A message may have waited while newer power was measured; what was counted is not counted again.
    private void count(Instant at) {
        if (since.equals(Instant.MAX)) {
            since = at;
        } else if (at.isAfter(since)) {
            double seconds = (at.toEpochMilli() - since.toEpochMilli()) / 1000.0;
            wattHours += watts() * seconds / SECONDS_PER_HOUR;
            since = at;
        }
    }
}
