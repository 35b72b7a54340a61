package dev.domovoi.decide;

import dev.domovoi.decide.HomeState.Counters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A step while it is being made; it lives for one event only.
final class Draft {
    private HomeState state;
    private final List<Decision> decisions = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();

    Draft(HomeState state) {
        this.state = state;
    }

    HomeState state() {
        return state;
    }

    void become(HomeState next) {
        state = next;
    }

    Step finished() {
        return new Step(state, decisions, effects);
    }

    void decided(Decision decision) {
        decisions.add(decision);
    }

    void wants(Effect effect) {
        effects.add(effect);
    }

    String nextIncident() {
        Counters was = state.counters();
        state = state.with(new Counters(was.incidents() + 1, was.decisions(), was.plans()));
        return "i-" + state.counters().incidents();
    }

    String nextDecision() {
        Counters was = state.counters();
        state = state.with(new Counters(was.incidents(), was.decisions() + 1, was.plans()));
        return "d-" + state.counters().decisions();
    }

    String nextPlan() {
        Counters was = state.counters();
        state = state.with(new Counters(was.incidents(), was.decisions(), was.plans() + 1));
        return "p-" + state.counters().plans();
    }

    void add(Incident incident) {
        state = state.withIncidents(plus(state.incidents(), incident));
    }

    /// Puts the incident in the place of the one with its id.
    void replace(Incident incident) {
        state = state.withIncidents(state.incidents().stream()
                .map(old -> old.id().equals(incident.id()) ? incident : old)
                .toList());
    }

    void remove(Incident incident) {
        state = state.withIncidents(state.incidents().stream()
                .filter(old -> !old.id().equals(incident.id()))
                .toList());
    }

    void add(Plan plan) {
        List<Plan> plans = plus(state.plans(), plan);
        int surplus = Math.max(0, plans.size() - HomeState.MOST_PLANS);
        state = state.withPlans(plans.subList(surplus, plans.size()));
    }

    /// Puts the plan in the place of the one with its id.
    void replace(Plan plan) {
        state = state.withPlans(state.plans().stream()
                .map(old -> old.id().equals(plan.id()) ? plan : old)
                .toList());
    }

    void add(Latch latch) {
        List<Latch> latches = plus(state.latches(), latch);
        int surplus = Math.max(0, latches.size() - HomeState.MOST_LATCHES);
        state = state.withLatches(latches.subList(surplus, latches.size()));
    }

    void add(Lease lease) {
        state = state.withLeases(plus(state.leases(), lease));
    }

    void replace(Lease lease, Lease next) {
        state = state.withLeases(state.leases().stream()
                .map(old -> old.plan().equals(lease.plan()) ? next : old)
                .toList());
    }

    void drop(Lease lease) {
        state = state.withLeases(state.leases().stream()
                .filter(old -> !old.plan().equals(lease.plan()))
                .toList());
    }

    private static <T> List<T> plus(List<T> items, T one) {
        return Stream.concat(items.stream(), Stream.of(one)).toList();
    }
}
