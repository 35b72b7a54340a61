package dev.domovoi.decide;

import dev.domovoi.decide.Event.Deny;
import dev.domovoi.decide.Event.Feedback;
import dev.domovoi.decide.Event.Scored;
import dev.domovoi.decide.Event.SwitchSeen;
import dev.domovoi.signal.Action;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Decides for one home under one policy; a changed policy means a new decider and an [Event.Unsettled].
public final class HomeDecider implements Decider {
    private final Policy policy;
    private final SafetyCut safetyCut;
    private final Rulings rulings;

    public HomeDecider(Policy policy) {
        this.policy = policy;
        this.safetyCut = new SafetyCut(policy);
        this.rulings = new Rulings(policy);
    }

    @Override
    public Step decide(HomeState state, Event event, Instant now) {
        Draft draft = new Draft(state);
        switch (event) {
            case Scored scored -> scored(draft, scored, now);
            case Event.Ruled ruled -> rulings.follow(draft, ruled, now);
            case Event.Found found -> ClientAlarms.follow(draft, found, now);
            case Event.ClientSeen seen -> ClientAlarms.seen(draft, seen, now);
            case Event.Forgotten gone -> forget(draft, gone);
            case Event.Minute minute -> minute(draft, now);
            case Event.Unsettled unsettled -> unsettled(draft, unsettled.cause(), now);
            case Event.DoorTried tried -> draft.become(state.with(tried.door()));
            case SwitchSeen seen -> seen(draft, seen);
            case Event.ReleaseAll all -> releaseAll(draft, now);
            case Event.Finished finished -> Endings.settle(draft, finished, now);
            case Event.Pause pause -> pause(draft, pause);
            case Event.Resume resume -> draft.become(state.paused(Optional.empty()));
            case Deny deny -> deny(draft, deny);
            case Feedback feedback -> feedback(draft, feedback);
        }
        return draft.finished();
    }

    /// A pause is never shortened by another one: only [Event.Resume] ends it early.
    private static void pause(Draft draft, Event.Pause pause) {
        Instant asked = pause.until().orElse(Instant.MAX);
        Instant inForce = draft.state().pausedUntil().orElse(Instant.MIN);
        draft.become(draft.state().paused(Optional.of(asked.isAfter(inForce) ? asked : inForce)));
    }

    private void scored(Draft draft, Scored scored, Instant now) {
        Alarms.follow(draft, scored, now).ifPresent(incident -> safetyCut.consider(draft, incident, scored, now));
    }

    /// Its incidents are taken down; what was done to it still counts.
    private static void forget(Draft draft, Event.Forgotten gone) {
        List.copyOf(draft.state().incidents()).stream()
                .filter(incident -> incident.device().equals(gone.device()))
                .forEach(incident -> {
                    draft.remove(incident);
                    draft.wants(new Effect.Clear(incident));
                });
    }

    private static void minute(Draft draft, Instant now) {
        if (!draft.state().hold().isOpen(now)) {
            Alarms.resolve(draft, now);
        }
        Leases.minute(draft, now);
    }

    private void unsettled(Draft draft, Event.Unsettled.Cause cause, Instant now) {
        HomeState state = draft.state();
        draft.become(state.with(doorAfter(cause, state.door()))
                .with(new Hold(now, now.plus(policy.hold())))
                .withIncidents(state.incidents().stream()
                        .map(incident -> incident.notAfter(now))
                        .toList())
                .withLeases(state.leases().stream()
                        .map(lease -> lease.notAfter(now.plus(Policy.LONGEST)))
                        .toList()));
    }

    /// The broker behind a new connection may be another one, or another configuration.
    private static Door doorAfter(Event.Unsettled.Cause cause, Door door) {
        return switch (cause) {
            case START, DISCONNECT, RECONNECT -> Door.UNKNOWN;
            case CLOCK_JUMP, RELOAD -> door;
        };
    }

    /// A cut relay that is on again was switched on by a person: it is latched only once its cut has ended.
    private static void seen(Draft draft, SwitchSeen seen) {
        if (seen.on()) {
            takenBack(draft, seen);
        }
        if (seen.on() && draft.state().isLatched(seen.relay())) {
            draft.become(draft.state()
                    .withLatches(draft.state().latches().stream()
                            .filter(latch -> !latch.relay().equals(seen.relay()))
                            .toList()));
        }
    }

    /// A person who switches on what was shed wants it: the incident takes nothing more. What never confirmed
    /// that it went off was not switched on by anybody, and may still go off late: it stays with its lease.
    private static void takenBack(Draft draft, SwitchSeen seen) {
        draft.state().leases().stream()
                .filter(lease -> lease.taken() instanceof Action.Shed
                        && lease.taken().target().equals(seen.relay())
                        && lease.returning().isEmpty()
                        && draft.state()
                                .plan(lease.plan())
                                .filter(Plan::isRunning)
                                .isEmpty()
                        && !Leases.hasFailed(draft.state(), lease))
                .forEach(lease -> {
                    draft.drop(lease);
                    draft.state()
                            .incident(lease.incident())
                            .ifPresent(incident -> draft.replace(incident.with(new Cut.Denied())));
                });
    }

    private static void releaseAll(Draft draft, Instant now) {
        for (Lease lease : draft.state().leases()) {
            draft.state()
                    .incident(lease.incident())
                    .ifPresent(incident -> draft.replace(incident.with(new Cut.Denied())));
            Leases.giveBack(draft, lease, now);
        }
    }

    private static void deny(Draft draft, Deny deny) {
        draft.state().incidents().stream()
                .filter(incident -> incident.cut().isPossible() && isMeant(incident, deny.id()))
                .findFirst()
                .map(incident -> incident.with(new Cut.Denied()))
                .ifPresent(incident -> show(draft, incident));
    }

    private static boolean isMeant(Incident incident, String id) {
        return incident.id().equals(id)
                || (incident.cut() instanceof Cut.Held held && held.decisions().contains(id));
    }

    private static void feedback(Draft draft, Feedback feedback) {
        draft.state()
                .incident(feedback.incident())
                .map(incident -> incident.judged(feedback.real()))
                .ifPresent(incident -> show(draft, incident));
    }

    private static void show(Draft draft, Incident incident) {
        draft.replace(incident);
        draft.wants(new Effect.Show(incident));
    }
}
