package dev.domovoi.decide;

import dev.domovoi.decide.Decision.Verdict;
import dev.domovoi.decide.Evidence.Fact;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// How what was taken for a while is given back: exempt from budget, cooldown, pause and hold, but not from a latch,
/// and never by switching on what heats or turns.
final class Leases {
    private static final Duration LONGEST_REST = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 6;

    /// So that the plug's own timer does not look like a person who switches it on.
    static final Duration OWN_TIMER_LATER = Duration.ofMinutes(5);

    private Leases() {}

    /// The lease that an action opens; empty for one that is no lease.
    static Optional<Lease> of(Plan plan, Incident reason, DeviceView on, Policy policy) {
        Optional<Duration> lasts = switch (plan.action()) {
            case Action.Shed shed -> Optional.of(policy.lease());
            case Action.Quarantine quarantine -> Optional.of(quarantine.lasts());
            case Action.SwitchOff off -> Optional.empty();
            case Action.SwitchOn back -> Optional.empty();
            case Action.Release back -> Optional.empty();
        };
        return lasts.map(time -> new Lease(
                plan.action(),
                plan.id(),
                reason.id(),
                on.name(),
                reason.kind(),
                isForPeople(on),
                plan.at().plus(time),
                Optional.empty(),
                0,
                Instant.EPOCH));
    }

    /// The same action, with the plug's own timer where it has one: should we not be there to give it back, it
    /// comes back by itself a little later than we would have done it. Never for what only people may switch on
    /// again.
    static Action timed(Action action, DeviceView plug, Policy policy) {
        return action instanceof Action.Shed shed && plug.hasOwnTimer() && !isForPeople(plug)
                ? new Action.Shed(shed.target(), Optional.of(policy.lease().plus(OWN_TIMER_LATER)))
                : action;
    }

    /// What heats or turns, and what was not known to be on when it was taken.
    private static boolean isForPeople(DeviceView plug) {
        boolean isSafe = plug.role().filter(role -> !role.heatsOrTurns()).isPresent();
        return !isSafe || !plug.isOn().equals(Optional.of(true));
    }

    /// Gives back what has lost its reason or whose time is over; while somebody works on it, that waits.
    static void minute(Draft draft, Maintenance maintenance, Instant now) {
        for (Lease lease : draft.state().leases()) {
            boolean isOver = !lease.until().isAfter(now) || !hasReason(draft.state(), lease);
            if (isOver && !lease.nextTry().isAfter(now) && !isWorkedOn(draft, lease, maintenance, now)) {
                giveBack(draft, lease, now);
            }
        }
    }

    /// Whether taking it did not come out as it should: nobody knows whether it was ever off.
    static boolean hasFailed(HomeState state, Lease lease) {
        return state.plan(lease.plan())
                .filter(plan -> plan.progress() == Plan.Progress.FAILED)
                .isPresent();
    }

    static boolean isWorkedOn(Draft draft, Lease lease, Maintenance maintenance, Instant now) {
        return maintenance.covers(draft.state(), lease.taken().target().device(), lease.name(), now);
    }

    private static boolean hasReason(HomeState state, Lease lease) {
        return state.incident(lease.incident())
                .filter(incident -> !(incident.cut() instanceof Cut.Denied)
                        && !incident.real().equals(Optional.of(false)))
                .isPresent();
    }

    /// Gives back all of one incident. What somebody works on is given back when that is over: its reason is gone.
    static void giveBack(Draft draft, Incident reason, Maintenance maintenance, Instant now) {
        draft.state().leases().stream()
                .filter(lease -> lease.isOf(reason) && !isWorkedOn(draft, lease, maintenance, now))
                .forEach(lease -> giveBack(draft, lease, now));
    }

