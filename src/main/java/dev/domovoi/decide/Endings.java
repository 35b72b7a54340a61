package dev.domovoi.decide;

import dev.domovoi.decide.Decision.Verdict;
import dev.domovoi.decide.Event.Finished;
import dev.domovoi.decide.Evidence.Fact;
import dev.domovoi.decide.Evidence.Fact.Word;
import dev.domovoi.decide.Plan.Progress;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/// What the end of a plan means: a latch, a failure that people must hear of, or leave to try again later.
final class Endings {
    private Endings() {}

    /// An unknown plan, or one that has ended before, changes nothing.
    static void settle(Draft draft, Finished finished, Instant now) {
        draft.state().plan(finished.plan()).filter(Plan::isRunning).ifPresent(plan -> {
            Plan ended = plan.with(progress(finished.outcome()));
            draft.replace(ended);
            switch (plan.action()) {
                case Action.SwitchOff off -> cut(draft, ended, finished.outcome(), now);
                case Action.Shed shed -> taken(draft, ended, finished.outcome(), now);
                case Action.Quarantine quarantine -> taken(draft, ended, finished.outcome(), now);
                case Action.SwitchOn on -> Leases.returned(draft, ended, finished.outcome(), now);
                case Action.Release release -> Leases.returned(draft, ended, finished.outcome(), now);
            }
            draft.state().incident(plan.incident()).ifPresent(incident -> draft.wants(new Effect.Show(incident)));
        });
    }

    private static void cut(Draft draft, Plan ended, Outcome outcome, Instant now) {
        if (mayBeTriedAgain(outcome)) {
            reopen(draft, ended);
        } else {
            draft.add(new Latch(ended.action().target(), ended.id()));
        }
        if (ended.progress() != Progress.DONE) {
            tell(draft, ended, outcome, now);
        }
    }

    private static void taken(Draft draft, Plan ended, Outcome outcome, Instant now) {
        Leases.taken(draft, ended, outcome, now);
        if (ended.progress() != Progress.DONE) {
            tell(draft, ended, outcome, now);
        }
    }

    private static Progress progress(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> Progress.DONE;
            case Outcome.Refused refused -> Progress.REFUSED;
            case Outcome.Failed failed -> Progress.FAILED;
        };
    }

    /// Where nothing reached the device, the incident may cut once more, after the cooldown and through all guards.
    private static boolean mayBeTriedAgain(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> false;
            case Outcome.Refused refused -> true;
            case Outcome.Failed failed -> failed.retryable();
        };
    }

    private static void reopen(Draft draft, Plan plan) {
        draft.state()
                .incident(plan.incident())
                .filter(incident -> !(incident.cut() instanceof Cut.Denied))
                .ifPresent(incident -> draft.replace(incident.with(new Cut.Open())));
    }

    /// A rule's incident is called after it; all others come from scores.
    private static String ruleOf(Optional<Incident> incident) {
        return incident.filter(Incident::isByRule).map(Incident::kind).orElse(SafetyCut.RULE);
    }

    private static void tell(Draft draft, Plan plan, Outcome outcome, Instant now) {
        String name = nameOf(draft, plan);
        tell(draft, plan, name, outcome.why(), Wording.notDone(plan.action(), name, outcome.why()), now);
    }

    static String nameOf(Draft draft, Plan plan) {
        return draft.state()
                .incident(plan.incident())
                .map(Incident::name)
                .orElse(plan.action().target().device().name());
    }

    /// Says what came of a plan.
    static void tell(Draft draft, Plan plan, String name, String outcome, String why, Instant now) {
        TreeMap<String, Fact> facts = new TreeMap<>();
        facts.put("plan", new Word(plan.id()));
        facts.put("progress", new Word(plan.progress().word()));
        facts.put("outcome", new Word(outcome));
        facts.put("acted_on", new Word(plan.decision()));
        draft.decided(new Decision(
                draft.nextDecision(),
                now,
                ruleOf(draft.state().incident(plan.incident())),
                plan.incident(),
                name,
                Verdict.ALERT,
                Optional.of(plan.action()),
                Optional.empty(),
                new Evidence(facts),
                why));
    }
}
