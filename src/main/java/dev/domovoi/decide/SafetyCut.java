package dev.domovoi.decide;

import dev.domovoi.decide.Cut.Held;
import dev.domovoi.decide.Cut.Spent;
import dev.domovoi.decide.Decision.Verdict;
import dev.domovoi.decide.Event.Scored;
import dev.domovoi.decide.Evidence.Fact;
import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.Source;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The rule that switches off a heater which draws more than it should: once per incident, and never on again.
final class SafetyCut {
    static final String RULE = "safety_cut";

    /// What is drawn beyond the usual must be worth a cut: these watts, and this share of the usual.
    private static final double LEAST_EXCESS_WATTS = 20;

    private static final double LEAST_EXCESS_SHARE = 0.1;

    private final Policy policy;

    SafetyCut(Policy policy) {
        this.policy = policy;
    }

    static boolean isOverdrawn(Score score) {
        return score.stream().quantity() == Quantity.POWER && isExcess(score.value(), score);
    }

    /// Proposes the cut where the evidence calls for it, and decides on it.
    void consider(Draft draft, Incident incident, Scored scored, Instant now) {
        if (isCalledFor(draft.state(), incident, scored)) {
            scored.device().relay().ifPresent(relay -> propose(draft, incident, scored, relay, now));
        }
    }

    private boolean isCalledFor(HomeState state, Incident incident, Scored scored) {
        DeviceView device = scored.device();
        return policy.mode() != Mode.OBSERVE
                && device.isHeater()
                && isOverdrawn(scored.score())
                && drawsNow(scored)
                && incident.cut().isPossible()
                && !incident.real().equals(Optional.of(false))
                && device.relay().filter(relay -> !state.isLatched(relay)).isPresent();
    }

    /// A heater that is off, or that has gone back to its usual watts by itself, needs no cut.
    private static boolean drawsNow(Scored scored) {
        return !scored.device().isOn().equals(Optional.of(false))
                && scored.device()
                        .wattsNow()
                        .map(watts -> isExcess(watts, scored.score()))
                        .orElse(true);
    }

    private static boolean isExcess(double watts, Score score) {
        double usual = score.expected().high();
        return watts > usual + Math.max(LEAST_EXCESS_WATTS, LEAST_EXCESS_SHARE * usual);
    }

    private void propose(Draft draft, Incident incident, Scored scored, Source relay, Instant now) {
        Action action = new Action.SwitchOff(relay);
        Proposal proposal =
                new Proposal(draft.state(), policy, incident.id(), scored.score(), scored.device(), action, now);
        List<Guard> stopping = Guards.stopping(proposal);
        if (stopping.isEmpty()) {
            act(draft, incident, proposal);
        } else {
            hold(draft, incident, proposal, stopping);
        }
    }

    private static void act(Draft draft, Incident incident, Proposal proposal) {
        String finding = Wording.finding(proposal.score(), proposal.device().name());
        Decision decision =
                decision(draft.nextDecision(), incident, proposal, Verdict.ACT, List.of(), Wording.acting(finding));
        Plan plan = new Plan(
                draft.nextPlan(),
                incident.id(),
                decision.id(),
                proposal.action(),
                proposal.now(),
                Plan.Progress.RUNNING);
        Approvals.spend(draft, incident.id());
        draft.add(plan);
        draft.replace(incident.with(new Spent(plan.id())));
        draft.decided(decision);
        draft.wants(new Effect.Run(plan));
    }

    /// Says so only when the first guard or the verdict changed since it was last said.
    private static void hold(Draft draft, Incident incident, Proposal proposal, List<Guard> stopping) {
        String guard = stopping.getFirst().name();
        boolean isOnlyTheMode = stopping.size() == 1 && guard.equals("mode");
        Verdict verdict = isOnlyTheMode ? Verdict.WOULD_ACT : Verdict.HELD;
        boolean isToldAlready = incident.cut() instanceof Held held
                && held.verdict() == verdict
                && held.guard().equals(guard)
                && !Approvals.isDue(List.of(proposal.wish()), stopping);
        if (isToldAlready) {
            return;
        }
        String finding = Wording.finding(proposal.score(), proposal.device().name());
        String id = draft.nextDecision();
        boolean isAsked = Approvals.isAllThatLacks(stopping);
        String asking = isAsked ? Approvals.asking(id, proposal.wish()) : "";
        Decision decision =
                decision(id, incident, proposal, verdict, stopping, Wording.holding(finding, stopping) + asking);
        if (isAsked) {
            Approvals.ask(draft, List.of(proposal.wish()), List.of(id));
        }
        draft.replace(incident.with(incident.cut().heldBy(verdict, guard, decision.id())));
        draft.decided(decision);
    }

    private static Decision decision(
            String id, Incident incident, Proposal proposal, Verdict verdict, List<Guard> stopping, String why) {
        Evidence evidence = Findings.of(proposal.score(), proposal.device(), proposal.now())
                .withLifeline(proposal.device())
                .with(
                        "guards",
                        new Fact.Words(stopping.stream().map(Guard::name).toList()));
        return new Decision(
                id,
                proposal.now(),
                RULE,
                incident.id(),
                incident.name(),
                verdict,
                Optional.of(proposal.action()),
                stopping.stream().map(Guard::name).findFirst(),
                evidence,
                why);
    }
}
