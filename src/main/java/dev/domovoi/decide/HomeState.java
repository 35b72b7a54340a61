package dev.domovoi.decide;

import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Source;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// All that deciding remembers of the home. Immutable; [#durable] and [#restored] carry it over a restart.
///
/// `pausedUntil` of [Instant#MAX] lasts until a person resumes. `unshownAlarms` counts alarms that found no room.
/// `door` is not carried over: it is tried anew.
public record HomeState(
        Counters counters,
        Hold hold,
        Optional<Instant> pausedUntil,
        List<Incident> incidents,
        List<Plan> plans,
        List<Latch> latches,
        List<Lease> leases,
        long unshownAlarms,
        List<Approval> approvals,
        List<Maintenance.OneOff> maintenance,
        Door door) {

    /// Most incidents open at once; a further alarm is only counted.
    public static final int MOST_INCIDENTS = 1_000;

    /// Most plans remembered; the oldest goes first, long after it stopped counting.
    public static final int MOST_PLANS = 10_000;

    private static final int MOST_ESSENTIAL_PLANS = 2_000;

    /// Most latched relays remembered; the oldest goes first.
    public static final int MOST_LATCHES = 1_000;

    /// Most leases open at once: no more is taken.
    public static final int MOST_LEASES = 100;

    public HomeState {
        incidents = List.copyOf(incidents);
        plans = List.copyOf(plans);
        latches = List.copyOf(latches);
        leases = List.copyOf(leases);
        approvals = List.copyOf(approvals);
        maintenance = List.copyOf(maintenance);
    }

    /// One in which nobody was asked for anything, and the broker was not tried.
    public HomeState(
            Counters counters,
            Hold hold,
            Optional<Instant> pausedUntil,
            List<Incident> incidents,
            List<Plan> plans,
            List<Latch> latches,
            List<Lease> leases,
            long unshownAlarms) {
        this(
                counters,
                hold,
                pausedUntil,
                incidents,
                plans,
                latches,
                leases,
                unshownAlarms,
                List.of(),
                List.of(),
                Door.UNKNOWN);
    }

    /// The last number given to an incident, a decision and a plan.
    public record Counters(long incidents, long decisions, long plans) {}

    /// A home of which nothing is known; it holds until [Event.Unsettled] says that the agent has started.
    public static HomeState empty() {
        return new HomeState(
                new Counters(0, 0, 0),
                Hold.BEFORE_START,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0);
    }

    /// The state as lines of text without line breaks, to be stored in one transaction.
    public List<String> durable() {
        return DurableLines.of(this);
    }

    /// The state from its durable lines. What was running may have been done; it holds until the agent has started.
    public static HomeState restored(List<String> lines) {
        return DurableLines.read(lines);
    }

    /// The same without what no longer counts: of the plans only those that run or that budget and cooldown, of a day
    /// at most, still ask for, the newest 2,000 of them.
    public HomeState essential(Instant now) {
        Instant counts = now.minus(Policy.LONGEST).minus(Policy.LONGEST);
        List<Plan> kept = plans.stream()
                .filter(plan -> plan.isRunning() || plan.at().isAfter(counts))
                .toList();
        return withPlans(kept.subList(Math.max(0, kept.size() - MOST_ESSENTIAL_PLANS), kept.size()));
    }

    /// The same, as the household declares its devices now: what is known today to heat or turn, or of which nobody
    /// says
    /// what it is any more, is left to a person to switch on.
    public HomeState declared(Function<DeviceId, Optional<Role>> roles) {
        return withLeases(leases.stream()
                .map(lease -> roles.apply(lease.taken().target().device())
                                .filter(role -> !role.heatsOrTurns())
                                .isPresent()
                        ? lease
                        : lease.forPeople())
                .toList());
    }

    /// The same, where what is decided can be kept now or not: nothing is begun that cannot.
    public HomeState kept(boolean canBeKept) {
        return hold.isWithoutLedger() == canBeKept ? with(new Hold(hold.since(), hold.until(), !canBeKept)) : this;
    }

    public boolean isPaused(Instant now) {
        return pausedUntil.map(now::isBefore).orElse(false);
    }

    /// Why what goes by that id cannot be approved now, in words; empty where it can.
    public Optional<String> whyNotApproved(String id, Instant now) {
        return Approvals.refusal(this, id, now);
    }

    boolean isLatched(Source relay) {
        return latches.stream().anyMatch(latch -> latch.relay().equals(relay));
    }

    Optional<Plan> plan(String id) {
        return plans.stream().filter(plan -> plan.id().equals(id)).findFirst();
    }

    Optional<Incident> incident(String id) {
        return incidents.stream().filter(incident -> incident.id().equals(id)).findFirst();
    }

    HomeState with(Counters next) {
        return new HomeState(
                next,
                hold,
                pausedUntil,
                incidents,
                plans,
                latches,
                leases,
                unshownAlarms,
                approvals,
                maintenance,
                door);
    }

    HomeState with(Hold next) {
        return new HomeState(
                counters,
                next,
                pausedUntil,
                incidents,
                plans,
                latches,
                leases,
                unshownAlarms,
                approvals,
                maintenance,
                door);
    }

    HomeState with(Door next) {
        return new HomeState(
                counters,
                hold,
                pausedUntil,
                incidents,
                plans,
                latches,
                leases,
                unshownAlarms,
                approvals,
                maintenance,
                next);
    }

    HomeState paused(Optional<Instant> until) {
        return new HomeState(
                counters, hold, until, incidents, plans, latches, leases, unshownAlarms, approvals, maintenance, door);
    }

    HomeState withIncidents(List<Incident> next) {
        return new HomeState(
                counters, hold, pausedUntil, next, plans, latches, leases, unshownAlarms, approvals, maintenance, door);
    }

    HomeState withPlans(List<Plan> next) {
        return new HomeState(
                counters,
                hold,
                pausedUntil,
                incidents,
                next,
                latches,
                leases,
                unshownAlarms,
                approvals,
                maintenance,
                door);
    }

    HomeState withLatches(List<Latch> next) {
        return new HomeState(
                counters,
                hold,
                pausedUntil,
                incidents,
                plans,
                next,
                leases,
                unshownAlarms,
                approvals,
                maintenance,
                door);
    }

    HomeState withLeases(List<Lease> next) {
        return new HomeState(
                counters,
                hold,
                pausedUntil,
                incidents,
                plans,
                latches,
                next,
                unshownAlarms,
                approvals,
                maintenance,
                door);
    }

    HomeState withApprovals(List<Approval> next) {
        return new HomeState(
                counters, hold, pausedUntil, incidents, plans, latches, leases, unshownAlarms, next, maintenance, door);
    }

    HomeState withMaintenance(List<Maintenance.OneOff> next) {
        return new HomeState(
                counters, hold, pausedUntil, incidents, plans, latches, leases, unshownAlarms, approvals, next, door);
    }

    HomeState withAnUnshownAlarm() {
        return new HomeState(
                counters,
                hold,
                pausedUntil,
                incidents,
                plans,
                latches,
                leases,
                unshownAlarms + 1,
                approvals,
                maintenance,
                door);
    }
}
