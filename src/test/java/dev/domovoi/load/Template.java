package dev.domovoi.load;

import java.util.List;
import java.util.Locale;

/// What a device of a dialect says over and over. `{d}` stands for the device's number and `{w}` for its watts, `{a}`
/// for the amperes they take, in every part.
///
/// A further dialect is one more line. The value must come out on the agent's page under `metric` with the label
/// `device`. `taught` are topics and payloads in turn that are said once and retained before all others: discovery.
public record Template(
        String dialect, String device, String topic, String payload, String metric, List<String> taught) {
    private static final String WATTS = "domovoi_power_watts";
    private static final double VOLTS = 231;

    public static final List<Template> ALL = List.of(
            power("tasmota", "plug{d}", "tele/plug{d}/SENSOR", """
                    {"Time":"2026-11-22T05:33:10","ENERGY":{"TotalStartTime":"2026-01-01T00:00:00","Total":12.345,\
                    "Yesterday":0.5,"Today":0.25,"Period":1,"Power":{w},"ApparentPower":{w},"ReactivePower":0,\
                    "Factor":1.00,"Voltage":231,"Current":{a}}}"""),
            power("shelly_gen1", "shellyplug-s-{d}", "shellies/shellyplug-s-{d}/relay/0/power", "{w}"),
            power("shelly_gen2", "shellyplusplugs-{d}", "shellyplusplugs-{d}/status/switch:0", """
                    {"id":0,"source":"init","output":true,"apower":{w},"voltage":231.2,"current":{a},\
                    "aenergy":{"total":12345.678,"by_minute":[0.000,0.000,0.000],"minute_ts":1700000000},\
                    "temperature":{"tC":41.5,"tF":106.7}}"""),
            power("zigbee2mqtt", "socket{d}", "zigbee2mqtt/socket{d}", """
                    {"current":{a},"energy":12.34,"linkquality":102,"power":{w},"state":"ON",\
                    "update":{"installed_version":192,"latest_version":192,"state":"idle"},"voltage":231}"""),
            power("tapo_bridge", "tapo{d}", "tapo/tapo{d}/power", "{w}"),
            power(
                    "esphome",
                    "esp{d}",
                    "esp{d}/sensor/power/state",
                    "{w}",
                    "homeassistant/sensor/esp{d}/power/config",
                    "{\"stat_t\":\"esp{d}/sensor/power/state\",\"dev_cla\":\"power\",\"unit_of_meas\":\"W\"}"),
            power("openbeken", "obk{d}", "obk{d}/power/get", "{w}"),
            new Template(
                    "collectd",
                    "router{d}",
                    "collectd/router{d}/uptime/uptime",
                    "1788945292.880:{w}",
                    "domovoi_uptime_seconds",
                    List.of()),
            new Template("node", "pi{d}", "domovoi/node/pi{d}/vitals", """
                    {"at":"2026-11-22T05:33:10Z","observations":[{"channel":"1m","quantity":"load","value":{w},"unit":""},\
                    {"channel":"available","quantity":"memory","value":412000000,"unit":"B"}]}""", "domovoi_load", List.of()));

    private static Template power(String dialect, String device, String topic, String payload, String... taught) {
        return new Template(dialect, device, topic, payload, WATTS, List.of(taught));
    }

    /// The same with the number in place.
    public Template of(int number) {
        return new Template(
                dialect,
                numbered(device, number),
                numbered(topic, number),
                numbered(payload, number),
                metric,
                taught.stream().map(text -> numbered(text, number)).toList());
    }

    public boolean saysPower() {
        return metric.equals(WATTS);
    }

    /// The payload that says so many tenths of a watt.
    public String saying(int tenths) {
        return payload.replace("{w}", tenths / 10 + "." + tenths % 10)
                .replace("{a}", String.format(Locale.ROOT, "%.3f", tenths / 10.0 / VOLTS));
    }

    private static String numbered(String text, int number) {
        return text.replace("{d}", Integer.toString(number));
    }
}
