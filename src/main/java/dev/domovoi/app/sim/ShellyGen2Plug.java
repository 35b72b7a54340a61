package dev.domovoi.app.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.domovoi.observe.payload.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// A second-generation Shelly plug as it leaves the factory: RPC notifications and RPC commands, no status topics.
final class ShellyGen2Plug implements SimulatedPlug {
    /// Answers to a longer topic are not given.
    private static final int MOST_ASKER_CHARS = 100;

    private static final double MOST_BACK_SECONDS = 30 * 86_400.0;

    private final String name;
    private final RelayMeter meter;
    private Instant backAt = Instant.MAX;

    ShellyGen2Plug(String name) {
        this.name = name;
        this.meter = new RelayMeter(name);
    }

    /// A request that it understands.
    private record Request(
            double id, String asker, String method, Optional<Boolean> on, Optional<Duration> backAfter) {}

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
        return List.of(name + "/rpc");
    }

    @Override
    public List<Outgoing> hello(Instant at) {
        return List.of(notification(at, "NotifyFullStatus"), Outgoing.kept(name + "/online", "true"));
    }

    @Override
    public List<Outgoing> goodbye() {
        return List.of(Outgoing.kept(name + "/online", "false"));
    }

    @Override
    public List<Outgoing> report(Instant at, double watts) {
        if (!backAt.isAfter(at)) {
            meter.turn(!meter.isOn(), at);
            backAt = Instant.MAX;
        }
        meter.measure(at, watts);
        return List.of(notification(at, "NotifyStatus"));
    }

    @Override
    public List<Outgoing> obey(String topic, String payload, Instant at) {
        return topic.equals(name + "/rpc")
                ? request(payload).map(request -> answers(request, at)).orElseGet(List::of)
                : List.of();
    }

    private List<Outgoing> answers(Request request, Instant at) {
        boolean was = meter.isOn();
        return switch (request.method) {
            case "Switch.Set" -> request.on.map(on -> switched(request, on, at)).orElseGet(List::of);
            case "Switch.Toggle" -> switched(request, !was, at);
            case "Switch.GetStatus" -> {
                meter.turn(was, at);
                yield List.of(answer(request, status("MQTT")));
            }
            default -> List.of();
        };
    }

    /// Tells of itself only if something changed.
    private List<Outgoing> switched(Request request, boolean on, Instant at) {
        Outgoing answer = answer(request, "{\"was_on\":" + meter.isOn() + "}");
        backAt = request.backAfter.map(at::plus).orElse(Instant.MAX);
        return meter.turn(on, at) ? List.of(answer, notification(at, "NotifyStatus")) : List.of(answer);
    }

    private Outgoing answer(Request request, String result) {
        String frame = "{\"id\":%s,\"src\":\"%s\",\"dst\":\"%s\",\"result\":%s}"
                .formatted(RelayMeter.fixed(request.id, 0), source(), request.asker, result);
        return Outgoing.live(request.asker + "/rpc", frame);
    }

    private Outgoing notification(Instant at, String method) {
        String frame = "{\"src\":\"%s\",\"dst\":\"%s/events\",\"method\":\"%s\",\"params\":{\"ts\":%s,\"switch:0\":%s}}"
                .formatted(source(), name, method, RelayMeter.fixed(at.toEpochMilli() / 1000.0, 2), status("MQTT"));
        return Outgoing.live(name + "/events/rpc", frame);
    }

    private String status(String cause) {
        return """
                {"id":0,"source":"%s","output":%b,"apower":%s,"voltage":%s,"current":%s,"freq":50.0,\
                "aenergy":{"total":%s},"temperature":{"tC":31.4,"tF":88.5}}""".formatted(
                        cause,
                        meter.isOn(),
                        RelayMeter.fixed(meter.watts(), 1),
                        RelayMeter.fixed(meter.volts(), 1),
                        RelayMeter.fixed(meter.amperes(), 3),
                        RelayMeter.fixed(meter.wattHours(), 3));
    }

    private String source() {
        return "shellyplusplugs-" + meter.mac().toLowerCase(Locale.ROOT);
    }

    /// The request, if it is one to the only switch and says where to answer.
    private static Optional<Request> request(String payload) {
        if (!(Json.read(payload.getBytes(UTF_8)) instanceof Json.Ok(Json.Obj frame))
                || !(frame.member("params").orElseGet(Json.Null::new) instanceof Json.Obj params)
                || !(frame.member("method").orElseGet(Json.Null::new) instanceof Json.Text(String method))
                || !(frame.member("src").orElseGet(Json.Null::new) instanceof Json.Text(String asker))
                || !(frame.member("id").orElseGet(Json.Null::new) instanceof Json.Num(double id))
                || !(params.member("id").orElseGet(Json.Null::new) instanceof Json.Num(double component))
                || component != 0
                || !isTopic(asker)
                || !Double.isFinite(id)) {
            return Optional.empty();
        }
        Optional<Boolean> on = params.member("on").map(value -> value instanceof Json.Bool(boolean flag) && flag);
        boolean isAsked = params.member("on").map(Json.Bool.class::isInstance).orElse(true);
        return isAsked ? Optional.of(new Request(id, asker, method, on, backAfter(params))) : Optional.empty();
    }

    private static Optional<Duration> backAfter(Json.Obj params) {
        OptionalDouble seconds = params.member("toggle_after").map(Json::number).orElseGet(OptionalDouble::empty);
        return seconds.isPresent() && seconds.getAsDouble() > 0 && seconds.getAsDouble() <= MOST_BACK_SECONDS
                ? Optional.of(Duration.ofSeconds((long) seconds.getAsDouble()))
                : Optional.empty();
    }

    private static boolean isTopic(String asker) {
        return asker.length() <= MOST_ASKER_CHARS && asker.matches("[A-Za-z0-9_./-]+");
    }
}
