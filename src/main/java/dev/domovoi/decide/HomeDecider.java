package dev.domovoi.decide;

import dev.domovoi.decide.Event.Deny;
import dev.domovoi.decide.Event.Feedback;
import dev.domovoi.decide.Event.Scored;
import dev.domovoi.decide.Event.SwitchSeen;
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
            case Event.Unsettled unsettled -> unsettled(draft, now);
            case SwitchSeen seen -> seen(draft, seen, now);
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
        Looks.minute(draft, now);
    }

    private void unsettled(Draft draft, Instant now) {
        HomeState state = draft.state();
        draft.become(state.with(
                        new Hold(now, now.plus(policy.hold()), state.hold().isWithoutLedger()))
                .withIncidents(state.incidents().stream()
                        .map(incident -> incident.notAfter(now))
                        .toList())
                .withLeases(state.leases().stream()
                        .map(lease -> Leases.notAfter(lease, policy, now))
                        .toList())
                .withPlans(
                        state.plans().stream().map(plan -> plan.notAfter(now)).toList()));
    }

    /// A cut relay that is on again was switched on by a person: it is latched only once its cut has ended.
    private static void seen(Draft draft, SwitchSeen seen, Instant now) {
        Looks.seen(draft, seen, now);
        if (seen.on()) {
            Leases.switchedOn(draft, seen.relay());
        }
        if (seen.on() && draft.state().isLatched(seen.relay())) {
            draft.become(draft.state()
                    .withLatches(draft.state().latches().stream()
                            .filter(latch -> !latch.relay().equals(seen.relay()))
                            .toList()));
        }
    }

    private static void releaseAll(Draft draft, Instant now) {
        for (Lease lease : draft.state().leases()) {
            draft.state()
                    .incident(lease.incident())
                    .ifPresent(incident -> draft.replace(incident.with(new Cut.Denied())));
            Leases.giveBackAtOnce(draft, lease, now);
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
