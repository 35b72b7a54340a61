package dev.domovoi.app.switching;

import dev.domovoi.observe.generic.Layout;
import dev.domovoi.observe.generic.Layout.Commanded;
import dev.domovoi.observe.generic.Layout.Measured;
import dev.domovoi.observe.generic.Layout.Relay;
import dev.domovoi.observe.generic.Layout.TwoWords;
import dev.domovoi.observe.generic.TopicPattern;
import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Pointer;
import dev.domovoi.signal.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Every dialect whose plugs can be switched.
final class Tongues {
    static final List<Tongue> ALL = List.of(
            new Tasmota(),
            new ShellyTongues.Gen1(),
            new ShellyTongues.Gen2(),
            new Zigbee2Mqtt(),
            new EspHome(),
            new OpenBeken(),
            new Generic());

    /// How the generic plug is described in the configuration.
    static final Layout GENERIC = new Layout(
            TopicPattern.parse("lab/{device}/state"),
            "",
            List.of(new Measured(Pointer.parse("/watts"), Field.of(Quantity.POWER), "")),
            Optional.of(new Relay(
                    Pointer.parse("/relay"),
                    new TwoWords("on", "off"),
                    "",
                    Optional.of(new Commanded(TopicPattern.parse("lab/{device}/do"), new TwoWords("on", "off"))))),
            Optional.empty());

    private Tongues() {}

    static Asked onOrOff(String payload, String on, String off) {
        if (payload.equals(on)) {
            return new Asked.Set(true);
        }
        return payload.equals(off) ? new Asked.Set(false) : new Asked.Nothing();
    }

    /// In the factory's state: what it measures comes each five minutes, and never because the power went to nothing.
    private record Tasmota() implements Tongue {
        @Override
        public String name() {
            return "tasmota";
        }

        @Override
        public String channel() {
            return "";
        }

        @Override
        public Asked understood(String id, String topic, String payload) {
            return switch (topic.toUpperCase(Locale.ROOT).replace(id.toUpperCase(Locale.ROOT), "ID")) {
                case "CMND/ID/POWER" ->
                    payload.isEmpty() ? new Asked.State(0) : onOrOff(payload.toUpperCase(Locale.ROOT), "ON", "OFF");
                case "CMND/ID/STATUS" -> payload.equals("10") ? new Asked.Watts() : new Asked.Nothing();
                default -> new Asked.Nothing();
            };
        }

        @Override
        public List<Said> state(FakePlug plug) {
            String word = plug.isOn ? "ON" : "OFF";
            return List.of(
                    new Said("stat/" + plug.id + "/RESULT", "{\"POWER\":\"" + word + "\"}"),
                    new Said("stat/" + plug.id + "/POWER", word));
        }

        @Override
        public List<Said> obeyed(FakePlug plug, Asked.Set order, boolean changed) {
            return state(plug);
        }

        @Override
        public List<Said> watts(FakePlug plug) {
            return List.of(new Said("tele/" + plug.id + "/SENSOR", energy(plug)));
        }

        @Override
        public List<Said> answerWatts(FakePlug plug) {
            return List.of(new Said("stat/" + plug.id + "/STATUS10", "{\"StatusSNS\":" + energy(plug) + "}"));
        }

        private static String energy(FakePlug plug) {
            return "{\"Time\":\"2026-06-01T12:00:00\",\"ENERGY\":{\"Total\":12.345,\"Power\":" + plug.shownWatts()
                    + ",\"Voltage\":231}}";
        }

        @Override
        public Optional<Duration> wattsAfter() {
            return Optional.empty();
        }
    }

    /// The state follows at once from what the bridge takes for done, with the watts that it still remembers; these
    /// are asked of the plug each minute, or when somebody wants to know.
    private record Zigbee2Mqtt() implements Tongue {
        @Override
        public String name() {
            return "zigbee2mqtt";
        }

        @Override
        public String channel() {
            return "";
        }

        @Override
        public List<Said> hello(String id) {
            return List.of(new Said("zigbee2mqtt/bridge/devices", """
                    [{"type":"Router","friendly_name":"%s","definition":{"exposes":[\
                    {"type":"switch","features":[{"name":"state","property":"state","access":7}]},\
                    {"type":"numeric","name":"power","property":"power","unit":"W","access":5}]}}]""".formatted(id)));
        }

        @Override
        public Asked understood(String id, String topic, String payload) {
            return switch (topic.replace("zigbee2mqtt/" + id, "ID")) {
                case "ID/set" -> onOrOff(payload, "{\"state\":\"ON\"}", "{\"state\":\"OFF\"}");
                case "ID/get" ->
                    payload.equals("{\"power\":\"\"}")
                            ? new Asked.Watts()
                            : payload.equals("{\"state\":\"\"}") ? new Asked.State(0) : new Asked.Nothing();
                default -> new Asked.Nothing();
            };
        }

