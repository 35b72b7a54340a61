package dev.domovoi.app;

import dev.domovoi.act.mqtt.Confirmations;
import dev.domovoi.app.router.NetworkWatch;
import dev.domovoi.decide.Decider;
import dev.domovoi.decide.Effect;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Step;
import dev.domovoi.observe.Decoded.Learned;
import dev.domovoi.observe.hygiene.Hygiene;
import dev.domovoi.observe.hygiene.Verdict;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Observation.SwitchState;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The whole way on one page: what a message observed is learned and judged, what was judged is decided, what was
/// decided is kept, told and done. One thread owns it and handles one arrival at a time.
public final class Pipeline {
    /// Before this our own clock has not been set yet.
    private static final Instant CLOCK_TRUSTED_FROM = Instant.parse("2024-01-01T00:00:00Z");

    private final Devices devices;
    private final Hygiene hygiene;
    private final Streams streams;
    private final Confirmations confirmations;
    private final Decider decider;
    private final RuleFeed rules;
    private final Outlets outlets;
    private final NetworkWatch network;
    private volatile HomeState state;
    private boolean isAway;
    private boolean isWithoutRules;
    private Instant latest = Instant.MIN;
    private volatile Optional<String> stopped = Optional.empty();

    public Pipeline(
            Devices devices,
            Streams streams,
            Confirmations confirmations,
            Decider decider,
            HomeState state,
            RuleFeed rules,
            NetworkWatch network,
            Outlets outlets) {
        this.devices = devices;
        this.hygiene = new Hygiene(devices::ratingWatts, CLOCK_TRUSTED_FROM);
        this.streams = streams;
        this.confirmations = confirmations;
        this.decider = decider;
        this.state = state;
        this.rules = rules;
        this.network = network;
        this.outlets = outlets;
    }

    /// A home without rules, and without a router that says anything.
    public Pipeline(
            Devices devices,
            Streams streams,
            Confirmations confirmations,
            Decider decider,
            HomeState state,
            Outlets outlets) {
        this(devices, streams, confirmations, decider, state, RuleFeed.none(devices), NetworkWatch.ofNobody(), outlets);
    }

    public HomeState state() {
        return state;
    }

    /// Whether neither a bug in deciding nor a ledger that cannot be written stops acting.
    public boolean mayAct() {
        return stopped.isEmpty() && !state.hold().isWithoutLedger();
    }

    public void handle(Arrival arrival, Instant now) {
        switch (arrival) {
            case Arrival.Read read -> {
                read.understood().learned().forEach(lesson -> learn(lesson, now));
                observe(read.understood().observations(), now);
            }
            case Arrival.Happened(Event.Unsettled unsettled) -> unsettle(unsettled, now);
            case Arrival.Happened(Event.Feedback said)
            when !isOpen(said.incident()) ->
                outlets.late(said).ifPresent(judged -> streams.judged(judged.before(), judged.after()));
            case Arrival.Happened(Event.Approve approve) -> {
                decide(approve, now);
                follow(() -> rules.approved(state, now), now);
            }
            case Arrival.Happened happened -> decide(happened.event(), now);
            case Arrival.Triggered trigger -> follow(() -> rules.triggered(trigger.name(), now), now);
            case Arrival.Present said -> follow(() -> rules.present(said, now), now);
            case Arrival.Routed routed -> {
                network.take(routed.news(), now);
                network.found(state, now).forEach(event -> decide(event, now));
            }
            case Arrival.Forgotten gone -> forget(gone, now);
            case Arrival.Backed backed -> backed.writing().run();
            case Arrival.Remembered past -> streams.adopt(past.stream(), past.state(), now);
        }
        latest = now;
    }

