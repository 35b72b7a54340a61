package dev.domovoi.app.switching;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.observe.payload.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// How Shelly plugs of the first and of the later generations speak.
final class ShellyTongues {
    private ShellyTongues() {}

    record Gen1() implements Tongue {
        @Override
        public String name() {
            return "shelly_gen1";
        }

        @Override
        public String channel() {
            return "0";
        }

        @Override
        public Asked understood(String id, String topic, String payload) {
            if (topic.equals("shellies/" + id + "/command") && payload.equals("update")) {
                return new Asked.State(0);
            }
            return topic.equals("shellies/" + id + "/relay/0/command")
                    ? Tongues.onOrOff(payload, "on", "off")
                    : new Asked.Nothing();
        }

        @Override
        public List<Said> state(FakePlug plug) {
            return List.of(
                    new Said("shellies/" + plug.id + "/relay/0", plug.isOn ? "on" : "off"),
                    watts(plug).getFirst());
        }

        @Override
        public List<Said> obeyed(FakePlug plug, Asked.Set order, boolean changed) {
            return state(plug);
        }

        @Override
        public List<Said> watts(FakePlug plug) {
            return List.of(new Said("shellies/" + plug.id + "/relay/0/power", plug.shownWatts()));
        }

        @Override
        public Optional<Duration> wattsAfter() {
            return Optional.of(Duration.ofSeconds(30));
        }
    }

    /// By RPC, as it leaves the factory: a change is told on its own events, and no change is no event.
    record Gen2() implements Tongue {
        @Override
        public String name() {
            return "shelly_gen2";
        }

        @Override
        public String channel() {
            return "0";
        }

        @Override
        public Asked understood(String id, String topic, String payload) {
            if (!topic.equals(id + "/rpc")
                    || !(Json.read(payload.getBytes(UTF_8)) instanceof Json.Ok(Json.Obj frame))
                    || !(frame.member("params").orElseGet(Json.Null::new) instanceof Json.Obj params)
                    || !frame.member("src").equals(Optional.of(new Json.Text("domovoi")))) {
                return new Asked.Nothing();
            }
            int number = (int) number(frame, "id").orElse(0);
            Optional<Duration> back = number(params, "toggle_after").stream()
                    .mapToObj(seconds -> Duration.ofSeconds((long) seconds))
                    .findFirst();
            return switch (frame.member("method").orElseGet(Json.Null::new)) {
                case Json.Text(String method) when method.equals("Switch.GetStatus") -> new Asked.State(number);
                case Json.Text(String method)
                when method.equals("Switch.Set") ->
                    new Asked.Set(params.member("on").equals(Optional.of(new Json.Bool(true))), back, number);
                case Json other -> new Asked.Nothing();
            };
        }

        private static OptionalDouble number(Json.Obj object, String name) {
            return object.member(name).map(Json::number).orElseGet(OptionalDouble::empty);
        }

        @Override
        public List<Said> state(FakePlug plug) {
            return notified(plug, status(plug, true));
        }

        @Override
        public List<Said> obeyed(FakePlug plug, Asked.Set order, boolean changed) {
            Said answer = answered(plug, order.number(), "\"result\":{\"was_on\":" + (plug.isOn != changed) + "}");
            return changed ? List.of(answer, notified(plug, status(plug, false)).getFirst()) : List.of(answer);
        }

        @Override
        public List<Said> refused(FakePlug plug, Asked.Set order) {
            String error = "\"error\":{\"code\":-106,\"message\":\"Resource unavailable: overpower\"}";
            return List.of(answered(plug, order.number(), error));
        }

        @Override
        public List<Said> answer(FakePlug plug, Asked.State question) {
            return List.of(answered(plug, question.number(), "\"result\":" + status(plug, true)));
        }

        @Override
        public List<Said> watts(FakePlug plug) {
            return notified(plug, "{\"id\":0,\"apower\":" + plug.shownWatts() + "}");
        }

        @Override
        public Optional<Duration> wattsAfter() {
            return Optional.of(Duration.ofSeconds(1));
        }

        private static String status(FakePlug plug, boolean isWhole) {
            return "{\"id\":0,\"source\":\"MQTT\",\"output\":" + plug.isOn
                    + (isWhole ? ",\"apower\":" + plug.shownWatts() + ",\"voltage\":231.0" : "") + "}";
        }

        private static List<Said> notified(FakePlug plug, String component) {
            return List.of(new Said(
                    plug.id + "/events/rpc",
                    "{\"src\":\"" + plug.id + "\",\"dst\":\"" + plug.id
                            + "/events\",\"method\":\"NotifyStatus\",\"params\":{\"ts\":1780315200.5,\"switch:0\":"
                            + component + "}}"));
        }

        private static Said answered(FakePlug plug, int number, String what) {
            return new Said(
                    "domovoi/rpc",
                    "{\"id\":" + number + ",\"src\":\"" + plug.id + "\",\"dst\":\"domovoi\"," + what + "}");
        }
    }
}
