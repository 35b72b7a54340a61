package dev.domovoi.app;

import dev.domovoi.act.Dispatcher;
import dev.domovoi.app.Afterwards.Judged;
import dev.domovoi.app.Narrator.Kind;
import dev.domovoi.app.bus.Publication;
import dev.domovoi.app.store.StoreException;
import dev.domovoi.decide.Decision;
import dev.domovoi.decide.Effect;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Plan;
import dev.domovoi.decide.Severity;
import dev.domovoi.decide.Step;
import dev.domovoi.observe.Decoded.Learned;
import dev.domovoi.observe.hygiene.Reason;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Where the pipeline's results go: the ledger first, then MQTT, the counters and the log, and actions on their way.
/// A watch that leads no more has nothing to say, whatever step it was in.
final class Announcer implements Outlets {
    private final String prefix;
    private final Keeping keeping;
    private final Wire wire;
    private final Dispatcher dispatcher;
    private final Duration deadline;
    private final Vitals vitals;
    private final Narrator narrator;
    private final InstantSource clock;
    private final Consumer<Event> happened;
    private final Audience audience;
    private final Consumer<Source> ask;
    private final Disbelief disbelief = new Disbelief();
    private final Set<String> uncleared = new LinkedHashSet<>();

    Announcer(
            String prefix,
            Ledger ledger,
            Wire wire,
            Dispatcher dispatcher,
            Duration deadline,
            Vitals vitals,
            Narrator narrator,
            InstantSource clock,
            Consumer<Event> happened,
            Audience audience,
            Consumer<Source> ask) {
        this.prefix = prefix;
        this.keeping = new Keeping(ledger, vitals, narrator, clock);
        this.wire = wire;
        this.dispatcher = dispatcher;
        this.deadline = deadline;
        this.vitals = vitals;
        this.narrator = narrator;
        this.clock = clock;
        this.happened = happened;
        this.audience = audience;
        this.ask = ask;
    }

    /// What could not be written is told all the same.
    @Override
    public boolean keep(HomeState before, Step step) {
        boolean isKept = isWritten(before, step);
        if (wire.isOpen() && (isKept || !Pipeline.mayBeDecidedAgain(before, step))) {
            audience.changed(before, step.state());
        }
        return isKept;
    }

    /// Writes only what must not be lost: what merely ages is written with the next snapshot.
    private boolean isWritten(HomeState before, Step step) {
        return keeping.keep(step, !step.decisions().isEmpty() || mustOutlive(before, step.state()));
    }

    private static boolean mustOutlive(HomeState before, HomeState after) {
        return !before.plans().equals(after.plans())
                || !before.latches().equals(after.latches())
                || !before.leases().equals(after.leases())
                || !before.approvals().equals(after.approvals())
                || !before.maintenance().equals(after.maintenance())
                || !before.pausedUntil().equals(after.pausedUntil())
                || !before.counters().equals(after.counters())
                || !judgements(before).equals(judgements(after));
    }

    /// What people said of the incidents and how far each one's cut came.
    private static List<Object> judgements(HomeState state) {
        return state.incidents().stream()
                .<Object>map(incident -> List.of(incident.id(), incident.cut(), incident.real()))
                .toList();
    }

    @Override
    public void tell(Score score) {
        if (!wire.isOpen()) {
            return;
        }
        vitals.scored(score);
        wire.publish(
                prefix + "/score/" + score.stream().source().device().name().replaceAll("[+#]", "_"),
                JsonLines.of(score),
                false);
    }

    @Override
    public void tell(Decision decision) {
        if (!wire.isOpen()) {
            return;
        }
        wanted(decision)
                .ifPresent(action -> vitals.actions.count(
                        action, decision.verdict().word(), decision.guard().orElse("none")));
        wire.publish(prefix + "/decision", JsonLines.of(decision), false);
        narrator.say(kindOf(decision), decision.why());
    }

    /// The word for what is or was to be done; empty where people are only told.
    private static Optional<String> wanted(Decision decision) {
        return decision.action().map(Action::kind).or(() -> decision.evidence().word("wanted"));
    }

    private static Kind kindOf(Decision decision) {
        boolean isOnlyNews = Incident.isByRule(decision.rule())
                && decision.evidence().word("severity").equals(Optional.of(Severity.INFO.word()));
        return switch (decision.verdict()) {
            case ALERT -> isOnlyNews ? Kind.NEWS : Kind.ALARM;
            case ACT -> Kind.ACTION;
            case WOULD_ACT, HELD -> Kind.HELD;
        };
    }

    @Override
    public void show(Effect effect) {
        if (!wire.isOpen()) {
            return;
        }
        switch (effect) {
            case Effect.Show show -> publish(show.incident(), true);
            case Effect.Clear clear -> {
                publish(clear.incident(), false);
                narrator.say(Kind.NEWS, over(clear.incident()));
            }
            case Effect.Look look -> ask.accept(look.relay());
            case Effect.Run run ->
                throw new IllegalArgumentException(
                        "a plan is run, not shown: " + run.plan().id());
        }
    }

