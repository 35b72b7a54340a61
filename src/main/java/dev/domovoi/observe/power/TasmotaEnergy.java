package dev.domovoi.observe.power;

import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.util.List;
import java.util.Map;

/// The members of Tasmota's `ENERGY` section: scalars for the whole device, arrays and objects by channel.
final class TasmotaEnergy {
    private static final double KILO = 1000;

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

    static void read(Json.Obj section, String path, Findings findings) {
        // An emulation of Tasmota counts in watt-hours and has no Total; its Yesterday and Today are watt-hours too.
        boolean countsWattHours = section.member("ConsumptionTotal").isPresent()
                && section.member("Total").isEmpty();
        section.members().forEach((name, value) -> {
            Quantity quantity = MEMBERS.get(name);
            if (quantity != null) {
                boolean isEnergy = quantity.unit().equals("kWh");
                values(quantity, value, countsWattHours && isEnergy ? 1 / KILO : 1, path + name, findings);
            }
        });
        if (countsWattHours) {
            section.member("ConsumptionTotal")
                    .ifPresent(total ->
                            values(Quantity.ENERGY_TOTAL, total, 1 / KILO, path + "ConsumptionTotal", findings));
        }
    }

    static void readBesideRelay(Json.Obj state, Findings findings) {
        for (String name : STATE_MEMBERS) {
            Quantity quantity = MEMBERS.get(name);
            if (quantity != null) {
                state.member(name)
                        .filter(value -> Json.number(value).isPresent())
                        .ifPresent(value -> findings.number(Source.WHOLE, quantity, value, 1, name));
            }
        }
    }

    private static void values(Quantity quantity, Json value, double factor, String at, Findings findings) {
        switch (value) {
            case Json.Arr(List<Json> items) -> {
                for (int i = 0; i < items.size(); i++) {
                    String channel = Integer.toString(i + 1);
                    findings.number(channel, quantity, items.get(i), factor, at + "/" + channel);
                }
            }
            case Json.Obj(Map<String, Json> members) ->
                members.forEach(
                        (channel, item) -> findings.number(channel, quantity, item, factor, at + "/" + channel));
            case Json.Num _, Json.Text _, Json.Bool _, Json.Null _ ->
                findings.number(Source.WHOLE, quantity, value, factor, at);
        }
    }
}
