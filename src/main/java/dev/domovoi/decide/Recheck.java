package dev.domovoi.decide;

import dev.domovoi.decide.Event.SwitchSeen;
import dev.domovoi.decide.Plan.Progress;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What was under way with a plug when the agent stopped: the plug is asked, and what it says settles the plan. Nothing
/// is done again unseen.
final class Recheck {
    /// How long after a hold a silent plug is asked each minute.
    private static final Duration ASKED = Duration.ofMinutes(10);

    private Recheck() {}

    /// Asks, also during the hold.
    static void minute(Draft draft, Instant now) {
        if (!draft.state().hold().isOpen(now.minus(ASKED))) {
            return;
        }
        draft.state().plans().stream()
                .filter(plan -> plan.isUnsure() && plan.at().isAfter(now.minus(Policy.LONGEST)))
                .filter(Recheck::isOfAPlug)
                .map(plan -> plan.action().target())
                .distinct()
                .forEach(relay -> draft.wants(new Effect.Look(relay)));
    }

    private static boolean isOfAPlug(Plan plan) {
        return switch (plan.action()) {
            case Action.SwitchOff off -> true;
            case Action.Shed shed -> true;
            case Action.SwitchOn on -> true;
            case Action.Quarantine quarantine -> false; // the router ends it by itself
            case Action.Release release -> false;
        };
    }

    /// Whether it is not known yet if a give-back that was under way has reached the plug. That is waited for no longer
    /// than the hold.
    static boolean isWaitedFor(HomeState state, Source relay, Instant now) {
        return state.hold().isOpen(now)
                && state.plans().stream()
                        .anyMatch(plan -> plan.isUnsure() && plan.action().equals(new Action.SwitchOn(relay)));
    }

    /// The plug has said how it stands.
    static void seen(Draft draft, SwitchSeen seen, Instant now) {
        List<Plan> unsure = draft.state().plans().stream()
                .filter(plan -> plan.isUnsure() && plan.action().target().equals(seen.relay()))
                .toList();
        for (Plan plan : unsure) {
            boolean isDone = plan.action().givesBack() == seen.on();
            Plan settled = plan.with(isDone ? Progress.DONE : Progress.FAILED);
            draft.replace(settled);
            settle(draft, settled, isDone, now);
        }
    }

    private static void settle(Draft draft, Plan plan, boolean isDone, Instant now) {
        switch (plan.action()) {
            case Action.SwitchOff off -> tell(draft, plan, isDone, now);
            case Action.Shed shed -> {
                if (!isDone) {
                    tell(draft, plan, false, now);
                    draft.state().leases().stream()
                            .filter(lease -> lease.plan().equals(plan.id()))
                            .forEach(draft::drop); // nothing was taken
                }
            }
            case Action.SwitchOn on -> {
                if (isDone) {
                    Leases.isBack(draft, on, plan.incident());
                }
            }
            case Action.Quarantine quarantine -> {}
            case Action.Release release -> {}
        }
    }

    private static void tell(Draft draft, Plan plan, boolean isDone, Instant now) {
        String name = Endings.nameOf(draft, plan);
        String outcome = "I was stopped before I knew, and " + name + " says that it is " + (isDone ? "off" : "on");
        String why = isDone ? Wording.doneUnseen(name) : Wording.notDone(plan.action(), name, outcome);
        Endings.tell(draft, plan, name, outcome, why, now);
    }
}
