package dev.domovoi.app;

import dev.domovoi.act.mqtt.Confirmations;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.recording.RecordedLine;
import dev.domovoi.app.recording.RecordingReader;
import dev.domovoi.app.router.NetworkWatch;
import dev.domovoi.app.router.RouterMail;
import dev.domovoi.decide.Decision;
import dev.domovoi.decide.Door;
import dev.domovoi.decide.Effect;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.decide.HomeDecider;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Plan;
import dev.domovoi.decide.Step;
import dev.domovoi.decide.rule.RuleBook;
import dev.domovoi.observe.Decoded.Learned;
import dev.domovoi.observe.Decoder;
import dev.domovoi.observe.Dialects;
import dev.domovoi.observe.hygiene.Reason;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.StreamId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A recording through the real commands, decoder and pipeline under a rule book. Time is the recording's own; a
/// minute passes as it does for the home thread.
final class Replayed implements Outlets {
    final List<Decision> decisions = new ArrayList<>();
    final List<Incident> opened = new ArrayList<>();
    private final List<Incident> cleared = new ArrayList<>();
    final List<StreamId> lasting = new ArrayList<>();
    final Pipeline pipeline;
    final Devices devices;
    private final AgentConfig config;
    private final Commands commands;
    private final Decoder decoder;
    private final RouterMail routers = new RouterMail("domovoi", Optional.empty());
    private Instant minute = Instant.MIN;

    Replayed(AgentConfig config, Supplier<RuleBook> rules) {
        this.config = config;
        this.devices = new Devices(config.devices());
        this.commands = new Commands("domovoi", false, config.rules().presence(), (id, now) -> Optional.empty());
        this.decoder = new Decoder(Dialects.of(config.dialects()));
        Streams streams = new Streams(config.zone(), config.alarmsPerWeek(), Map.of(), (stream, problem) -> {});
        RuleFeed feed = new RuleFeed(
                rules,
                new RuleFeed.Home(
                        config.zone(),
                        config.rules().contractWatts(),
                        config.rules().presence()),
                devices,
                streams::reportingPeriod);
        this.pipeline = new Pipeline(
                devices,
                streams,
                new Confirmations(),
                new HomeDecider(Policies.of(this.config)),
                HomeState.empty(),
                feed,
                network(streams),
                this);
    }

    private NetworkWatch network(Streams streams) {
        return new NetworkWatch(
                config.network().surroundings(),
                config.zone(),
                client -> devices.householdName(new DeviceId(NetworkWatch.CLIENT, client)),
                streams::sharePerWeek,
                new NetworkWatch.Listener() {});
    }

    Replayed hears(Path recording) throws IOException {
        try (RecordingReader reader = RecordingReader.open(recording)) {
            Optional<RecordedLine> line = reader.next();
            while (line.isPresent()) {
                if (line.get() instanceof RecordedLine.Heard heard) {
                    hears(heard.message());
                }
                line = reader.next();
            }
        }
        return this;
    }

    void hears(Message message) {
        Instant now = message.at();
        if (minute.equals(Instant.MIN)) {
            minute = now.truncatedTo(ChronoUnit.MINUTES);
            pipeline.handle(new Arrival.Happened(new Event.Unsettled(Cause.START)), now);
            pipeline.handle(new Arrival.Happened(new Event.DoorTried(Door.CLOSED)), now);
        }
        passesTo(now);
        switch (commands.read(message, now)) {
            case Commands.Asked.Happens asked -> pipeline.handle(new Arrival.Happened(asked.event()), now);
            case Commands.Asked.Says says -> pipeline.handle(says.arrival(), now);
            case Commands.Asked.Unheard unheard -> {}
            case Commands.Asked.Refused refused -> throw new AssertionError(refused.why());
            case Commands.Asked.Nothing nothing -> decode(message);
        }
    }

    /// Every minute up to then passes.
    void passesTo(Instant now) {
        while (!now.isBefore(minute.plus(Duration.ofMinutes(1)))) {
            minute = minute.plus(Duration.ofMinutes(1));
            pipeline.minute(minute);
        }
    }

    private void decode(Message message) {
        if (routers.open(message) instanceof RouterMail.Opened.Taken taken) {
            pipeline.handle(new Arrival.Routed(taken.news(), message.at()), message.at());
            return;
        }
        if (decoder.decode(message) instanceof Decoder.Result.Known known) {
            pipeline.handle(new Arrival.Read(known.understood(), message.at()), message.at());
        }
    }

    /// What rules opened, as `stuck_on_heater boiler`.
    List<String> fired() {
        return ofRules(opened);
    }

    /// What of that is over.
    List<String> over() {
        return ofRules(cleared);
    }

    private static List<String> ofRules(List<Incident> incidents) {
        return incidents.stream()
                .filter(incident -> incident.isByRule())
                .map(incident -> incident.kind() + " " + incident.name())
                .toList();
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
    public void show(Effect effect) {
        if (effect instanceof Effect.Clear clear) {
            cleared.add(clear.incident());
        }
    }

    @Override
    public Optional<Outcome.Refused> run(Plan plan) {
        throw new AssertionError("it only advises: " + plan);
    }

    @Override
    public void opened(Incident incident) {
        opened.add(incident);
    }

    @Override
    public void calledFalse(Incident incident) {}

    @Override
    public void judged(Incident before, Incident after) {}

    @Override
    public void reconnected() {}

    @Override
    public void quarantined(Reading reading, Reason reason) {}

    @Override
    public void doubted(Reading reading, Reason reason) {}

    @Override
    public void learned(Learned.Topic topic) {}

    @Override
    public void learnedLasting(StreamId stream) {
        lasting.add(stream);
    }

    @Override
    public void progressed(List<Streams.Progress> streams) {}

    @Override
    public void stoppedActing(RuntimeException bug) {
        throw bug;
    }
}
