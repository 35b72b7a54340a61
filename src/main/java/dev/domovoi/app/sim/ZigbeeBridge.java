package dev.domovoi.app.sim;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A Zigbee2MQTT bridge of the demo and the names of its plugs, in the order in which it lists them.
public record ZigbeeBridge(String base, List<String> names) {
    private static final String COORDINATOR = """
            {"ieee_address":"0x02d0e5fffe000000","type":"Coordinator","network_address":0,"supported":true,\
            "disabled":false,"friendly_name":"Coordinator","definition":null,"interview_completed":true}""";

    public ZigbeeBridge {
        if (!SimulatedPlug.NAME.matcher(base).matches()) {
            throw new IllegalArgumentException(
                    "the base topic of a simulated bridge must match " + SimulatedPlug.NAME + ", was \"" + base + "\"");
        }
        names = List.copyOf(names);
        for (String name : names) {
            if (!SimulatedPlug.NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "the name of a simulated plug must match " + SimulatedPlug.NAME + ", was \"" + name + "\"");
            }
        }
    }

    public List<SimulatedPlug> plugs() {
        return names.stream()
                .<SimulatedPlug>map(name -> new ZigbeePlug(this, name))
                .toList();
    }

    /// The payload of `bridge/devices`.
    String devices() {
        return names.stream().map(ZigbeeBridge::device).collect(Collectors.joining(",", "[" + COORDINATOR + ",", "]"));
    }

    private static String device(String name) {
        String mac = new RelayMeter(name).mac();
        return """
            {"ieee_address":"0x%sfffe","type":"Router","network_address":%d,"supported":true,"disabled":false,\
            "friendly_name":"%s","definition":{"model":"TS011F_plug_1","vendor":"Tuya",\
            "description":"Smart plug with power monitoring","exposes":[\
            {"type":"switch","features":[{"type":"binary","name":"state","property":"state","access":7,\
            "value_on":"ON","value_off":"OFF","value_toggle":"TOGGLE"}]},\
            %s,%s,%s,%s]},"power_source":"Mains (single phase)","interview_completed":true}""".formatted(
                        mac.toLowerCase(Locale.ROOT),
                        1 + (mac.hashCode() & 0x7FFF),
                        name,
                        number("power", "W"),
                        number("current", "A"),
                        number("voltage", "V"),
                        number("energy", "kWh"));
    }

    private static String number(String name, String unit) {
        return "{\"type\":\"numeric\",\"name\":\"%s\",\"property\":\"%s\",\"unit\":\"%s\",\"access\":5}"
                .formatted(name, name, unit);
    }
}
