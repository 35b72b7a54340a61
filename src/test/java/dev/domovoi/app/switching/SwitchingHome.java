package dev.domovoi.app.switching;

import dev.domovoi.act.Dispatcher;
import dev.domovoi.act.mqtt.Confirmations;
import dev.domovoi.act.mqtt.PlugSwitch;
import dev.domovoi.app.Arrival;
import dev.domovoi.app.Devices;
import dev.domovoi.app.Outlets;
import dev.domovoi.app.Pipeline;
import dev.domovoi.app.Streams;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.decide.Consent;
import dev.domovoi.decide.Decision;
import dev.domovoi.decide.Deed;
import dev.domovoi.decide.Door;
import dev.domovoi.decide.Effect;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.decide.Evidence;
import dev.domovoi.decide.HomeDecider;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Plan;
import dev.domovoi.decide.Policy;
import dev.domovoi.decide.Policy.Allowed;
import dev.domovoi.decide.Role;
import dev.domovoi.decide.RuleEvent;
import dev.domovoi.decide.Ruling;
import dev.domovoi.decide.Severity;
import dev.domovoi.decide.Step;
import dev.domovoi.observe.Decoded.Learned;
import dev.domovoi.observe.Decoder;
import dev.domovoi.observe.DialectSettings;
import dev.domovoi.observe.Dialects;
import dev.domovoi.observe.hygiene.Reason;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/// One plug, and the agent that decodes, decides and acts on it: all of it real but the plug and the time.
final class SwitchingHome implements Outlets {
    static final Duration CONFIRM_WITHIN = Duration.ofSeconds(20);
    static final Duration WATTS_WITHIN = Duration.ofSeconds(40);
    private static final Duration REALLY_WITHIN = Duration.ofSeconds(60);
    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

    final FakePlug plug;
    final List<Decision> decisions = new ArrayList<>();
    private final DeviceId device;
    private final TwoClients clients;
    private final HandPatience time = new HandPatience();
    private final Decoder decoder;
    private final Devices devices;
    private final Dispatcher dispatcher;
    private final Pipeline pipeline;
    private final Deque<Event.Finished> finished = new ConcurrentLinkedDeque<>();

    SwitchingHome(TwoClients clients, FakePlug plug, Role role) throws InterruptedException {
        this.clients = clients;
        this.plug = plug;
        this.device = new DeviceId(plug.tongue.name(), plug.id);
        this.decoder =
                new Decoder(Dialects.of(new DialectSettings("domovoi", "zigbee2mqtt", List.of(Tongues.GENERIC))));
        Optional<String> relay = Optional.of(plug.tongue.channel()).filter(channel -> !channel.isEmpty());
        this.devices = new Devices(Map.of(
                plug.id,
                new AgentConfig.Device(
                        Optional.of(role),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        relay,
                        Optional.empty(),
                        List.of())));
        Confirmations confirmations = new Confirmations();
        this.dispatcher = new Dispatcher(new PlugSwitch(
                command -> clients.agentSays(command.topic(), command.payload()),
                devices::recipe,
                confirmations,
                CONFIRM_WITHIN,
                WATTS_WITHIN,
                time));
        List<Allowed> allow =
                List.of(new Allowed("shed", plug.id, Optional.empty()), new Allowed("off", plug.id, Optional.empty()));
        this.pipeline = new Pipeline(
                devices,
                new Streams(ZoneOffset.UTC, 1, Map.of(), (stream, problem) -> {}),
                confirmations,
                new HomeDecider(withoutAsking(Policy.of(Policy.Mode.ACT, allow))),
                HomeState.empty(),
                this);
        happens(new Event.Unsettled(Cause.START));
        happens(new Event.DoorTried(Door.CLOSED));
        passes(Duration.ofMinutes(3));
        clients.plugSays(plug.hello());
        settle();
    }

    private static Policy withoutAsking(Policy usual) {
        return new Policy(
                usual.mode(),
                usual.allow(),
                usual.plansPerHour(),
                usual.deviceCooldown(),
                usual.kindCooldown(),
                usual.lease(),
                usual.hold(),
                new Consent(false, Set.of(), Duration.ofMinutes(10)),
                usual.maintenance());
    }

    HomeState state() {
        return pipeline.state();
    }

    long nanos() {
        return time.nanos();
    }