    /// What is still being taken is given back as soon as that has ended.
    static void giveBack(Draft draft, Lease lease, Instant now) {
        boolean isBeingTaken =
                draft.state().plans().stream().anyMatch(plan -> plan.isRunning() && lease.isTakenBy(plan));
        if (lease.returning().isPresent()) {
            return;
        }
        if (isBeingTaken) {
            draft.replace(lease, lease.with(now));
            return;
        }
        switch (lease.taken()) {
            case Action.Shed shed -> switchedBack(draft, lease, shed.target(), now);
            case Action.Quarantine quarantine -> {
                if (lease.until().isAfter(now) || lease.attempts() > 0) {
                    act(draft, lease, new Action.Release(quarantine.target()), ": letting it in again.", now);
                } else {
                    draft.drop(lease); // the router ends it by itself
                }
            }
            case Action.SwitchOff off -> draft.drop(lease);
            case Action.SwitchOn on -> draft.drop(lease);
            case Action.Release release -> draft.drop(lease);
        }
    }

    private static void switchedBack(Draft draft, Lease lease, Source relay, Instant now) {
        if (draft.state().isLatched(relay)) {
            draft.drop(lease);
        } else if (lease.isForPeople()) {
            draft.drop(lease);
            draft.add(new Latch(relay, lease.plan()));
            tell(
                    draft,
                    lease,
                    Optional.empty(),
                    Verdict.ALERT,
                    lease.name()
                            + " may be switched on again. I leave that to you: it heats or turns, or I did not know that it"
                            + " was on before.",
                    now);
        } else {
            act(draft, lease, new Action.SwitchOn(relay), ": switching it on again.", now);
        }
    }

    private static void act(Draft draft, Lease lease, Action action, String what, Instant now) {
        String why = lease.name() + ": " + lease.rule() + " asks for it no longer" + what;
        String decision = tell(draft, lease, Optional.of(action), Verdict.ACT, why, now);
        Plan plan = new Plan(draft.nextPlan(), lease.incident(), decision, action, now, Plan.Progress.RUNNING);
        draft.add(plan);
        draft.replace(lease, lease.returnedBy(Optional.of(plan.id())));
        draft.wants(new Effect.Run(plan));
    }

    /// What became of taking it.
    static void taken(Draft draft, Plan plan, Outcome outcome) {
        draft.state().leases().stream()
                .filter(lease -> lease.plan().equals(plan.id()) && outcome instanceof Outcome.Refused)
                .forEach(draft::drop);
        Renewal.ended(draft, plan, outcome);
    }

    /// What became of giving it back: where it failed it is tried again, with longer and longer rests, for good.
    static void returned(Draft draft, Plan plan, Outcome outcome, Instant now) {
        Optional<Lease> returning = draft.state().leases().stream()
                .filter(lease -> lease.returning().equals(Optional.of(plan.id())))
                .findFirst();
        returning.ifPresent(lease -> {
            if (outcome instanceof Outcome.Done) {
                draft.drop(lease);
                return;
            }
            draft.replace(lease, lease.failed(now.plus(rest(lease.attempts()))));
            if (lease.attempts() == 0) {
                String why = lease.name() + " could not be given back: " + Wording.withoutStop(outcome.why())
                        + ". I go on trying.";
                tell(draft, lease, Optional.of(plan.action()), Verdict.ALERT, why, now);
            }
        });
    }

    private static Duration rest(int attempts) {
        Duration rest = Duration.ofMinutes(1L << Math.min(attempts, MOST_DOUBLINGS));
        return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }

    private static String tell(
            Draft draft, Lease lease, Optional<Action> action, Verdict verdict, String why, Instant now) {
        TreeMap<String, Fact> facts = new TreeMap<>();
        facts.put("taken", new Fact.Word(lease.taken().kind()));
        facts.put("plan", new Fact.Word(lease.plan()));
        facts.put("until", new Fact.Word(lease.until().toString()));
        facts.put("guards", new Fact.Words(List.of()));
        String id = draft.nextDecision();
        draft.decided(new Decision(
                id,
                now,
                lease.rule(),
                lease.incident(),
                lease.name(),
                verdict,
                action,
                Optional.empty(),
                new Evidence(facts),
                why));
        return id;
    }
}
