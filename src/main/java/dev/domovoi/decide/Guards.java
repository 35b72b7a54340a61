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
            new Guard("corroboration", Guards::isAlone, "nothing else confirms it yet"),
            new Guard("budget", Guards::isOverBudget, "there have been too many actions within an hour"),
            new Guard("cooldown", Guards::isInCooldown, "it was acted on only a short while ago"),
            new Guard("no_actuator", Guards::isBeyondUs, "nothing here can do that yet"));

    private static final Duration BUDGET_WINDOW = Duration.ofHours(1);

    private Guards() {}

    /// The guards that stop the proposal, in their order.
    static List<Guard> stopping(Proposal proposal) {
        return stopping(proposal.wish());
    }

    static List<Guard> stopping(Wish wish) {
        return IN_ORDER.stream().filter(guard -> guard.stops().test(wish)).toList();
    }

    private static boolean isPaused(Wish wish) {
        return wish.state().isPaused(wish.now());
    }

    private static boolean isNotActing(Wish wish) {
        return wish.policy().mode() != Mode.ACT;
    }

    private static boolean isHeld(Wish wish) {
        return wish.state().hold().isOpen(wish.now());
    }

    /// Evidence from as far in the future is no better: one of the two clocks is wrong.
    private static boolean isStale(Wish wish) {
        Duration age = Duration.between(wish.measuredAt(), wish.now());
        return age.abs().compareTo(Policy.freshFor(wish.device())) > 0;
    }

    private static boolean isNotAllowed(Wish wish) {
        return !wish.policy().allows(wish.kind(), wish.target(), wish.device());
    }

    private static boolean isProtected(Wish wish) {
        return wish.device().isProtected();
    }

    private static boolean isUnknownLoad(Wish wish) {
        return wish.device().role().isEmpty();
    }

    private static boolean isOverBudget(Wish wish) {
        long spent = wish.state().plans().stream()
                .filter(plan -> isWithin(plan, BUDGET_WINDOW, wish))
                .count();
        return spent >= wish.policy().plansPerHour();
    }

    private static boolean isInCooldown(Wish wish) {
        return wish.state().plans().stream()
                .filter(plan ->
                        plan.action().target().device().equals(wish.target().device()))
                .anyMatch(plan -> isWithin(plan, wish.policy().deviceCooldown(), wish));
    }

    private static boolean isAlone(Wish wish) {
        return !wish.isCorroborated();
    }

    private static boolean isBeyondUs(Wish wish) {
        return wish.action().isEmpty();
    }

    /// A plan dated in the future counts too: the clock was set back since.
    private static boolean isWithin(Plan plan, Duration window, Wish wish) {
        return plan.at().isAfter(wish.now().minus(window));
    }
}
