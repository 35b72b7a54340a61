package dev.domovoi.observe.power;

import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Json;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads Tasmota's `SENSOR` object: the meter, analogue inputs, smart meter scripts and climate sensors.
final class TasmotaSensors {
    private static final double FAHRENHEIT_ZERO = 32;
    private static final double CELSIUS_PER_FAHRENHEIT = 5.0 / 9.0;
    private static final Pattern ANALOG_TEMPERATURE = Pattern.compile("Temperature([0-9]{1,2})");
    private static final Pattern ANALOG_METER = Pattern.compile("CTEnergy[0-9]{1,2}");

    private static final Map<String, Quantity> METER = Map.of(
            "Energy", Quantity.ENERGY_TOTAL,
            "Power", Quantity.POWER,
            "Voltage", Quantity.VOLTAGE,
            "Current", Quantity.CURRENT);

    /// Names are the user's own in smart meter scripts; these are the usual ones.
    private static final Map<String, Quantity> SCRIPT = Map.of(
            "Total_in", Quantity.ENERGY_TOTAL,
            "Total_out", Quantity.ENERGY_RETURNED_TOTAL,
            "Power_curr", Quantity.POWER);

    private final boolean isFahrenheit;
    private final Report report;

    private TasmotaSensors(boolean isFahrenheit, Report report) {
        this.isFahrenheit = isFahrenheit;
        this.report = report;
    }

    static void read(Json.Obj root, Report report) {
        boolean isFahrenheit =
                root.member("TempUnit").filter(new Json.Text("F")::equals).isPresent();
        TasmotaSensors sensors = new TasmotaSensors(isFahrenheit, report);
        sensors.climate(root, Source.WHOLE, "");
        root.members().forEach(sensors::section);
    }

    private void section(String name, Json value) {
        if (name.equals("ENERGY")) {
            if (value instanceof Json.Obj energy) {
                TasmotaEnergy.read(energy, "ENERGY/", report);
            } else {
                report.problem("ENERGY", "an object", Json.shown(value));
            }
        } else if (value instanceof Json.Obj section) {
            if (name.equals("ANALOG")) {
                analog(section);
            }
            climate(section, name, name + "/");
            members(section, SCRIPT, name, name + "/");
        }
    }

    private void analog(Json.Obj section) {
        section.members().forEach((name, value) -> {
            Matcher temperature = ANALOG_TEMPERATURE.matcher(name);
            if (temperature.matches()) {
                temperature("ANALOG." + temperature.group(1), value, "ANALOG/" + name);
            } else if (value instanceof Json.Obj meter
                    && ANALOG_METER.matcher(name).matches()) {
                members(meter, METER, name, "ANALOG/" + name + "/");
            }
        });
    }

    private void climate(Json.Obj section, String channel, String path) {
        section.member("Temperature").ifPresent(value -> temperature(channel, value, path + "Temperature"));
        section.member("Humidity")
                .ifPresent(value -> report.number(path + "Humidity", channel, Field.of(Quantity.HUMIDITY), value));
    }

    private void temperature(String channel, Json value, String at) {
        OptionalDouble degrees = Json.number(value);
        if (isFahrenheit && degrees.isPresent()) {
            double celsius = (degrees.getAsDouble() - FAHRENHEIT_ZERO) * CELSIUS_PER_FAHRENHEIT;
            report.reading(at, channel, Field.of(Quantity.TEMPERATURE), celsius);
        } else {
            report.number(at, channel, Field.of(Quantity.TEMPERATURE), value);
        }
    }

    private void members(Json.Obj section, Map<String, Quantity> known, String channel, String path) {
        section.members().forEach((name, value) -> {
            Quantity quantity = known.get(name);
            if (quantity != null) {
                report.number(path + name, channel, Field.of(quantity), value);
            }
        });
    }
}
