package dev.domovoi.app;

import dev.domovoi.act.mqtt.Confirmations;
import dev.domovoi.app.bus.Filters;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.replay.Timeline;
import dev.domovoi.app.router.NetworkWatch;
import dev.domovoi.app.router.RouterMail;
import dev.domovoi.decide.Decision;
import dev.domovoi.decide.Door;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.decide.HomeDecider;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.rule.RuleBook;
import dev.domovoi.observe.Decoder;
import dev.domovoi.observe.Dialect;
import dev.domovoi.observe.Dialects;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A recording through all that a running agent has, from the dialects to the decider, with the recording's time as
/// the only clock. Nothing acts: whatever is done is answered as if it had been.
public final class Replay implements Timeline.Heard {
    /// Of a longer gap only so much passes minute by minute; what happens in it happens then.
    private static final Duration PASSED_OF_A_GAP = Duration.ofDays(1);

    private static final int TOPICS_REMEMBERED = 10_000;

    private final AgentConfig config;
    private final Decoder decoder;
    private final Commands commands;
    private final RouterMail routers;
    private final Filters filters = new Filters();
    private final Map<String, Boolean> wanted = new HashMap<>();
    private final Timeline timeline = new Timeline(this);
    private final Devices devices;
    private final Rehearsal rehearsal;
    private final Pipeline pipeline;
    private final Map<Reception, Long> counts = new EnumMap<>(Reception.class);
    private Optional<String> bug = Optional.empty();
    private Instant began = Instant.MIN;
    private Instant minute = Instant.MIN;
    private Instant now = Instant.MIN;

    /// What became of a message.
    public enum Reception {
        DECODED,
        /// It was understood, or is nobody's, and says nothing.
        IGNORED,
        REJECTED,
        /// A running agent does not listen to its topic.
        UNHEARD,
        /// A command that is not followed.
        REFUSED,
        /// Reading it, or following it, failed by our fault.
        BUG
    }

    /// Who hears what was decided.
    public interface Listener {
        void decided(Decision decision);

        void opened(Incident incident, Instant now);
    }

    public Replay(AgentConfig config, RuleBook rules, Listener listener) {
        this.config = config;
        this.devices = new Devices(config.devices());
        List<Dialect> dialects = Dialects.of(config.dialects());
        this.decoder = new Decoder(dialects);
        this.commands = new Commands(
                config.mqtt().prefix(),
                config.mqtt().approvals(),
                config.rules().presence(),
                (id, now) -> state().whyNotApproved(id, now));
        this.routers = new RouterMail(config.mqtt().prefix(), config.network().nlbwmon());
        Streams streams = new Streams(config.zone(), config.alarmsPerWeek(), Map.of(), (stream, problem) -> {});
        RuleFeed.Home home = new RuleFeed.Home(
                config.zone(), config.rules().contractWatts(), config.rules().presence());
        NetworkWatch network = new NetworkWatch(
                config.network().surroundings(),
                config.zone(),
                client -> devices.householdName(new DeviceId(NetworkWatch.CLIENT, client)),
                streams::sharePerWeek,
                new NetworkWatch.Listener() {});
        this.rehearsal = new Rehearsal(listener, filters, wanted::clear);
        this.pipeline = new Pipeline(
                devices,
                streams,
                new Confirmations(),
                new HomeDecider(Policies.of(config)),
                HomeState.empty(),
                new RuleFeed(() -> rules, home, devices, streams::reportingPeriod),
                network,
                rehearsal);
        subscribe(dialects);
    }

    private void subscribe(List<Dialect> dialects) {
        List<String> topics = new ArrayList<>(config.mqtt().subscribe());
        dialects.forEach(dialect -> topics.addAll(dialect.subscriptions()));
        topics.addAll(commands.filters());
        topics.addAll(routers.filters());
        filters.add(topics);
    }

    /// The next line's message.
    public void hears(Message message) {
        timeline.take(message);
    }

    /// The recording has ended.
    public void end() {
        timeline.end();
    }

    @Override
    public void message(Message message, Instant at) {
        passTo(at);
        read(message);
        settle();
    }

    /// The broker is away, as far as one can tell: as for a running agent, a hold follows.
    @Override
    public void gap(Instant from, Instant to) {
        happens(new Event.Unsettled(Cause.DISCONNECT));
        Instant passed = from.plus(PASSED_OF_A_GAP);
        if (passed.isBefore(to)) {
            passTo(passed);
            minute = to.truncatedTo(ChronoUnit.MINUTES);
        }
        passTo(to);
        isBack(Cause.RECONNECT);
    }

    @Override
    public void setBack(Instant from, Instant to) {
        now = to;
        minute = to.truncatedTo(ChronoUnit.MINUTES);
        happens(new Event.Unsettled(Cause.CLOCK_JUMP));
    }

