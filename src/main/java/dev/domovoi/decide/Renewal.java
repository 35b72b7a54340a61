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

/// How a plug that is shed, and would switch itself on again by its own timer, is told once more to stay off.
final class Renewal {
    /// Of a lease: so long it waits before it asks again where the plug did not confirm.
    private static final int REST_PART = 8;

    private static final Duration SHORTEST_REST = Duration.ofMinutes(1);

    private Renewal() {}

    /// Once it has confirmed, the lease goes on; where a guard is against it, its time runs out.
    static void ask(Draft draft, Wish wish, Ruling ruling, Lease lease) {
        Action action = lease.taken();
        Instant rested = wish.now().minus(wish.policy().lease().dividedBy(REST_PART));
        boolean isTold = draft.state().plans().stream()
                .anyMatch(plan -> plan.action().target().equals(action.target())
                        && (plan.isRunning() || plan.at().isAfter(rested)));
        if (isTold || lease.isForPeople() || !Guards.stoppingRenewal(wish).isEmpty()) {
            return;
        }
        Decision decision = new Decision(
                draft.nextDecision(),
                wish.now(),
                ruling.rule(),
                lease.incident(),
                lease.name(),
                Verdict.ACT,
                Optional.of(action),
                Optional.empty(),
                ruling.evidence().with("guards", new Fact.Words(List.of())),
                Wording.withoutStop(ruling.why()) + ". Telling it to stay off, before its own timer switches it on.");
        Plan plan =
                new Plan(draft.nextPlan(), lease.incident(), decision.id(), action, wish.now(), Plan.Progress.RUNNING);
        draft.add(plan);
        draft.decided(decision);
        draft.wants(new Effect.Run(plan));
    }

    /// What is now known to heat or turn must not come back by its own timer: a plug that says that it is off is told
    /// so once more, which ends the timer. As all giving back, that needs no guard's leave.
    static void endTimer(Draft draft, Source relay, Instant now) {
        Instant rested = now.minus(SHORTEST_REST);
        for (Lease lease : draft.state().leases()) {
            boolean isToBeEnded = lease.isForPeople()
                    && lease.hasTimer()
                    && lease.taken().target().equals(relay)
                    && draft.state().plans().stream()
                            .noneMatch(plan -> plan.isOn(lease)
                                    && (plan.isRunning() || plan.at().isAfter(rested)));
            if (isToBeEnded) {
                Action action = new Action.Shed(relay);
                String why = lease.name() + ": telling it to stay off, so that its own timer does not switch it on."
                        + " Only you do that: it heats or turns, or nobody says any more what it is.";
                String decision = Leases.tell(draft, lease, Optional.of(action), Verdict.ACT, why, now);
                Plan plan = new Plan(draft.nextPlan(), lease.incident(), decision, action, now, Plan.Progress.RUNNING);
                draft.add(plan);
                draft.wants(new Effect.Run(plan));
            }
        }
    }

    /// Whether a plug may still come back by its own timer.
    static boolean mayComeBack(HomeState state, Lease lease, Instant now) {
        return lease.taken() instanceof Action.Shed shed
                && shed.backAfter()
                        .filter(time -> state.plans().stream()
                                .anyMatch(plan -> plan.action().equals(shed)
                                        && plan.at().plus(time).isAfter(now)))
                        .isPresent();
    }

    /// What became of telling it; nothing where the plan was no renewal. What is to be given back stays so.
    static void ended(Draft draft, Plan plan, Outcome outcome, Instant now) {
        if (!(outcome instanceof Outcome.Done) || !(plan.action() instanceof Action.Shed shed)) {
            return;
        }
        if (shed.backAfter().isEmpty()) {
            draft.state().leases().stream()
                    .filter(lease -> lease.hasTimer() && lease.isForPeople() && lease.isTheTargetOf(plan))
                    .forEach(lease -> draft.replace(lease, lease.takenBy(plan)));
        }
        shed.backAfter()
                .ifPresent(time -> draft.state().leases().stream()
                        .filter(lease -> lease.isRenewedBy(plan) && !lease.isGivenBack(now))
                        .forEach(lease -> draft.replace(
                                lease, lease.with(plan.at().plus(time).minus(Leases.OWN_TIMER_LATER)))));
    }
}