        @Override
        public List<Said> state(FakePlug plug) {
            return List.of(told(plug, plug.rememberedWatts()));
        }

        @Override
        public List<Said> obeyed(FakePlug plug, Asked.Set order, boolean changed) {
            return state(plug);
        }

        @Override
        public List<Said> refused(FakePlug plug, Asked.Set order) {
            String words = "Publish 'set' 'state' to '" + plug.id + "' failed: no response";
            return List.of(
                    new Said("zigbee2mqtt/bridge/logging", "{\"level\":\"error\",\"message\":\"z2m: " + words + "\"}"));
        }

        @Override
        public List<Said> watts(FakePlug plug) {
            return List.of(told(plug, plug.shownWatts()));
        }

        private static Said told(FakePlug plug, String watts) {
            return new Said(
                    "zigbee2mqtt/" + plug.id,
                    "{\"state\":\"" + (plug.isOn ? "ON" : "OFF") + "\",\"power\":" + watts + ",\"linkquality\":120}");
        }

        @Override
        public Optional<Duration> wattsAfter() {
            return Optional.empty();
        }
    }

    /// It cannot be asked, and says nothing where nothing changed.
    private record EspHome() implements Tongue {
        @Override
        public String name() {
            return "esphome";
        }

        @Override
        public String channel() {
            return "relay";
        }

        @Override
        public List<Said> hello(String id) {
            return List.of(new Said(
                    "homeassistant/sensor/" + id + "/power/config",
                    "{\"name\":\"Power\",\"stat_t\":\"" + id
                            + "/sensor/power/state\",\"unit_of_meas\":\"W\",\"dev_cla\":\"power\"}"));
        }

        @Override
        public Asked understood(String id, String topic, String payload) {
            return topic.equals(id + "/switch/relay/command")
                    ? onOrOff(payload.toUpperCase(Locale.ROOT), "ON", "OFF")
                    : new Asked.Nothing();
        }

        @Override
        public List<Said> state(FakePlug plug) {
            return List.of(new Said(plug.id + "/switch/relay/state", plug.isOn ? "ON" : "OFF"));
        }

        @Override
        public List<Said> obeyed(FakePlug plug, Asked.Set order, boolean changed) {
            return changed ? state(plug) : List.of();
        }

        @Override
        public List<Said> watts(FakePlug plug) {
            return List.of(new Said(plug.id + "/sensor/power/state", plug.shownWatts()));
        }

        @Override
        public Optional<Duration> wattsAfter() {
            return Optional.of(Duration.ofSeconds(10));
        }

        @Override
        public boolean isAskable() {
            return false;
        }
    }

    private record OpenBeken() implements Tongue {
        @Override
        public String name() {
            return "openbeken";
        }

        @Override
        public String channel() {
            return "1";
        }

        @Override
        public Asked understood(String id, String topic, String payload) {
            if (topic.equals(id + "/1/get") && payload.isEmpty()) {
                return new Asked.State(0);
            }
            return topic.equals(id + "/1/set") ? new Asked.Set(atoi(payload) != 0) : new Asked.Nothing();
        }

        /// As the firmware reads it: a word is 0, and so switches off.
        private static int atoi(String payload) {
            return Map.of("1", 1).getOrDefault(payload, 0);
        }

        @Override
        public List<Said> state(FakePlug plug) {
            return List.of(new Said(plug.id + "/1/get", plug.isOn ? "1" : "0"));
        }

        @Override
        public List<Said> obeyed(FakePlug plug, Asked.Set order, boolean changed) {
            return state(plug);
        }

        @Override
        public List<Said> watts(FakePlug plug) {
            return List.of(new Said(plug.id + "/power/get", plug.shownWatts()));
        }

        @Override
        public Optional<Duration> wattsAfter() {
            return Optional.of(Duration.ofSeconds(2));
        }
    }

    /// A plug that the user described.
    private record Generic() implements Tongue {
        @Override
        public String name() {
            return "generic";
        }

        @Override
        public String channel() {
            return "";
        }

        @Override
        public Asked understood(String id, String topic, String payload) {
            return topic.equals("lab/" + id + "/do") ? onOrOff(payload, "on", "off") : new Asked.Nothing();
        }

        @Override
        public List<Said> state(FakePlug plug) {
            return List.of(new Said("lab/" + plug.id + "/state", "{\"relay\":\"" + (plug.isOn ? "on" : "off") + "\"}"));
        }

        @Override
        public List<Said> obeyed(FakePlug plug, Asked.Set order, boolean changed) {
            return state(plug);
        }

        @Override
        public List<Said> watts(FakePlug plug) {
            return List.of(new Said("lab/" + plug.id + "/state", "{\"watts\":" + plug.shownWatts() + "}"));
        }

        @Override
        public Optional<Duration> wattsAfter() {
            return Optional.of(Duration.ofSeconds(10));
        }

        @Override
        public boolean isAskable() {
            return false;
        }
    }
}