    /// A rule wants it off for a while.
    Outcome shed() throws InterruptedException {
        ruled(new RuleEvent.Began(ruling(new Deed.Shed(Optional.empty()))));
        return ended();
    }

    /// A rule wants it off for safety.
    Outcome cut() throws InterruptedException {
        ruled(new RuleEvent.Began(ruling(new Deed.SwitchOff())));
        return ended();
    }

    /// The rule goes on as before.
    void goesOn() {
        ruled(new RuleEvent.Continued(ruling(new Deed.Shed(Optional.empty()))));
    }

    /// The rule is over.
    Outcome over() throws InterruptedException {
        ruled(new RuleEvent.Ended(ruling(new Deed.Shed(Optional.empty()))));
        return ended();
    }

    /// The plug tells its state and its watts.
    void plugReports() throws InterruptedException {
        clients.plugSays(plug.tongue.state(plug));
        clients.plugSays(plug.tongue.watts(plug));
        settle();
    }

    /// By its button, or by a command that comes late.
    void switchedByHand(boolean on) throws InterruptedException {
        plug.isOn = on;
        plugReports();
    }

    void happens(Event event) {
        pipeline.handle(new Arrival.Happened(event), now());
    }

    /// Time in which only the plug does something.
    void passes(Duration span) throws InterruptedException {
        long end = time.nanos() + span.toNanos();
        while (plug.nextNanos() <= end) {
            time.lookAgain(plug.nextNanos());
            clients.plugSays(plug.says(time.nanos()));
            settle();
        }
        time.lookAgain(end);
    }

    /// Until the action under way has ended, and what it came to is decided on.
    Outcome ended() throws InterruptedException {
        while (finished.isEmpty()) {
            time.untilWaiting(() -> !finished.isEmpty());
            int heard = settle();
            if (heard == 0 && finished.isEmpty()) {
                long next = Math.min(time.until(), plug.nextNanos());
                time.lookAgain(next);
                clients.plugSays(plug.says(time.nanos()));
            } else {
                time.lookAgain(time.nanos());
            }
        }
        Event.Finished end = finished.removeFirst();
        happens(end);
        return end.outcome();
    }

    Plan newestPlan() {
        return state().plans().getLast();
    }

    private Instant now() {
        return START.plusNanos(time.nanos());
    }

    private void ruled(RuleEvent said) {
        happens(new Event.Ruled(said, Map.of(device, devices.view(Source.whole(device), Duration.ofMinutes(1)))));
    }

    private Ruling ruling(Deed deed) {
        return new Ruling(
                deed instanceof Deed.SwitchOff ? "danger" : "too_much",
                device,
                Severity.WARNING,
                List.of(new Ruling.Order(deed, device)),
                List.of(),
                true,
                now(),
                new Evidence(new TreeMap<>()),
                "The home draws too much.");
    }

    /// How many messages of the plug the agent heard.
    private int settle() throws InterruptedException {
        int[] heard = {0};
        clients.settle(message -> heard[0] += read(message), message -> clients.plugSays(heardByPlug(message)));
        return heard[0];
    }

    private List<Said> heardByPlug(Message message) {
        return plug.hears(message.topic(), message.text(), time.nanos());
    }

    private int read(Message message) {
        Message timely = new Message(now(), message.topic(), message.payload(), message.retained());
        if (!(decoder.decode(timely) instanceof Decoder.Result.Known known)) {
            return 0;
        }
        pipeline.handle(new Arrival.Read(known.understood(), now()), now());
        return known.understood().observations().size()
                + known.understood().learned().size();
    }

    @Override
    public Optional<Outcome.Refused> run(Plan plan) {
        return dispatcher.dispatch(plan.action(), REALLY_WITHIN, outcome -> {
            finished.add(new Event.Finished(plan.id(), outcome));
            time.ended();
        });
    }

    @Override
    public void tell(Decision decision) {
        decisions.add(decision);
    }

    @Override
    public boolean keep(HomeState before, Step step) {
        return true;
    }

    @Override
    public void tell(Score score) {}

    @Override
    public void show(Effect effect) {}

    @Override
    public void opened(Incident incident) {}

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
    public void learnedLasting(StreamId stream) {}

    @Override
    public void progressed(List<Streams.Progress> streams) {}

    @Override
    public void stoppedActing(RuntimeException bug) {
        throw bug;
    }
}
