package dev.domovoi.observe.power;

import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Json;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.SwitchRecipe;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what a Tasmota device says of its relays and its radio, and how each relay seen can be switched.
final class TasmotaState {
    /// `POWER` or `POWER1` to `POWER32`; `POWER_LOW` and its kind are thresholds, not relays.
    private static final Pattern RELAY = Pattern.compile("POWER([1-9]|[12][0-9]|3[0-2])?");

    private TasmotaState() {}

    /// The channel that a relay's key or topic level names; empty if it names no relay.
    static Optional<String> relayChannel(String key) {
        Matcher relay = RELAY.matcher(key);
        return relay.matches() ? Optional.of(relay.group(1) == null ? Source.WHOLE : relay.group(1)) : Optional.empty();
    }

    static void readState(Json.Obj state, TasmotaLayout layout, Report report) {
        readRelays(state, layout, report);
        TasmotaEnergy.readBesideRelay(state, report);
        state.member("Wifi").ifPresent(wifi -> {
            if (wifi instanceof Json.Obj radio) {
                radio.member("RSSI")
                        .ifPresent(percent ->
                                report.number("Wifi/RSSI", Source.WHOLE, Field.of(Quantity.LINK_QUALITY), percent));
                radio.member("Signal")
                        .ifPresent(dbm -> report.number("Wifi/Signal", Source.WHOLE, Field.of(Quantity.RSSI), dbm));
            }
        });
    }

    static void readRelays(Json.Obj state, TasmotaLayout layout, Report report) {
        state.members()
                .forEach((key, value) -> relayChannel(key).ifPresent(channel -> {
                    if (value instanceof Json.Text(String text)) {
                        readRelay(key, channel, text, layout, report);
                    } else {
                        report.problem(key, expected(layout), Json.shown(value));
                    }
                }));
    }

    static void readRelay(String key, String channel, String text, TasmotaLayout layout, Report report) {
        Optional<Boolean> on = layout.words().switched(text);
        if (on.isEmpty()) {
            report.problem(key, expected(layout), '"' + text + '"');
            return;
        }
        report.switched(channel, on.get());
        report.learned(recipe(report.device(), channel, layout.commandBase()));
    }

    /// Switched by the words that every Tasmota obeys, whatever texts it was given: what an announcement says never
    /// decides what "off" does. Asked by an empty payload on the same topic, and for its watts by `Status 10`: what
    /// it tells by itself comes minutes later, and not at all when the power goes to nothing.
    static SwitchRecipe recipe(DeviceId device, String channel, String commandBase) {
        String topic = commandBase + "POWER" + channel;
        return new SwitchRecipe(
                        new Source(device, channel),
                        new SwitchRecipe.Command(topic, "ON"),
                        new SwitchRecipe.Command(topic, "OFF"),
                        Optional.of(new SwitchRecipe.Command(topic, "")),
                        false)
                .askedForWattsBy(new SwitchRecipe.Command(commandBase + "Status", "10"));
    }

    private static String expected(TasmotaLayout layout) {
        return '"' + layout.words().on() + "\" or \"" + layout.words().off() + '"';
    }
}
