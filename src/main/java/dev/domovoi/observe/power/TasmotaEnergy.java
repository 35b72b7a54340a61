package dev.domovoi.observe.power;

import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Json;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.util.List;
import java.util.Map;

/// The members of Tasmota's `ENERGY` section: scalars for the whole device, arrays and objects by channel.
final class TasmotaEnergy {
    private static final Map<String, Quantity> MEMBERS = Map.ofEntries(
            Map.entry("Power", Quantity.POWER),
            Map.entry("ApparentPower", Quantity.APPARENT_POWER),
            Map.entry("ReactivePower", Quantity.REACTIVE_POWER),
            Map.entry("Factor", Quantity.POWER_FACTOR),
            Map.entry("Frequency", Quantity.FREQUENCY),
            Map.entry("Voltage", Quantity.VOLTAGE),
            Map.entry("Current", Quantity.CURRENT),
            Map.entry("Total", Quantity.ENERGY_TOTAL),
            Map.entry("Today", Quantity.ENERGY_TODAY),
            Map.entry("Yesterday", Quantity.ENERGY_YESTERDAY),
            Map.entry("ExportActive", Quantity.ENERGY_RETURNED_TOTAL));

    /// What firmware 5.x wrote into `STATE` beside the relay.
    private static final List<String> STATE_MEMBERS = List.of("Power", "Voltage", "Current");

    private TasmotaEnergy() {}

    static void read(Json.Obj section, String path, Report report) {
        // An emulation of Tasmota counts in watt-hours and has no Total; its Yesterday and Today are watt-hours too.
        boolean countsWattHours = section.member("ConsumptionTotal").isPresent()
                && section.member("Total").isEmpty();
        section.members().forEach((name, value) -> {
            Quantity quantity = MEMBERS.get(name);
            if (quantity != null) {
                boolean isWattHours = countsWattHours && quantity.unit().equals("kWh");
                values(new Field(quantity, isWattHours ? Field.THOUSANDTHS : 1), value, path + name, report);
            }
        });
        if (countsWattHours) {
            Field wattHours = new Field(Quantity.ENERGY_TOTAL, Field.THOUSANDTHS);
            section.member("ConsumptionTotal")
                    .ifPresent(total -> values(wattHours, total, path + "ConsumptionTotal", report));
        }
    }

    static void readBesideRelay(Json.Obj state, Report report) {
        for (String name : STATE_MEMBERS) {
            Quantity quantity = MEMBERS.get(name);
            if (quantity != null) {
                state.member(name)
                        .filter(value -> Json.number(value).isPresent())
                        .ifPresent(value -> report.number(name, Source.WHOLE, Field.of(quantity), value));
            }
        }
    }

    private static void values(Field field, Json value, String at, Report report) {
        switch (value) {
            case Json.Arr(List<Json> items) -> {
                for (int i = 0; i < items.size(); i++) {
                    String channel = Integer.toString(i + 1);
                    report.number(at + "/" + channel, channel, field, items.get(i));
                }
            }
            case Json.Obj(Map<String, Json> members) ->
                members.forEach((channel, item) -> report.number(at + "/" + channel, channel, field, item));
            case Json.Num _, Json.Text _, Json.Bool _, Json.Null _ -> report.number(at, Source.WHOLE, field, value);
        }
    }
}
