package dev.domovoi.app;

import java.util.Locale;

/// What devices say, in the payloads of their dialects.
final class Says {
    private Says() {}

    /// Tasmota's `SENSOR`.
    static String tasmota(double kwh, double watts, double volts, double amperes) {
        return String.format(
                Locale.ROOT,
                "{\"Time\":\"2026-03-02T12:00:00\",\"ENERGY\":{\"TotalStartTime\":\"2026-01-01T00:00:00\",\"Total\":%.3f,"
                        + "\"Yesterday\":0.2,\"Today\":0.1,\"Power\":%.0f,\"ApparentPower\":%.0f,\"ReactivePower\":0,"
                        + "\"Factor\":1.00,\"Voltage\":%.0f,\"Current\":%.3f}}",
                kwh,
                watts,
                volts * amperes,
                volts,
                amperes);
    }

    /// Tasmota's `SENSOR` of an ordinary load: the current fits.
    static String tasmota(double kwh, double watts) {
        return tasmota(kwh, watts, 231, Math.abs(watts) / 231);
    }

    /// The cached state that Zigbee2MQTT publishes with each change of any part.
    static String zigbee(String state, double watts, double volts, double amperes, double kwh) {
        return String.format(
                Locale.ROOT,
                "{\"current\":%.2f,\"energy\":%.2f,\"linkquality\":96,\"power\":%.0f,\"state\":\"%s\",\"voltage\":%.0f}",
                amperes,
                kwh,
                watts,
                state,
                volts);
    }

    /// A whole `switch:0` of a later Shelly.
    static String shelly(boolean on, double watts, double volts, double amperes, double wattHours) {
        return String.format(
                Locale.ROOT,
                "{\"id\":0,\"source\":\"init\",\"output\":%b,\"apower\":%.1f,\"voltage\":%.1f,\"current\":%.3f,"
                        + "\"freq\":50.0,\"aenergy\":{\"total\":%.3f,\"by_minute\":[0.0,0.0,0.0],\"minute_ts\":1772452800},"
                        + "\"temperature\":{\"tC\":38.2,\"tF\":100.8}}",
                on,
                watts,
                volts,
                amperes,
                wattHours);
    }

    static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /// Only the new watts, as a later Shelly notifies of a change.
    static String shellyDelta(String id, double watts) {
        return String.format(
                Locale.ROOT,
                "{\"src\":\"%s\",\"dst\":\"%s/events\",\"method\":\"NotifyStatus\",\"params\":{\"ts\":1772452800.12,"
                        + "\"switch:0\":{\"id\":0,\"apower\":%.1f}}}",
                id,
                id,
                watts);
    }
}
