package dev.domovoi.observe.power;

import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Json;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The JSON status of a first-generation Shelly on its `info` topic.
final class ShellyGen1Info {
    /// More relays or meters than any model has.
    private static final int MAX_PARTS = 16;

    /// In `meters`, `total` is in Watt-minutes although in `emeters` it is in Watt-hours.
    private static final Map<String, Field> METER =
            Map.of("power", Field.of(Quantity.POWER), "total", new Field(Quantity.ENERGY_TOTAL, Field.WATT_MINUTES));

    private static final Map<String, Field> EMETER = Map.of(
            "power", Field.of(Quantity.POWER),
            "reactive", Field.of(Quantity.REACTIVE_POWER),
            "pf", Field.of(Quantity.POWER_FACTOR),
            "voltage", Field.of(Quantity.VOLTAGE),
            "current", Field.of(Quantity.CURRENT),
            "total", new Field(Quantity.ENERGY_TOTAL, Field.THOUSANDTHS),
            "total_returned", new Field(Quantity.ENERGY_RETURNED_TOTAL, Field.THOUSANDTHS));

    private static final Field TEMPERATURE = Field.of(Quantity.TEMPERATURE);

    private ShellyGen1Info() {}

    static void read(Report report, byte[] payload) {
        switch (Json.read(payload)) {
            case Json.Bad(var problem) -> report.problem(problem.at(), problem.expected(), problem.got());
            case Json.Ok(Json.Obj info) -> read(report, info);
            case Json.Ok(Json other) -> report.problem("payload", "an object", Json.shown(other));
        }
    }

    private static void read(Report report, Json.Obj info) {
        info.member("wifi_sta")
                .flatMap(wifi -> report.object("wifi_sta", wifi))
                .filter(wifi -> !isFalse(wifi, "connected"))
                .flatMap(wifi -> wifi.member("rssi"))
                .ifPresent(rssi -> report.number("wifi_sta/rssi", Source.WHOLE, Field.of(Quantity.RSSI), rssi));
        List<Json> relays = parts(report, info, "relays");
        for (int i = 0; i < relays.size(); i++) {
            relay(report, i, relays.get(i));
        }
        List<Json> meters = parts(report, info, "meters");
        boolean isShared = meters.size() == 1 && relays.size() > 1;
        for (int i = 0; i < meters.size(); i++) {
            meter(report, "meters/" + i, isShared ? Source.WHOLE : Integer.toString(i), METER, meters.get(i));
        }
        List<Json> emeters = parts(report, info, "emeters");
        for (int i = 0; i < emeters.size(); i++) {
            meter(report, "emeters/" + i, Integer.toString(i), EMETER, emeters.get(i));
        }
        temperature(report, info);
    }

    private static List<Json> parts(Report report, Json.Obj info, String name) {
        Json value = info.member(name).orElseGet(Json.Null::new);
        return switch (value) {
            case Json.Null _ -> List.of();
            case Json.Arr(List<Json> items) when items.size() <= MAX_PARTS -> items;
            case Json.Arr _, Json.Obj _, Json.Num _, Json.Text _, Json.Bool _ -> {
                report.problem(name, "an array of at most " + MAX_PARTS + " items", Json.shown(value));
                yield List.of();
            }
        };
    }

    private static void relay(Report report, int index, Json value) {
        String at = "relays/" + index;
        report.object(at, value)
                .flatMap(relay -> relay.member("ison"))
                .flatMap(ison -> report.flag(at + "/ison", ison))
                .ifPresent(on -> ShellyGen1.switched(report, Integer.toString(index), on));
    }

    private static void meter(Report report, String at, String channel, Map<String, Field> fields, Json value) {
        Optional<Json.Obj> meter = report.object(at, value).filter(object -> !isFalse(object, "is_valid"));
        meter.ifPresent(object -> object.members().forEach((name, member) -> {
            if (fields.containsKey(name)) {
                report.number(at + "/" + name, channel, fields.get(name), member);
            }
        }));
    }

    /// The plain member, or where there is none the one in `tmp`.
    private static void temperature(Report report, Json.Obj info) {
        Optional<Json> inside = info.member("tmp")
                .flatMap(tmp -> tmp instanceof Json.Obj object ? Optional.of(object) : Optional.empty())
                .filter(tmp -> !isFalse(tmp, "is_valid"))
                .flatMap(tmp -> tmp.member("tC"));
        info.member("temperature")
                .or(() -> inside)
                .filter(value -> !isSentinel(value))
                .ifPresent(value -> report.number("temperature", Source.WHOLE, TEMPERATURE, value));
    }

    private static boolean isSentinel(Json value) {
        return value instanceof Json.Num(double number) && ShellyGen1.isSentinel(TEMPERATURE, Double.toString(number));
    }

    private static boolean isFalse(Json.Obj object, String name) {
        return object.member(name).filter(new Json.Bool(false)::equals).isPresent();
    }
}
