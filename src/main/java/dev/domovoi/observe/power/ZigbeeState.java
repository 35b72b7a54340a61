package dev.domovoi.observe.power;

import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Json;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.SwitchRecipe;
import dev.domovoi.signal.SwitchRecipe.Command;
import java.util.Optional;
import java.util.OptionalDouble;

/// The properties of one Zigbee2MQTT device as its state topic or its attribute topics give them.
final class ZigbeeState {
    private final Report report;
    private final ZigbeeDevices devices;
    private final String topic;

    ZigbeeState(Report report, ZigbeeDevices devices, String topic) {
        this.report = report;
        this.devices = devices;
        this.topic = topic;
    }

    /// Where two names for one thing come together, the usual one counts.
    void read(Json.Obj state) {
        state.members().forEach((property, value) -> {
            if (!ZigbeeAttribute.isSecondary(property)) {
                read(property, value);
            }
        });
        state.members().forEach((property, value) -> {
            if (ZigbeeAttribute.isSecondary(property) && !isReported(property)) {
                read(property, value);
            }
        });
    }

    void read(String property, Json value) {
        devices.attribute(report.device().name(), property).ifPresent(attribute -> {
            switch (attribute) {
                case ZigbeeAttribute.Measured measured -> number(property, measured, value);
                case ZigbeeAttribute.Relay(String channel) -> state(property, channel, value);
                case ZigbeeAttribute.Foreign foreign ->
                    report.problem(property, "a unit of " + foreign.quantity().word(), '"' + foreign.unit() + '"');
            }
        });
    }

    private boolean isReported(String property) {
        return devices.attribute(report.device().name(), property)
                .map(attribute -> attribute instanceof ZigbeeAttribute.Measured measured
                        && report.has(measured.channel(), measured.field().quantity()))
                .orElse(false);
    }

    private void number(String property, ZigbeeAttribute.Measured measured, Json value) {
        OptionalDouble number = Json.number(value);
        Field field = number.isPresent() ? measured.fieldOf(number.getAsDouble()) : measured.field();
        report.number(property, measured.channel(), field, value);
    }

    /// The words of covers and locks are no relay's and no mistake.
    private void state(String property, String channel, Json value) {
        String word = value instanceof Json.Text(String text) ? text : "";
        switch (word) {
            case "ON" -> switched(property, channel, true);
            case "OFF" -> switched(property, channel, false);
            case "OPEN", "CLOSE", "STOP", "LOCK", "UNLOCK" -> {}
            default -> {
                if (!(value instanceof Json.Null)) {
                    report.problem(property, "ON or OFF", Json.shown(value));
                }
            }
        }
    }

    private void switched(String property, String channel, boolean on) {
        report.switched(channel, on);
        if (devices.canSwitch(report.device().name(), property)) {
            report.learned(recipe(property, channel));
        }
    }

    /// The state that is asked for comes with the watts that the bridge remembers, so those are asked for too.
    private SwitchRecipe recipe(String property, String channel) {
        SwitchRecipe recipe = new SwitchRecipe(
                report.source(channel),
                new Command(topic + "/set", says(property, "ON")),
                new Command(topic + "/set", says(property, "OFF")),
                Optional.of(new Command(topic + "/get", says(property, ""))),
                true);
        return devices.wattsBehind(report.device().name(), channel)
                .map(watts -> recipe.askedForWattsBy(new Command(topic + "/get", says(watts, ""))))
                .orElse(recipe);
    }

    /// Only properties that matched the grammar of names, or that the bridge listed without a quote, come here.
    private static String says(String property, String word) {
        return "{\"" + property.replaceAll("[\"\\\\\\p{Cntrl}]", "") + "\":\"" + word + "\"}";
    }
}
