package dev.domovoi.load;

import java.util.List;

/// What a device of a dialect says over and over. `{d}` stands for the device's number and `{w}` for its watts.
///
/// A further dialect is one more line. The value must come out on the agent's page under `metric` with the label
/// `device`.
record Template(String dialect, String device, String topic, String payload, String metric) {
    private static final String WATTS = "domovoi_power_watts";

    static final List<Template> ALL = List.of(
            power("tasmota", "plug{d}", "tele/plug{d}/SENSOR", """
                    {"Time":"2026-11-22T05:33:10","ENERGY":{"TotalStartTime":"2026-01-01T00:00:00","Total":12.345,\
                    "Yesterday":0.5,"Today":0.25,"Period":1,"Power":{w},"ApparentPower":{w},"ReactivePower":0,\
                    "Factor":1.00,"Voltage":231,"Current":0.435}}"""),
            power("shelly_gen1", "shellyplug-s-{d}", "shellies/shellyplug-s-{d}/relay/0/power", "{w}"),
            power("shelly_gen2", "shellyplusplugs-{d}", "shellyplusplugs-{d}/status/switch:0", """
                    {"id":0,"source":"init","output":true,"apower":{w},"voltage":231.2,"current":0.435,\
                    "aenergy":{"total":12345.678,"by_minute":[0.000,0.000,0.000],"minute_ts":1700000000},\
                    "temperature":{"tC":41.5,"tF":106.7}}"""),
            power("zigbee2mqtt", "socket{d}", "zigbee2mqtt/socket{d}", """
                    {"current":0.43,"energy":12.34,"linkquality":102,"power":{w},"state":"ON",\
                    "update":{"installed_version":192,"latest_version":192,"state":"idle"},"voltage":231}"""));

    private static Template power(String dialect, String device, String topic, String payload) {
        return new Template(dialect, device, topic, payload, WATTS);
    }

    String device(int number) {
        return device.replace("{d}", Integer.toString(number));
    }

    String topic(int number) {
        return topic.replace("{d}", Integer.toString(number));
    }

    String payload(int number, String watts) {
        return payload.replace("{d}", Integer.toString(number)).replace("{w}", watts);
    }
}
