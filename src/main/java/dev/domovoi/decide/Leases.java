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

    /// People hear of it when it has failed that often: once may be the plug that has not been heard since the start.
    private static final int TOLD_AFTER_ATTEMPTS = 3;

    /// A renewal that was refused is tried again after this share of the lease, and not within a minute.
    private static final int RENEWALS_PER_LEASE = 16;

    private static final Duration SHORTEST_REST = Duration.ofMinutes(1);

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
            boolean isOver = lease.isGivenBack(now) || !hasReason(draft.state(), lease);
            if (isOver && !isWorkedOn(draft, lease, maintenance, now)) {
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

    /// A person asks for it: however often it has failed before, it is tried now.
    static void giveBackAtOnce(Draft draft, Lease lease, Instant now) {
        giveBack(draft, lease.notAfter(lease.until(), now), now);
    }

    /// What is still being acted on is given back as soon as that has ended, what may be back already when it has been
    /// looked at, and what could not be given back after its rest.
    static void giveBack(Draft draft, Lease lease, Instant now) {
        if (lease.returning().isPresent()) {
            return;
        }
        HomeState state = draft.state();
        boolean isToWait = lease.nextTry().isAfter(now)
                || state.plans().stream().anyMatch(plan -> plan.isRunning() && plan.isOn(lease))
                || Recheck.isWaitedFor(state, lease.taken().target(), now);
        if (isToWait) {
            draft.replace(lease, lease.isOver());
            return;
        }
        switch (lease.taken()) {
            case Action.Shed shed -> switchedBack(draft, lease, shed.target(), now);
            case Action.Quarantine quarantine -> {
                if (endsByItself(state, lease, quarantine).isAfter(now)) {
                    act(draft, lease, new Action.Release(quarantine.target()), ": letting it in again.", now);
                } else {
                    draft.drop(lease); // the router has ended it
                }
            }
            case Action.SwitchOff off -> draft.drop(lease);
            case Action.SwitchOn on -> draft.drop(lease);
            case Action.Release release -> draft.drop(lease);
        }
    }

    /// When the router lets the client in again if nobody asks it to.
    private static Instant endsByItself(HomeState state, Lease lease, Action.Quarantine quarantine) {
        return state.plan(lease.plan())
                .map(plan -> plan.at().plus(quarantine.lasts()))
                .orElse(lease.until());
    }

    private static void switchedBack(Draft draft, Lease lease, Source relay, Instant now) {
        if (draft.state().isLatched(relay)) {
            draft.drop(lease);
        } else if (lease.isForPeople() && Renewal.mayComeBack(draft.state(), lease, now)) {
            draft.replace(lease, lease.isOver()); // its own timer ends first
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

    /// Another attempt is told of no more than the first: it is the same decision.
    private static void act(Draft draft, Lease lease, Action action, String what, Instant now) {
        String why = lease.name() + ": " + lease.rule() + " asks for it no longer" + what;
        String decision = before(draft.state(), lease, action)
                .orElseGet(() -> tell(draft, lease, Optional.of(action), Verdict.ACT, why, now));
        Plan plan = new Plan(draft.nextPlan(), lease.incident(), decision, action, now, Plan.Progress.RUNNING);
        draft.add(plan);
        draft.replace(lease, lease.isOver().returnedBy(Optional.of(plan.id())));
        draft.wants(new Effect.Run(plan));
    }

    private static Optional<String> before(HomeState state, Lease lease, Action action) {
        return state.plans().stream()
                .filter(plan -> lease.attempts() > 0
                        && plan.incident().equals(lease.incident())
                        && plan.action().equals(action))
                .reduce((older, newer) -> newer)
                .map(Plan::decision);
    }

    /// What became of taking it, or of taking it for longer.
    static void taken(Draft draft, Plan plan, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Refused) {
            draft.state().leases().stream()
                    .filter(lease -> lease.plan().equals(plan.id()))
                    .forEach(draft::drop);
        } else {
            draft.state().leases().stream()
                    .filter(lease -> lease.isRenewedBy(plan))
                    .forEach(lease -> draft.replace(lease, renewed(lease, plan, now)));
            Renewal.ended(draft, plan, outcome, now);
        }
    }

    /// The router may keep a client for longer, whatever it said; what is to be given back stays so. A plug's own timer
    /// counts once the plug has confirmed it.
    static Lease renewed(Lease lease, Plan renewal, Instant now) {
        if (!(lease.taken() instanceof Action.Quarantine quarantine)) {
            return lease;
        }
        Instant until = lease.isGivenBack(now) ? lease.until() : renewal.at().plus(quarantine.lasts());
        return lease.renewedBy(renewal, until);
    }

    static boolean mayBeRenewed(HomeState state, Lease lease, Action.Quarantine quarantine, Instant now) {
        Duration share = quarantine.lasts().dividedBy(RENEWALS_PER_LEASE);
        Instant since = now.minus(share.compareTo(SHORTEST_REST) > 0 ? share : SHORTEST_REST);
        return state.plans().stream()
                .noneMatch(plan -> lease.isRenewedBy(plan) && plan.at().isAfter(since));
    }

    /// A person who switches on what was shed wants it, and the incident takes nothing more; unless it is our own
    /// attempt to give it back that is obeyed late. What never confirmed that it went off was not switched on by
    /// anybody, and may still go off late: it stays with its lease.
    static void switchedOn(Draft draft, Source relay) {
        List<Lease> shed = draft.state().leases().stream()
                .filter(lease -> isShed(lease, relay)
                        && lease.returning().isEmpty()
                        && draft.state().plans().stream().noneMatch(plan -> plan.isRunning() && plan.isOn(lease))
                        && !hasFailed(draft.state(), lease))
                .toList();
        for (Lease lease : shed) {
            draft.drop(lease);
            if (lease.attempts() == 0) {
                draft.state()
                        .incident(lease.incident())
                        .ifPresent(incident -> draft.replace(incident.with(new Cut.Denied())));
            }
        }
    }

    private static boolean isShed(Lease lease, Source relay) {
        return lease.taken() instanceof Action.Shed shed && shed.target().equals(relay);
    }

    /// It turns out that it was given back before a restart.
    static void isBack(Draft draft, Action.SwitchOn on, String incident) {
        draft.state().leases().stream()
                .filter(lease -> isShed(lease, on.target())
                        && lease.incident().equals(incident)
                        && lease.returning().isEmpty())
                .forEach(draft::drop);
    }

    /// Nothing is kept longer than it may be, nor given back later, because a clock was set back.
    static Lease notAfter(Lease lease, Policy policy, Instant now) {
        Duration longest = lease.taken() instanceof Action.Quarantine quarantine ? quarantine.lasts() : policy.lease();
        return lease.notAfter(now.plus(longest), now.plus(LONGEST_REST));
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
            Lease failed = lease.failed(now.plus(rest(lease.attempts())));
            draft.replace(lease, failed);
            if (failed.attempts() == TOLD_AFTER_ATTEMPTS) {
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

    static String tell(Draft draft, Lease lease, Optional<Action> action, Verdict verdict, String why, Instant now) {
        TreeMap<String, Fact> facts = new TreeMap<>();
        facts.put("taken", new Fact.Word(lease.taken().kind()));
        facts.put("plan", new Fact.Word(lease.plan()));
        if (lease.until().isAfter(Instant.EPOCH)) {
            facts.put("until", new Fact.Word(lease.until().toString()));
        }
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
