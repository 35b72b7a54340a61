package dev.domovoi.decide;

import dev.domovoi.decide.Event.Deny;
import dev.domovoi.decide.Event.Feedback;
import dev.domovoi.decide.Event.Scored;
import dev.domovoi.decide.Event.SwitchSeen;
import dev.domovoi.signal.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
            case Event.Found found -> found(draft, found, now);
            case Event.ClientSeen seen -> ClientAlarms.seen(draft, seen, now);
            case Event.Forgotten gone -> forget(draft, gone);
            case Event.Minute minute -> minute(draft, now);
            case Event.Maintain maintain -> maintain(draft, maintain, now);
            case Event.Unsettled unsettled -> unsettled(draft, unsettled.cause(), now);
            case Event.DoorTried tried -> draft.become(state.with(tried.door()));
            case SwitchSeen seen -> seen(draft, seen, now);
            case Event.ReleaseAll all -> releaseAll(draft, now);
            case Event.Finished finished -> Endings.settle(draft, finished, now);
            case Event.Pause pause -> pause(draft, pause);
            case Event.Resume resume -> draft.become(state.paused(Optional.empty()));
            case Deny deny -> deny(draft, deny);
            case Event.Approve approve -> Approvals.answer(draft, approve.id(), now);
            case Feedback feedback -> feedback(draft, feedback);
        }
        return draft.finished();
    }

    @Override
    public boolean isWorkedOn(HomeState state, DeviceId device, Supplier<String> name, Instant at) {
        boolean isAny = !state.maintenance().isEmpty()
                || !policy.maintenance().windows().isEmpty();
        return isAny && policy.maintenance().covers(state, device, name.get(), at);
    }

    /// The newest word on a device, or on the whole home, is the one that counts.
    private static void maintain(Draft draft, Event.Maintain asked, Instant now) {
        Instant latest = now.plus(Duration.ofDays(Maintenance.OneOff.MOST_DAYS));
        Maintenance.OneOff one = new Maintenance.OneOff(asked.device(), now, asked.until()).notAfter(latest);
        List<Maintenance.OneOff> others = draft.state().maintenance().stream()
                .filter(old -> !old.device().equals(asked.device()))
                .toList();
        Stream<Maintenance.OneOff> more =
                one.isOpen(now) && others.size() < Maintenance.OneOff.MOST ? Stream.of(one) : Stream.empty();
        draft.become(draft.state()
                .withMaintenance(Stream.concat(others.stream(), more).toList()));
    }

    /// A pause is never shortened by another one: only [Event.Resume] ends it early.
    private static void pause(Draft draft, Event.Pause pause) {
        Instant asked = pause.until().orElse(Instant.MAX);
        Instant inForce = draft.state().pausedUntil().orElse(Instant.MIN);
        draft.become(draft.state().paused(Optional.of(asked.isAfter(inForce) ? asked : inForce)));
    }

    private void scored(Draft draft, Scored scored, Instant now) {
        DeviceId device = scored.score().stream().source().device();
        boolean isWork = scored.score().alarms()
                && isWorkedOn(draft.state(), device, () -> scored.device().name(), now);
        if (!isWork) {
            Alarms.follow(draft, scored, now).ifPresent(incident -> safetyCut.consider(draft, incident, scored, now));
        }
    }

    private void found(Draft draft, Event.Found found, Instant now) {
        DeviceId client = new DeviceId(ClientAlarms.DIALECT, found.finding().client());
        if (!isWorkedOn(draft.state(), client, found::name, now)) {
            ClientAlarms.follow(draft, found, now);
        }
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

    private void minute(Draft draft, Instant now) {
        if (!draft.state().hold().isOpen(now)) {
            Alarms.resolve(draft, now);
        }
        Leases.minute(draft, policy.maintenance(), now);
        Recheck.minute(draft, now);
        Approvals.minute(draft, now);
        forgetMaintenance(draft, now);
    }

    /// A little later than it ends: the ticks of its last minute are judged after it.
    private static void forgetMaintenance(Draft draft, Instant now) {
        Instant oldest = now.minus(Duration.ofMinutes(5));
        List<Maintenance.OneOff> kept = draft.state().maintenance().stream()
                .filter(one -> one.until().isAfter(oldest))
                .toList();
        if (kept.size() < draft.state().maintenance().size()) {
            draft.become(draft.state().withMaintenance(kept));
        }
    }

    private void unsettled(Draft draft, Event.Unsettled.Cause cause, Instant now) {
        HomeState state = draft.state();
        draft.become(state.with(doorAfter(cause, state.door()))
                .with(new Hold(now, now.plus(policy.hold()), state.hold().isWithoutLedger()))
                .withIncidents(state.incidents().stream()
                        .map(incident -> incident.notAfter(now))
                        .toList())
                .withLeases(state.leases().stream()
                        .map(lease -> Leases.notAfter(lease, policy, now))
                        .toList())
                .withPlans(
                        state.plans().stream().map(plan -> plan.notAfter(now)).toList())
                .withMaintenance(state.maintenance().stream()
                        .map(one -> one.notAfter(now.plus(Duration.ofDays(Maintenance.OneOff.MOST_DAYS))))
                        .toList())
                .withApprovals(state.approvals().stream()
                        .map(approval ->
                                approval.notAfter(now.plus(policy.consent().within())))
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
    private static void seen(Draft draft, SwitchSeen seen, Instant now) {
        Recheck.seen(draft, seen, now);
        if (seen.on()) {
            Leases.switchedOn(draft, seen.relay());
        } else {
            Renewal.endTimer(draft, seen.relay(), now);
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