    /// Every minute up to then passes.
    private void passTo(Instant at) {
        if (minute.equals(Instant.MIN)) {
            began = at;
            minute = at.truncatedTo(ChronoUnit.MINUTES);
            now = at;
            isBack(Cause.START);
        }
        while (!at.isBefore(minute.plus(Streams.ROUND))) {
            minute = minute.plus(Streams.ROUND);
            now = minute;
            contained(() -> pipeline.minute(now));
            settle();
        }
        now = at;
    }

    /// Nothing is known of the broker's door; that no stranger gets in is taken for granted.
    private void isBack(Cause cause) {
        happens(new Event.Unsettled(cause));
        happens(new Event.DoorTried(Door.CLOSED));
    }

    private void happens(Event event) {
        handle(new Arrival.Happened(event));
        settle();
    }

    private void handle(Arrival arrival) {
        contained(() -> pipeline.handle(arrival, now));
    }

    /// As for a running agent, one poisonous message must not end it all.
    private void contained(Runnable work) {
        rehearsal.now = now;
        try {
            work.run();
        } catch (RuntimeException fault) {
            failed(fault);
        }
    }

    private void failed(Throwable fault) {
        count(Reception.BUG);
        bug = bug.or(() -> Optional.of(fault.toString()));
    }

    /// What was done is done at once.
    private void settle() {
        while (!rehearsal.finished.isEmpty()) {
            handle(new Arrival.Happened(rehearsal.finished.removeFirst()));
        }
    }

    private void read(Message message) {
        if (!isWanted(message.topic())) {
            count(Reception.UNHEARD);
            return;
        }
        switch (commands.read(message, now)) {
            case Commands.Asked.Nothing nothing -> open(message);
            case Commands.Asked.Unheard unheard -> count(Reception.IGNORED);
            case Commands.Asked.Says says -> {
                count(Reception.DECODED);
                handle(says.arrival());
            }
            case Commands.Asked.Happens asked -> {
                count(Reception.DECODED);
                handle(new Arrival.Happened(asked.event()));
            }
            case Commands.Asked.Refused refused -> count(Reception.REFUSED);
        }
    }

    private boolean isWanted(String topic) {
        Boolean known = wanted.get(topic);
        if (known != null) {
            return known;
        }
        boolean matches = filters.match(topic) && !isHomeAssistants(topic);
        if (wanted.size() < TOPICS_REMEMBERED) {
            wanted.put(topic, matches);
        }
        return matches;
    }

    /// A running agent reads these itself; no dialect gets to see them.
    private boolean isHomeAssistants(String topic) {
        String root = config.homeAssistant().prefix() + "/";
        return config.homeAssistant().isFound()
                && (topic.equals(root + "status") || topic.startsWith(root + "device/domovoi/"));
    }

    private void open(Message message) {
        switch (opened(message)) {
            case RouterMail.Opened.NotOurs other -> decode(message);
            case RouterMail.Opened.Ignored ignored -> count(Reception.IGNORED);
            case RouterMail.Opened.Refused refused -> count(Reception.REJECTED);
            case RouterMail.Opened.Taken taken -> {
                count(Reception.DECODED);
                handle(new Arrival.Routed(taken.news(), message.at()));
            }
        }
    }

    private RouterMail.Opened opened(Message message) {
        try {
            return routers.open(message);
        } catch (RuntimeException fault) {
            failed(fault);
            return new RouterMail.Opened.Ignored();
        }
    }

    private void decode(Message message) {
        switch (decoder.decode(message)) {
            case Decoder.Result.Unknown unknown -> count(Reception.IGNORED);
            case Decoder.Result.Refused refused -> count(Reception.REJECTED);
            case Decoder.Result.Bug fault -> failed(fault.fault());
            case Decoder.Result.Known known -> {
                boolean isDecoded = !known.understood().observations().isEmpty();
                boolean isRejected = known.understood().isRejected();
                count(isDecoded ? Reception.DECODED : isRejected ? Reception.REJECTED : Reception.IGNORED);
                handle(new Arrival.Read(known.understood(), message.at()));
            }
        }
    }

    private void count(Reception what) {
        counts.merge(what, 1L, Long::sum);
    }

    public long count(Reception... what) {
        return Arrays.stream(what)
                .mapToLong(one -> counts.getOrDefault(one, 0L))
                .sum();
    }

    /// What deciding remembers by now.
    public HomeState state() {
        return pipeline.state();
    }

    public Timeline.Faults faults() {
        return timeline.faults();
    }

    /// The first of our own faults.
    public Optional<String> bug() {
        return bug;
    }

    /// The time of the first message, and of the newest; the same where there is none.
    public Instant began() {
        return began;
    }

    public Instant now() {
        return now;
    }

    public int deviceCount() {
        return devices.all().size();
    }

    /// False once a bug in deciding has stopped acting.
    public boolean mayAct() {
        return pipeline.mayAct();
    }
}
