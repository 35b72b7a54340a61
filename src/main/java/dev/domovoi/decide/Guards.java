package dev.domovoi.decide;

import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.signal.Action;
import java.time.Duration;
import java.util.List;

/// All guards in their fixed order. Every one is asked; the first that stops a proposal is the reason given.
final class Guards {
    static final List<Guard> IN_ORDER = List.of(
            new Guard("paused", Guards::isPaused, "acting is paused"),
            new Guard("mode", Guards::isNotActing, "I am only asked to advise"),
            new Guard("no_ledger", Guards::isWithoutLedger, "what I do could not be written down"),
            new Guard(
                    "open_broker",
                    Guards::isForAnyone,
                    "the broker lets anyone in without a password, or I do not know yet that it does not"),
            new Guard("hold", Guards::isHeld, "I have only just started or reconnected"),
            new Guard("maintenance", Guards::isWorkedOn, "somebody works on it"),
            new Guard("stale", Guards::isStale, "the last reading is too old to act on"),
            new Guard("not_allowed", Guards::isNotAllowed, "that is not on the allow list"),
            new Guard("protected", Guards::isProtected, "it is protected"),
            new Guard("lockout", Guards::isLockedOut, "it feeds or is something that the home cannot do without"),
            new Guard("unknown_load", Guards::isUnknownLoad, "nobody has said what hangs on it"),
            new Guard("identity", Guards::isSomethingElse, "it does not look like what was declared, or like a fridge"),
            new Guard("corroboration", Guards::isAlone, "nothing else confirms it yet"),
            new Guard("arbitration", Guards::isClaimed, "something else has a claim on it"),
            new Guard("storm", Guards::isStormy, "so much is unusual at once that something else may be wrong"),
            new Guard("budget", Guards::isOverBudget, "there have been too many actions within an hour"),
            new Guard(
                    "cooldown",
                    Guards::isInCooldown,
                    "it, or another in the same way, was acted on only a short while ago"),
            new Guard("approval", Approvals::isLacking, "it needs your approval"),
            new Guard("no_actuator", Guards::isBeyondUs, "nothing here can do that yet"));

    private static final Duration BUDGET_WINDOW = Duration.ofHours(1);
    private static final Duration STORM_WINDOW = Duration.ofMinutes(10);

    /// As many incidents opened within the window are no coincidence.
    private static final int STORM_INCIDENTS = 5;

    private static final List<String> NOT_FOR_RENEWAL = List.of("storm", "budget", "cooldown", "approval");

    private Guards() {}

    /// The guards that stop the proposal, in their order.
    static List<Guard> stopping(Proposal proposal) {
        return stopping(proposal.wish());
    }

    static List<Guard> stopping(Wish wish) {
        return IN_ORDER.stream().filter(guard -> guard.stops().test(wish)).toList();
    }

    /// Those that stop any part of a plan: it is done as a whole or not at all.
    static List<Guard> stopping(List<Wish> plan) {
        return IN_ORDER.stream()
                .filter(guard -> plan.stream().anyMatch(guard.stops()))
                .toList();
    }

    /// Those that stop a lease from being renewed: what goes on is neither a new plan nor a claim on something else.
    static List<Guard> stoppingRenewal(Wish wish) {
        return stopping(wish).stream()
                .filter(guard -> !NOT_FOR_RENEWAL.contains(guard.name()))
                .toList();
    }

    private static boolean isPaused(Wish wish) {
        return wish.state().isPaused(wish.now());
    }

    private static boolean isNotActing(Wish wish) {
        return wish.policy().mode() != Mode.ACT;
    }

    private static boolean isForAnyone(Wish wish) {
        return wish.state().door() != Door.CLOSED;
    }

    private static boolean isWithoutLedger(Wish wish) {
        return wish.state().hold().isWithoutLedger();
    }

    private static boolean isHeld(Wish wish) {
        return wish.state().hold().isOpen(wish.now());
    }

    private static boolean isWorkedOn(Wish wish) {
        return wish.policy()
                .maintenance()
                .covers(wish.state(), wish.target().device(), wish.device().name(), wish.now());
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

    private static boolean isLockedOut(Wish wish) {
        return wish.device().lifeline().isPresent();
    }

    private static boolean isUnknownLoad(Wish wish) {
        return wish.device().role().isEmpty() && !wish.isOfTheNetwork();
    }

    private static boolean isSomethingElse(Wish wish) {
        return wish.device().looks().areDoubtful();
    }

    /// By another incident that acts on it or has taken it for a while; the safety cut is more careful than those.
    private static boolean isClaimed(Wish wish) {
        boolean isBeingActedOn =
                wish.state().plans().stream().anyMatch(plan -> plan.isRunning() && isOnTarget(plan.action(), wish));
        boolean isTaken = wish.state().leases().stream()
                .anyMatch(lease ->
                        isOnTarget(lease.taken(), wish) && !lease.incident().equals(wish.incident()));
        return isBeingActedOn || (isTaken && !wish.isCut());
    }

    private static boolean isOnTarget(Action action, Wish wish) {
        return action.target().device().equals(wish.target().device());
    }

    private static boolean isStormy(Wish wish) {
        long opened = wish.state().incidents().stream()
                .filter(incident -> incident.openedAt().isAfter(wish.now().minus(STORM_WINDOW)))
                .count();
        return opened >= STORM_INCIDENTS;
    }

    private static boolean isOverBudget(Wish wish) {
        long spent = wish.state().plans().stream()
                .filter(plan -> !plan.action().givesBack() && isWithin(plan, BUDGET_WINDOW, wish))
                .map(plan -> List.of(plan.incident(), plan.at()))
                .distinct()
                .count();
        return spent >= wish.policy().plansPerHour() || wish.state().leases().size() >= HomeState.MOST_LEASES;
    }

    private static boolean isInCooldown(Wish wish) {
        return wish.state().plans().stream()
                .anyMatch(plan -> isOnTarget(plan.action(), wish)
                        ? isWithin(plan, wish.policy().deviceCooldown(), wish)
                        : isOfItsKind(plan, wish)
                                && isWithin(plan, wish.policy().kindCooldown(), wish));
    }

    /// What one incident does to several devices needs no rest between them.
    private static boolean isOfItsKind(Plan plan, Wish wish) {
        return plan.action().kind().equals(wish.kind()) && !plan.incident().equals(wish.incident());
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
