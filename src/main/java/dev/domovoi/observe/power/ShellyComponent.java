package dev.domovoi.observe.power;

import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Json;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.SwitchRecipe;
import dev.domovoi.signal.SwitchRecipe.Command;
import dev.domovoi.signal.SwitchRecipe.OffFor;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The status of one component of a later-generation Shelly, whole or only what changed.
///
/// Channels: `switch:n` and `pm1:n` are `n`; `em1:n` and `em1data:n` are `em1:n`; the phases of `em:0` and `emdata:0`
/// are `a`, `b`, `c` and its neutral `n`, its totals are the whole device; `temperature:n` and `humidity:n` keep
/// their own name.
final class ShellyComponent {
    /// The name under which answers to our questions come back, on `domovoi/rpc`.
    static final String ASKER = "domovoi";

    private static final Map<String, Field> METER = Map.of(
            "apower", Field.of(Quantity.POWER),
            "act_power", Field.of(Quantity.POWER),
            "aprtpower", Field.of(Quantity.APPARENT_POWER),
            "aprt_power", Field.of(Quantity.APPARENT_POWER),
            "voltage", Field.of(Quantity.VOLTAGE),
            "current", Field.of(Quantity.CURRENT),
            "pf", Field.of(Quantity.POWER_FACTOR),
            "freq", Field.of(Quantity.FREQUENCY));
    private static final Field IMPORTED = new Field(Quantity.ENERGY_TOTAL, Field.THOUSANDTHS);
    private static final Field RETURNED = new Field(Quantity.ENERGY_RETURNED_TOTAL, Field.THOUSANDTHS);
    private static final Map<String, Field> ENERGY = Map.of(
            "total_act_energy", IMPORTED,
            "total_act_ret_energy", RETURNED);
    private static final Map<String, Field> TOTALS = Map.of(
            "total_current", Field.of(Quantity.CURRENT),
            "total_act_power", Field.of(Quantity.POWER),
            "total_aprt_power", Field.of(Quantity.APPARENT_POWER),
            "total_act", IMPORTED,
            "total_act_ret", RETURNED);

    /// Components that are known and numbered but say nothing that we keep.
    private static final Set<String> SILENT =
            Set.of("input", "light", "cover", "rgb", "rgbw", "cct", "script", "devicepower", "voltmeter");

    private static final Set<String> READ = Set.of("switch", "pm1", "em", "em1", "emdata", "em1data");
    private static final Set<String> UNNUMBERED = Set.of("wifi", "sys", "cloud", "mqtt", "ble", "ws", "eth");

    private final Report report;
    private final String key;
    private final String index;

    private ShellyComponent(Report report, String key) {
        this.report = report;
        this.key = key;
        this.index = key.substring(key.indexOf(':') + 1);
    }

    /// Whether the key names a component of a kind that only Shellys have, its number aside.
    static boolean isNumberedKind(String key) {
        int colon = key.indexOf(':');
        String kind = colon < 0 ? "" : key.substring(0, colon);
        return READ.contains(kind) || SILENT.contains(kind) || isSensor(kind);
    }

    static boolean isUnnumberedKind(String key) {
        return UNNUMBERED.contains(key);
    }

    /// Adds what the status says to the report; an unknown component says nothing.
    static void read(Report report, String key, Json status) {
        if (key.equals("wifi")) {
            report.object(key, status)
                    .flatMap(wifi -> wifi.member("rssi"))
                    .ifPresent(rssi -> report.number("wifi/rssi", Source.WHOLE, Field.of(Quantity.RSSI), rssi));
        } else if (isNumberedKind(key)) {
            ShellyComponent component = new ShellyComponent(report, key);
            if (ShellyId.isIndex(component.index)) {
                report.object(key, status).ifPresent(component::read);
            } else {
                report.problem(key, "a component number 0..999", component.index);
            }
        }
    }

    private static boolean isSensor(String kind) {
        return kind.equals("temperature") || kind.equals("humidity");
    }

    private void read(Json.Obj status) {
        switch (key.substring(0, key.indexOf(':'))) {
            case "switch" -> relay(status);
            case "pm1" -> meter(status);
            case "em1" -> numbers(status, "em1:" + index, METER);
            case "em1data" -> numbers(status, "em1:" + index, ENERGY);
            case "em", "emdata" -> phases(status);
            case "temperature" -> numbers(status, key, Map.of("tC", Field.of(Quantity.TEMPERATURE)));
            case "humidity" -> numbers(status, key, Map.of("rh", Field.of(Quantity.HUMIDITY)));
            default -> {} // known, and nothing in it is ours
        }
    }

    private void relay(Json.Obj status) {
        status.member("output")
                .flatMap(output -> report.flag(key + "/output", output))
                .ifPresent(on -> {
                    report.switched(index, on);
                    report.learned(recipe());
                });
        meter(status);
    }

    private void meter(Json.Obj status) {
        numbers(status, index, METER);
        nested(status, "aenergy", "total", IMPORTED);
        nested(status, "ret_aenergy", "total", RETURNED);
        nested(status, "temperature", "tC", Field.of(Quantity.TEMPERATURE));
    }

    private void numbers(Json.Obj status, String channel, Map<String, Field> fields) {
        status.members().forEach((name, value) -> {
            if (fields.containsKey(name)) {
                report.number(key + "/" + name, channel, fields.get(name), value);
            }
        });
    }

    private void nested(Json.Obj status, String outer, String inner, Field field) {
        String at = key + "/" + outer;
        status.member(outer)
                .flatMap(value -> report.object(at, value))
                .flatMap(object -> object.member(inner))
                .ifPresent(value -> report.number(at + "/" + inner, index, field, value));
    }

    /// `a_current` is the current of phase a, `n_current` that of the neutral, `total_...` is of the whole device.
    private void phases(Json.Obj status) {
        boolean isFirst = index.equals("0");
        numbers(status, isFirst ? Source.WHOLE : "em:" + index, TOTALS);
        status.members().forEach((name, value) -> {
            int underscore = name.indexOf('_');
            String phase = underscore == 1 ? name.substring(0, 1) : "";
            String member = name.substring(underscore + 1);
            Optional<Field> field =
                    Optional.ofNullable(METER.get(member)).or(() -> Optional.ofNullable(ENERGY.get(member)));
            if (!phase.isEmpty() && "abcn".contains(phase) && field.isPresent()) {
                report.number(key + "/" + name, isFirst ? phase : "em:" + index + ":" + phase, field.get(), value);
            }
        });
    }

    /// By RPC, which is on from the factory where plain control topics are off. The device tells of a change by
    /// itself but keeps silent if there was none, so the recipe can ask. Its timer is part of the command and
    /// leaves nothing behind: the next command sets it anew, or ends it.
    private SwitchRecipe recipe() {
        String topic = report.device().name() + "/rpc";
        String off = request(ShellyRequest.Kind.OFF, ",\"on\":false");
        String end = "}}";
        return new SwitchRecipe(
                        report.source(index),
                        new Command(topic, request(ShellyRequest.Kind.ON, ",\"on\":true")),
                        new Command(topic, off),
                        Optional.of(new Command(topic, request(ShellyRequest.Kind.STATUS, ""))),
                        false)
                .with(new OffFor(topic, off.substring(0, off.length() - end.length()) + ",\"toggle_after\":", end));
    }

    private String request(ShellyRequest.Kind kind, String more) {
        return "{\"id\":" + new ShellyRequest(Integer.parseInt(index), kind).id() + ",\"src\":\"" + ASKER
                + "\",\"method\":\"" + kind.method() + "\",\"params\":{\"id\":" + index + more + "}}";
    }
}