    /// Where continuity is lost, held values are let go and the decider holds. While the broker is away the hold
    /// stays.
    private void unsettle(Event.Unsettled unsettled, Instant now) {
        switch (unsettled.cause()) {
            case DISCONNECT -> {
                isAway = true;
                devices.brokerGone(now);
            }
            case RECONNECT -> {
                isAway = false;
                devices.brokerBack(now);
            }
            case CLOCK_JUMP -> {
                Instant before = latest.equals(Instant.MIN) ? now : latest;
                devices.clockSet(before, now);
                streams.clockSet(Duration.between(before, now));
                network.clockSet(Duration.between(before, now));
            }
            case START -> follow(() -> rules.resume(state, now), now);
            case RELOAD -> {}
        }
        if (unsettled.cause() != Cause.START) {
            streams.interrupt();
            network.interrupt();
        }
        hold(unsettled, now);
        if (unsettled.cause() == Cause.RECONNECT) {
            outlets.reconnected();
            state.incidents().forEach(incident -> outlets.show(new Effect.Show(incident)));
        }
    }

    private void hold(Event.Unsettled unsettled, Instant now) {
        decide(unsettled, now);
        rules.unsettled(now, state.hold().until());
    }

    /// Time has come to a new minute.
    public void minute(Instant now) {
        if (isAway) {
            hold(new Event.Unsettled(Cause.DISCONNECT), now);
        }
        streams.interrupt(device -> !devices.isCurrent(device, now));
        streams.shareWith(network.readyStreams(now));
        streams.advance(now, this::isWorkedOn, score -> judged(score, now));
        devices.all().stream().filter(device -> isWorkedOn(device, now)).forEach(rules::leaveAside);
        network.minute(state, now).forEach(event -> decide(event, now));
        decide(new Event.Minute(), now);
        follow(() -> rules.clients(network.view(), now), now);
        follow(() -> rules.minute(now), now);
        streams.keepApart(unusual(), now).forEach(outlets::learnedLasting);
        outlets.progressed(streams.progress(now));
        if (rules.isOutOfDate()) {
            follow(() -> rules.reload(now), now);
            unsettle(new Event.Unsettled(Cause.RELOAD), now);
        }
        latest = now;
    }

    private boolean isWorkedOn(DeviceId device, Instant at) {
        return decider.isWorkedOn(state, device, () -> devices.householdName(device), at);
    }

    /// What a rule found does not say that a device is unusual: a washer that has finished is not.
    private Map<DeviceId, Streams.Unusual> unusual() {
        return state.incidents().stream()
                .filter(Incident::isLearned)
                .collect(Collectors.toMap(
                        Incident::device,
                        incident -> isFalse(incident) ? Streams.Unusual.CALLED_NORMAL : Streams.Unusual.YES,
                        (one, other) -> one.compareTo(other) > 0 ? one : other));
    }

    private void forget(Arrival.Forgotten gone, Instant now) {
        DeviceId device = gone.device();
        streams.forget(device);
        devices.forget(device);
        hygiene.forget(device);
        if (device.dialect().equals(NetworkWatch.CLIENT)) {
            network.forget(device.name(), now);
        }
        decide(new Event.Forgotten(device), now);
        gone.then().run();
    }

    private void learn(Learned learned, Instant now) {
        switch (learned) {
            case Learned.Switch relay -> {
                devices.learn(relay.recipe(), now);
                hygiene.learn(relay.recipe().target());
            }
            case Learned.Gone gone -> {
                follow(() -> rules.forgotten(gone.device(), now), now);
                devices.forget(gone.device());
                hygiene.forget(gone.device());
            }
            case Learned.Topic topic -> outlets.learned(topic);
            case Learned.Refusal no -> confirmations.refused(no.relay(), no.on(), no.why());
        }
    }

    /// Whatever is said tells who is there; only what can be true goes on.
    private void observe(List<Observation> said, Instant now) {
        List<Observation> known = said.stream()
                .filter(observation -> devices.notice(hygiene.timely(observation), now))
                .toList();
        for (Verdict verdict : hygiene.inspect(known)) {
            switch (verdict) {
                case Verdict.Passed passed -> take(passed.observation(), now);
                case Verdict.Doubted doubted -> {
                    devices.keepDoubted(doubted.reading());
                    confirmations.observed(doubted.reading());
                    outlets.doubted(doubted.reading(), doubted.reason());
                }
                case Verdict.Quarantined held -> outlets.quarantined(held.reading(), held.reason());
            }
        }
    }

