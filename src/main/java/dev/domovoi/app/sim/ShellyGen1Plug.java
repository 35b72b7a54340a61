package dev.domovoi.app.sim;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A first-generation Shelly plug: one plain value a topic, energy in watt-minutes, and no word about volts.
final class ShellyGen1Plug implements SimulatedPlug {
    private static final int MINUTES_PER_HOUR = 60;
    private static final String EVERYONE = "shellies/command";

    private final String name;
    private final String prefix;
    private final RelayMeter meter;

    ShellyGen1Plug(String name) {
        this.name = name;
        this.prefix = "shellies/" + name;
        this.meter = new RelayMeter(name);
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
        return List.of(prefix + "/relay/0/command", prefix + "/command", EVERYONE);
    }

    @Override
    public List<Outgoing> hello(Instant at) {
        return Stream.concat(announcement().stream(), Stream.of(Outgoing.kept(prefix + "/online", "true")))
                .toList();
    }

    @Override
    public List<Outgoing> goodbye() {
        return List.of(Outgoing.kept(prefix + "/online", "false"));
    }

    @Override
    public List<Outgoing> report(Instant at, double watts) {
        meter.measure(at, watts);
        return values();
    }

    @Override
    public List<Outgoing> obey(String topic, String payload, Instant at) {
        if (topic.equals(EVERYONE) || topic.equals(prefix + "/command")) {
            return switch (payload) {
                case "announce" -> announcement();
                case "update" -> values();
                default -> List.of();
            };
        }
        Optional<Boolean> wanted = switch (payload) {
            case "on" -> Optional.of(true);
            case "off" -> Optional.of(false);
            case "toggle" -> Optional.of(!meter.isOn());
            default -> Optional.empty();
        };
        if (!topic.equals(prefix + "/relay/0/command") || wanted.isEmpty()) {
            return List.of();
        }
        meter.turn(wanted.get(), at);
        return values();
    }

    private List<Outgoing> values() {
        return List.of(
                Outgoing.live(prefix + "/relay/0", meter.isOn() ? "on" : "off"),
                Outgoing.live(prefix + "/relay/0/power", RelayMeter.fixed(meter.watts(), 2)),
                Outgoing.live(prefix + "/relay/0/energy", RelayMeter.fixed(meter.wattHours() * MINUTES_PER_HOUR, 0)));
    }

    private List<Outgoing> announcement() {
        String who = """
                {"id":"%s","model":"SHPLG-S","mac":"%s","ip":"192.0.2.%d","new_fw":false,"fw_ver":"20230913-113421/v1.14.0"}""".formatted(name, meter.mac(), 1 + (meter.mac().hashCode() & 0x7F));
        return List.of(Outgoing.live("shellies/announce", who), Outgoing.live(prefix + "/announce", who));
    }
}