    private static String over(Incident incident) {
        return incident.isLearned()
                ? incident.name() + " is as usual again: incident " + incident.id() + " is closed."
                : incident.name() + ": " + incident.kind() + " is over, and incident " + incident.id() + " closed.";
    }

    /// A closed incident is told once more and then taken off the broker.
    private void publish(Incident incident, boolean isOpen) {
        String topic = prefix + "/incident/" + incident.id();
        wire.publish(topic, JsonLines.of(incident, isOpen, clock.instant()), isOpen);
        if (!isOpen) {
            clear(topic);
        }
    }

    private void clear(String topic) {
        boolean isCleared = wire.publish(topic, "", true) instanceof Publication.Queued;
        if (isCleared) {
            uncleared.remove(topic);
        } else if (uncleared.size() < HomeState.MOST_INCIDENTS) {
            uncleared.add(topic);
        }
    }

    @Override
    public void reconnected() {
        List.copyOf(uncleared).forEach(this::clear);
        audience.reconnected();
    }

    @Override
    public void opened(Incident incident) {
        if (!wire.isOpen()) {
            return;
        }
        if (incident.isByRule()) {
            vitals.fired.count(incident.kind(), incident.severity().word());
        } else {
            vitals.alarms.count(incident.kind(), incident.severity().word());
            if (incident.isLearned()) {
                vitals.record.alarmed(clock.instant());
            }
        }
    }

    @Override
    public void calledFalse(Incident incident) {
        if (incident.isLearned()) {
            vitals.falseAlarms.count(incident.kind());
        }
    }

    @Override
    public void judged(Incident before, Incident after) {
        if (after.isLearned()) {
            vitals.record.judged(before.real(), after.real(), clock.instant());
        }
    }

    @Override
    public Optional<Judged> late(Event.Feedback said) {
        if (!wire.isOpen()) {
            return Optional.empty();
        }
        Optional<Judged> found;
        try {
            found = audience.late(said);
        } catch (StoreException failed) {
            narrator.say(Kind.TROUBLE, Afterwards.lost(said, failed));
            return Optional.empty();
        }
        if (found.isEmpty()) {
            narrator.say(Kind.TROUBLE, Afterwards.unknown(said));
            return found;
        }
        Judged judged = found.get();
        judged(judged.before(), judged.after());
        if (!said.real() && !judged.before().real().equals(Optional.of(false))) {
            calledFalse(judged.after());
        }
        narrator.say(Kind.NEWS, Afterwards.known(judged.after(), said));
        return found;
    }

    @Override
    public void quarantined(Reading reading, Reason reason) {
        vitals.quarantined.count(reading.quantity().word(), reason.word());
        disbelief
                .first(reading, reason)
                .ifPresent(sentence -> narrator.say(Kind.TROUBLE, "Not taken for true: " + sentence));
    }

    @Override
    public void doubted(Reading reading, Reason reason) {
        vitals.doubted.count(reading.quantity().word(), reason.word());
        disbelief
                .first(reading, reason)
                .ifPresent(sentence -> narrator.say(Kind.TROUBLE, "Shown, but not learned: " + sentence));
    }

    @Override
    public void progressed(List<Streams.Progress> streams) {
        vitals.progress(streams);
        if (wire.isOpen()) {
            audience.minute();
        }
        boolean isWatching = wire.isOpen()
                && wire.bus().isConnected()
                && streams.stream().anyMatch(stream -> stream.ready().isReady());
        if (isWatching) {
            vitals.record.watched(clock.instant());
        }
    }

    @Override
    public Optional<Outcome.Refused> run(Plan plan) {
        if (keeping.refusal().isPresent()) {
            return keeping.refusal().map(why -> new Outcome.Refused("nothing was sent: " + why));
        }
        return dispatcher.dispatch(plan.action(), deadline, outcome -> finished(plan, outcome));
    }

    private void finished(Plan plan, Outcome outcome) {
        if (!wire.isOpen()) {
            return;
        }
        Kind kind = switch (outcome) {
            case Outcome.Done done -> Kind.ACTION;
            case Outcome.Refused refused -> Kind.TROUBLE;
            case Outcome.Failed failed -> Kind.TROUBLE;
        };
        narrator.say(kind, outcome.why());
        happened.accept(new Event.Finished(plan.id(), outcome));
    }

    @Override
    public void learned(Learned.Topic topic) {
        wire.subscribe(List.of(topic.filter()))
                .forEach(problem -> narrator.say(Kind.TROUBLE, "Not subscribed: " + problem));
    }

    @Override
    public void learnedLasting(StreamId stream) {
        narrator.say(
                Kind.NEWS,
                "What was unusual of " + stream + " has lasted " + Learner.LASTING.toDays()
                        + " days: it is learned as its new normal.");
    }

    @Override
    public void stoppedActing(RuntimeException bug) {
        vitals.failed("acting has stopped after a bug: " + bug);
        System.getLogger(Announcer.class.getName())
                .log(System.Logger.Level.ERROR, "acting has stopped until a restart, after a bug in deciding", bug);
    }
}
