package dev.domovoi.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.act.mqtt.Confirmations;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.decide.Decision;
import dev.domovoi.decide.Door;
import dev.domovoi.decide.Effect;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.decide.HomeDecider;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Plan;
import dev.domovoi.decide.Policy;
import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.decide.Step;
import dev.domovoi.observe.Decoded.Learned;
import dev.domovoi.observe.Decoder;
import dev.domovoi.observe.DialectSettings;
import dev.domovoi.observe.Dialects;
import dev.domovoi.observe.hygiene.Reason;
import dev.domovoi.observe.liveness.Liveness;
import dev.domovoi.signal.Condition;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A home of which only messages are heard: real topics and payloads, through the real decoder, hygiene and pipeline.
/// Time passes as the test says.
final class HeardHome implements Outlets {
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    final Devices devices;
    final Confirmations confirmations = new Confirmations();
    final Pipeline pipeline;
    final List<Decision> decisions = new ArrayList<>();

    /// What was kept from everything and what is shown but not learned, as `quantity value reason`.
    final List<String> quarantined = new ArrayList<>();

    final List<String> doubted = new ArrayList<>();
    Instant now;
    long readings;

    private final Decoder decoder = new Decoder(Dialects.of(DialectSettings.usual()));
    private final Streams streams = new Streams(ZoneOffset.UTC, 1, Map.of(), (stream, problem) -> {});

    HeardHome() {
        this(NOON, Map.of());
    }

    HeardHome(Instant start, Map<String, AgentConfig.Device> declared) {
        this.now = start;
        this.devices = new Devices(declared);
        HomeDecider decider = new HomeDecider(Policy.of(Mode.ADVISE, List.of()));
        this.pipeline = new Pipeline(devices, streams, confirmations, decider, HomeState.empty(), this);
        happens(Cause.START);
    }

    static AgentConfig.Device rated(double watts) {
        return new AgentConfig.Device(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.of(watts),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /// A live message arrives now.
    HeardHome hears(String topic, String payload) {
        return hears(new Message(now, topic, payload.getBytes(UTF_8), false));
    }

    /// The broker replays what it kept.
    HeardHome isTold(String topic, String payload) {
        return hears(new Message(now, topic, payload.getBytes(UTF_8), true));
    }

    HeardHome hears(Message message) {
        switch (decoder.decode(message)) {
            case Decoder.Result.Known known -> {
                assertEquals(List.of(), known.understood().problems(), () -> message + " " + message.text());
                readings += known.understood().observations().stream()
                        .filter(Reading.class::isInstance)
                        .count();
                pipeline.handle(new Arrival.Read(known.understood(), message.at()), now);
            }
            case Decoder.Result.Unknown unknown -> throw new AssertionError("nobody knows " + message);
            case Decoder.Result.Refused refused ->
                throw new AssertionError(refused.problem().toString());
            case Decoder.Result.Bug bug -> throw new AssertionError(bug.fault());
        }
        return this;
    }

    HeardHome happens(Cause cause) {
        pipeline.handle(new Arrival.Happened(new Event.Unsettled(cause)), now);
        pipeline.handle(new Arrival.Happened(new Event.DoorTried(Door.CLOSED)), now);
        return this;
    }

    /// Lets time pass; the pipeline sees each minute.
    HeardHome passes(Duration time) {
        Instant end = now.plus(time);
        for (Instant minute = now.plusSeconds(60); !minute.isAfter(end); minute = minute.plusSeconds(60)) {
            now = minute;
            pipeline.minute(now);
        }
        now = end;
        return this;
    }

    HeardHome seconds(long seconds) {
        return passes(Duration.ofSeconds(seconds));
    }

    HeardHome minutes(long minutes) {
        return passes(Duration.ofMinutes(minutes));
    }

    /// The values shown now of the device's quantity, whatever the channel.
    List<Double> shown(String device, Quantity quantity) {
        return devices.current(now).stream()
                .filter(reading -> reading.source().device().name().equals(device) && reading.quantity() == quantity)
                .map(Reading::value)
                .toList();
    }

    double watts(String device) {
        return only(shown(device, Quantity.POWER));
    }

    double kwh(String device) {
        return only(shown(device, Quantity.ENERGY_TOTAL));
    }

    private static double only(List<Double> values) {
        assertEquals(1, values.size(), values::toString);
        return values.getFirst();
    }

    /// Whether the meter is said to be frozen; empty while nobody can tell.
    Optional<Boolean> isFrozen(String device) {
        return devices.statuses(now).stream()
                .filter(status -> status.condition() == Condition.METER_FROZEN
                        && status.source().device().name().equals(device))
                .map(status -> status.holds())
                .findFirst();
    }

    Liveness state(String dialect, String device) {
        return devices.liveness(new DeviceId(dialect, device), now);
    }

    /// All that was learned so far; equal where two homes learned the same.
    Map<String, String> learned() {
        Map<String, String> learned = new TreeMap<>();
        streams.states()
                .forEach((stream, state) -> learned.put(stream, HexFormat.of().formatHex(state)));
        return learned;
    }

    @Override
    public boolean keep(HomeState before, Step step) {
        return true;
    }

    @Override
    public void tell(Score score) {}

    @Override
    public void tell(Decision decision) {
        decisions.add(decision);
    }

    @Override
    public void show(Effect effect) {}

    @Override
    public Optional<Outcome.Refused> run(Plan plan) {
        throw new AssertionError("nothing may be done here: " + plan);
    }

    @Override
    public void opened(Incident incident) {}

    @Override
    public void calledFalse(Incident incident) {}

    @Override
    public void judged(Incident before, Incident after) {}

    @Override
    public void reconnected() {}

    @Override
    public void quarantined(Reading reading, Reason reason) {
        quarantined.add(said(reading, reason));
    }

    @Override
    public void doubted(Reading reading, Reason reason) {
        doubted.add(said(reading, reason));
    }

    private static String said(Reading reading, Reason reason) {
        return reading.quantity().word() + " " + reading.value() + " " + reason.word();
    }

    @Override
    public void learned(Learned.Topic topic) {}

    @Override
    public void learnedLasting(StreamId stream) {}

    @Override
    public void progressed(List<Streams.Progress> all) {}

    @Override
    public void stoppedActing(RuntimeException bug) {
        throw bug;
    }
}