    private void take(Observation observation, Instant now) {
        devices.keep(observation);
        confirmations.observed(observation);
        switch (observation) {
            case Reading reading -> streams.accept(reading);
            case SwitchState relay
            when !relay.retained() -> decide(new Event.SwitchSeen(relay.source(), relay.on()), now);
            case SwitchState context -> {}
            case Observation.Availability away
            when !away.online() ->
                streams.interrupt(devices.isOrIsBehind(away.source().device()));
            case Observation.Availability back -> {}
            case Observation.Status condition -> {}
        }
        follow(() -> rules.observed(observation, now), now);
    }

    private void judged(Score score, Instant now) {
        outlets.tell(score);
        decide(
                () -> new Event.Scored(
                        score, devices.view(score.stream().source(), streams.reportingPeriod(score.stream()))),
                now);
        follow(() -> rules.judged(score, now), now);
    }

    /// Decides on what rules say to something. A bug in them is one in deciding, and they are not asked again.
    private void follow(Supplier<List<Event>> said, Instant now) {
        if (isWithoutRules) {
            return;
        }
        try {
            said.get().forEach(event -> decide(event, now));
        } catch (RuntimeException bug) {
            isWithoutRules = true;
            stop("acting has stopped after a bug in rules");
            outlets.stoppedActing(bug);
        }
    }

    private void decide(Event event, Instant now) {
        decide(() -> event, now);
    }

    /// A bug in deciding stops acting, and only acting: observing and telling go on.
    private void decide(Supplier<Event> event, Instant now) {
        try {
            HomeState before = state;
            Step step = kept(before, event.get(), now);
            state = step.state();
            step.state().incidents().forEach(incident -> tell(incident, before));
            step.decisions().forEach(outlets::tell);
            for (Effect effect : step.effects()) {
                carryOut(effect, now);
            }
        } catch (RuntimeException bug) {
            stop("acting has stopped after a bug");
            outlets.stoppedActing(bug);
        }
    }

    /// Where the ledger refuses a step that begins something, it is decided once more, without a ledger: what cannot be
    /// kept is not begun, and that is said.
    private Step kept(HomeState before, Event event, Instant now) {
        Step step = decider.decide(before, event, now);
        boolean isKept = outlets.keep(before, step);
        if (!isKept && mayBeDecidedAgain(before, step)) {
            step = decider.decide(before.kept(false), event, now);
            isKept = outlets.keep(before, step);
        }
        return new Step(step.state().kept(isKept), step.decisions(), step.effects());
    }

    static boolean mayBeDecidedAgain(HomeState before, Step step) {
        return !before.hold().isWithoutLedger() && step.effects().stream().anyMatch(Effect.Run.class::isInstance);
    }

    /// For good.
    private void stop(String why) {
        stopped = stopped.or(() -> Optional.of(why));
    }

    private void tell(Incident incident, HomeState before) {
        Optional<Incident> known = before.incidents().stream()
                .filter(old -> old.id().equals(incident.id()))
                .findFirst();
        if (known.isEmpty()) {
            outlets.opened(incident);
            return;
        }
        if (!incident.real().equals(known.get().real())) {
            outlets.judged(known.get(), incident);
            streams.judged(known.get(), incident);
        }
        if (isFalse(incident) && !isFalse(known.get())) {
            outlets.calledFalse(incident);
        }
    }

    private boolean isOpen(String incident) {
        return state.incidents().stream().anyMatch(open -> open.id().equals(incident));
    }

    private static boolean isFalse(Incident incident) {
        return incident.real().equals(Optional.of(false));
    }

    private void carryOut(Effect effect, Instant now) {
        switch (effect) {
            case Effect.Run run
            when stopped.isEmpty() ->
                outlets.run(run.plan())
                        .ifPresent(
                                refused -> decide(new Event.Finished(run.plan().id(), refused), now));
            case Effect.Run run -> {
                Outcome refused = new Outcome.Refused("nothing was sent: " + stopped.orElse("acting has stopped"));
                decide(new Event.Finished(run.plan().id(), refused), now);
            }
            case Effect.Show show -> outlets.show(show);
            case Effect.Clear clear -> outlets.show(clear);
            case Effect.Look look -> outlets.show(look);
        }
    }
}
