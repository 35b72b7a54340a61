package dev.domovoi.app.sim;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;

/// A smart plug that exists only in the demo: it measures, switches and speaks as its dialect does, without knowing
/// MQTT or the clock.
///
/// It belongs to one thread, and its times must not go backwards. A plug that is off draws nothing, whatever the
/// appliance behind it wants.
public sealed interface SimulatedPlug permits TasmotaPlug, ShellyGen1Plug, ShellyGen2Plug, ZigbeePlug {
    Pattern NAME = Pattern.compile("[a-z0-9_-]{1,40}");

    /// Its name in its topics, which is also the appliance's.
    String name();

    /// The topic filters on which it hears commands.
    List<String> subscriptions();

    /// What it says when it comes up: that it is there, and what it is.
    List<Outgoing> hello(Instant at);

    /// What it says when it goes: the last will of a real one.
    List<Outgoing> goodbye();

    /// Its telemetry at a moment at which the appliance wants so many watts.
    List<Outgoing> report(Instant at, double watts);

    /// Its answer to a message that it heard: confirmation and fresh power, or nothing if that is no command of its
    /// dialect.
    List<Outgoing> obey(String topic, String payload, Instant at);

    boolean isOn();

    /// What flows through it: nothing while it is off.
    double watts();

    static SimulatedPlug tasmota(String name, ZoneId zone) {
        return new TasmotaPlug(checked(name), zone);
    }

    static SimulatedPlug shellyGen1(String name) {
        return new ShellyGen1Plug(checked(name));
    }

    static SimulatedPlug shellyGen2(String name) {
        return new ShellyGen2Plug(checked(name));
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of a simulated plug must match " + NAME + ", was \"" + name + "\"");
        }
        return name;
    }
}
