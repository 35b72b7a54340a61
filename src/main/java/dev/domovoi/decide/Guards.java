package dev.domovoi.decide;

import dev.domovoi.decide.Policy.Mode;
import java.time.Duration;
import java.util.List;

/// All guards in their fixed order. Every one is asked; the first that stops a proposal is the reason given.
final class Guards {
    static final List<Guard> IN_ORDER = List.of(
            new Guard("paused", Guards::isPaused, "acting is paused"),
            new Guard("mode", Guards::isNotActing, "I am only asked to advise"),
            new Guard("hold", Guards::isHeld, "I have only just started or reconnected"),
            new Guard("stale", Guards::isStale, "the last reading is too old to act on"),
            new Guard("not_allowed", Guards::isNotAllowed, "switching it off is not on the allow list"),
            new Guard("protected", Guards::isProtected, "it is protected"),
            new Guard("unknown_load", Guards::isUnknownLoad, "nobody has said what hangs on it"),
            new Guard("budget", Guards::isOverBudget, "there have been too many actions within an hour"),
            new Guard("cooldown", Guards::isInCooldown, "it was acted on only a short while ago"));

    private static final Duration BUDGET_WINDOW = Duration.ofHours(1);

    private Guards() {}

    /// The guards that stop the proposal, in their order.
    static List<Guard> stopping(Proposal proposal) {
        return IN_ORDER.stream().filter(guard -> guard.stops().test(proposal)).toList();
    }

    private static boolean isPaused(Proposal proposal) {
        return proposal.state().isPaused(proposal.now());
    }

    private static boolean isNotActing(Proposal proposal) {
        return proposal.policy().mode() != Mode.ACT;
    }

    private static boolean isHeld(Proposal proposal) {
        return proposal.state().hold().isOpen(proposal.now());
    }

    /// Evidence from as far in the future is no better: one of the two clocks is wrong.
    private static boolean isStale(Proposal proposal) {
        Duration age = Duration.between(proposal.score().measuredAt(), proposal.now());
        return age.abs().compareTo(Policy.freshFor(proposal.device())) > 0;
    }

    private static boolean isNotAllowed(Proposal proposal) {
        return !proposal.policy().allows(proposal.action(), proposal.device());
    }

    private static boolean isProtected(Proposal proposal) {
        return proposal.device().isProtected();
    }

    private static boolean isUnknownLoad(Proposal proposal) {
        return proposal.device().role().isEmpty();
    }

    private static boolean isOverBudget(Proposal proposal) {
        long spent = proposal.state().plans().stream()
                .filter(plan -> isWithin(plan, BUDGET_WINDOW, proposal))
                .count();
        return spent >= proposal.policy().plansPerHour();
    }

    private static boolean isInCooldown(Proposal proposal) {
        return proposal.state().plans().stream()
                .filter(plan -> plan.action()
                        .target()
                        .device()
                        .equals(proposal.action().target().device()))
                .anyMatch(plan -> isWithin(plan, proposal.policy().deviceCooldown(), proposal));
    }

    /// A plan dated in the future counts too: the clock was set back since.
    private static boolean isWithin(Plan plan, Duration window, Proposal proposal) {
        return plan.at().isAfter(proposal.now().minus(window));
    }
}
