package dev.domovoi.app.sim;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A plug with Tasmota firmware, in the factory's topic layout, with native discovery.
final class TasmotaPlug implements SimulatedPlug {
    private static final DateTimeFormatter LOCAL_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final String METER_SINCE = "2026-01-01T00:00:00";

    private final String name;
    private final ZoneId zone;
    private final RelayMeter meter;
    private double wattHoursAtTelemetry;

    TasmotaPlug(String name, ZoneId zone) {
        this.name = name;
        this.zone = zone;
        this.meter = new RelayMeter(name);
        this.wattHoursAtTelemetry = meter.wattHours();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isOn() {
        return meter.isOn();
    }

    @Override
    public double watts() {
        return meter.watts();
    }

    @Override
    public List<String> subscriptions() {
        return List.of("cmnd/" + name + "/+");
    }

    @Override
    public List<Outgoing> hello(Instant at) {
        return List.of(
                Outgoing.kept("tasmota/discovery/" + meter.mac() + "/config", config()),
                Outgoing.kept("tele/" + name + "/LWT", "Online"));
    }

    @Override
    public List<Outgoing> goodbye() {
        return List.of(Outgoing.kept("tele/" + name + "/LWT", "Offline"));
    }

    @Override
    public List<Outgoing> report(Instant at, double watts) {
        meter.measure(at, watts);
        String period = "\"Period\":" + Math.round(meter.wattHours() - wattHoursAtTelemetry) + ",";
        wattHoursAtTelemetry = meter.wattHours();
        String state = "{\"Time\":\"%s\",\"POWER\":\"%s\",\"Wifi\":{\"RSSI\":82,\"Signal\":-59}}"
                .formatted(localTime(at), word());
        return List.of(Outgoing.live("tele/" + name + "/STATE", state), sensor(at, period));
    }

    @Override
    public List<Outgoing> obey(String topic, String payload, Instant at) {
        String command = topic.toUpperCase(Locale.ROOT);
        String own = ("cmnd/" + name + "/POWER").toUpperCase(Locale.ROOT);
        if (command.equals(("cmnd/" + name + "/Status").toUpperCase(Locale.ROOT)) && payload.equals("10")) {
            return List.of(Outgoing.live("stat/" + name + "/STATUS10", "{\"StatusSNS\":" + measured(at, "") + "}"));
        }
        Optional<Boolean> wanted =
                command.equals(own) || command.equals(own + "1") ? wanted(payload.strip()) : Optional.empty();
        if (wanted.isEmpty()) {
            return List.of();
        }
        meter.turn(wanted.get(), at);
        return List.of(
                Outgoing.live("stat/" + name + "/RESULT", "{\"POWER\":\"" + word() + "\"}"),
                Outgoing.live("stat/" + name + "/POWER", word()),
                sensor(at, ""));
    }

    /// The state that the payload asks for: the present one if it is a question.
    private Optional<Boolean> wanted(String payload) {
        return switch (payload.toUpperCase(Locale.ROOT)) {
            case "ON", "1", "TRUE" -> Optional.of(true);
            case "OFF", "0", "FALSE" -> Optional.of(false);
            case "TOGGLE", "2" -> Optional.of(!meter.isOn());
            case "", "?" -> Optional.of(meter.isOn());
            default -> Optional.empty();
        };
    }

    private String word() {
        return meter.isOn() ? "ON" : "OFF";
    }

    /// `Period` comes only with the periodic telemetry.
    private Outgoing sensor(Instant at, String period) {
        return Outgoing.live("tele/" + name + "/SENSOR", measured(at, period));
    }

    private String measured(Instant at, String period) {
        String kilowattHours = RelayMeter.fixed(meter.wattHours() / 1000, 3);
        String watts = RelayMeter.fixed(meter.watts(), 1);
        return """
                {"Time":"%s","ENERGY":{"TotalStartTime":"%s","Total":%s,%s"Power":%s,"ApparentPower":%s,\
                "Factor":%s,"Voltage":%s,"Current":%s}}""".formatted(
                        localTime(at),
                        METER_SINCE,
                        kilowattHours,
                        period,
                        watts,
                        watts,
                        meter.watts() > 0 ? "1.00" : "0.00",
                        RelayMeter.fixed(meter.volts(), 0),
                        RelayMeter.fixed(meter.amperes(), 3));
    }

    private String localTime(Instant at) {
        return LOCAL_TIME.format(LocalDateTime.ofInstant(at, zone));
    }

    private String config() {
        String mac = meter.mac();
        return """
                {"ip":"192.0.2.%d","dn":"%s","fn":["%s",null,null,null,null,null,null,null],\
                "hn":"tasmota-%s","mac":"%s","md":"Demo Plug","ty":0,"if":0,"ofln":"Offline","onln":"Online",\
                "state":["OFF","ON","TOGGLE","HOLD"],"sw":"14.2.0","t":"%s","ft":"%%prefix%%/%%topic%%/",\
                "tp":["cmnd","stat","tele"],"rl":[1,0,0,0,0,0,0,0],"swc":[-1,-1,-1,-1,-1,-1,-1,-1],\
                "btn":[0,0,0,0,0,0,0,0],"so":{"4":0,"11":0,"13":0,"17":0,"20":0,"30":0,"68":0,"73":0,"82":0,\
                "114":0,"117":0},"lk":1,"lt_st":0,"bat":0,"dslp":0,"ver":1}""".formatted(1 + (mac.hashCode() & 0x7F), name, name, mac.substring(6), mac, name);
    }
}
