package dev.domovoi.decide;

import dev.domovoi.decide.Cut.Held;
import dev.domovoi.decide.Cut.Spent;
import dev.domovoi.decide.Decision.Verdict;
import dev.domovoi.decide.Evidence.Fact;
import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.decide.Ruling.Order;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the household's rules lead to: one incident for each rule and thing, told once, and what the rule wants done,
/// past all guards.
final class Rulings {
    private static final int REASONS_NAMED = 3;

    private final Policy policy;

    Rulings(Policy policy) {
        this.policy = policy;
    }

    /// Nothing begins during a hold, or by what was measured before it: what goes on is said again after it.
    void follow(Draft draft, Event.Ruled ruled, Instant now) {
        Ruling ruling = ruled.said().ruling();
        Optional<Incident> known = draft.state().incidents().stream()
                .filter(incident -> incident.isOf(ruling.subject(), ruling.rule()))
                .findFirst();
        switch (ruled.said()) {
            case RuleEvent.Began began -> goOn(draft, known, ruled, true, now);
            case RuleEvent.Changed changed -> goOn(draft, known, ruled, true, now);
            case RuleEvent.Continued continued -> goOn(draft, known, ruled, false, now);
            case RuleEvent.Ended ended ->
                known.ifPresent(incident -> {
                    draft.remove(incident);
                    draft.wants(new Effect.Clear(incident));
                });
        }
    }

    private void goOn(Draft draft, Optional<Incident> known, Event.Ruled ruled, boolean isNews, Instant now) {
        Ruling ruling = ruled.said().ruling();
        Hold hold = draft.state().hold();
        if (hold.isOpen(now) || hold.predates(ruling.measuredAt())) {
            return;
        }
        if (known.isEmpty() && draft.state().incidents().size() >= HomeState.MOST_INCIDENTS) {
            draft.become(draft.state().withAnUnshownAlarm());
            return;
        }
        Incident incident =
                known.map(before -> again(draft, before, ruling, now)).orElseGet(() -> opened(draft, ruled, now));
        if (policy.mode() != Mode.OBSERVE
                && !ruling.orders().isEmpty()
                && incident.cut().isPossible()
                && !incident.real().equals(Optional.of(false))) {
            propose(draft, incident, ruled, isNews, now);
        }
    }

    private static Incident again(Draft draft, Incident before, Ruling ruling, Instant now) {
        Incident incident = before.alarmed(ruling.severity(), ruling.why(), now);
        draft.replace(incident);
        if (incident.severity() != before.severity()) {
            tell(draft, incident, ruling, now);
        }
        return incident;
    }

    private static Incident opened(Draft draft, Event.Ruled ruled, Instant now) {
        Ruling ruling = ruled.said().ruling();
        Incident incident = new Incident(
                draft.nextIncident(),
                ruling.subject(),
                view(ruled, ruling.subject()).name(),
                ruling.rule(),
                ruling.severity(),
                now,
                now,
                now,
                ruling.why(),
                new Cut.Open(),
                Optional.empty());
        draft.add(incident);
        tell(draft, incident, ruling, now);
        return incident;
    }

    private static void tell(Draft draft, Incident incident, Ruling ruling, Instant now) {
        draft.decided(new Decision(
                draft.nextDecision(),
                now,
                ruling.rule(),
                incident.id(),
                incident.name(),
                Verdict.ALERT,
                Optional.empty(),
                Optional.empty(),
                ruling.evidence(),
                ruling.why()));
        draft.wants(new Effect.Show(incident));
    }

    /// A thing of which nothing is known is not declared either, and has no relay.
    private static DeviceView view(Event.Ruled ruled, DeviceId device) {
        return Optional.ofNullable(ruled.devices().get(device))
                .orElseGet(() -> new DeviceView(
                        device.name(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ZERO));
    }

    /// All that the rule wants is one plan: where one part of it is stopped, nothing is done.
    private void propose(Draft draft, Incident incident, Event.Ruled ruled, boolean isNews, Instant now) {
        List<Wish> wishes = ruled.said().ruling().orders().stream()
                .map(order -> wish(draft.state(), ruled, order, now))
                .toList();
        List<List<Guard>> stopping = wishes.stream().map(Guards::stopping).toList();
        Optional<Action> only = wishes.size() == 1 ? wishes.getFirst().action() : Optional.empty();
        if (only.isPresent() && stopping.getFirst().isEmpty()) {
            if (!draft.state().isLatched(only.get().target())) {
                act(draft, incident, ruled.said().ruling(), only.get(), now);
            }
            return;
        }
        boolean isToldAlready = incident.cut() instanceof Held held
                && !isNews
                && held.verdict() == verdict(stopping.getFirst())
                && held.guard().equals(first(stopping.getFirst()));
        for (int i = 0; i < wishes.size() && !isToldAlready; i++) {
            Order order = ruled.said().ruling().orders().get(i);
            hold(draft, incident.id(), ruled.said().ruling(), order, wishes.get(i), stopping.get(i));
        }
    }

    private Wish wish(HomeState state, Event.Ruled ruled, Order order, Instant now) {
        Ruling ruling = ruled.said().ruling();
        DeviceView device = view(ruled, order.target());
        Source target = device.relay().orElse(Source.whole(order.target()));
        return new Wish(
                state,
                policy,
                ruling.measuredAt(),
                device,
                order.deed().kind(),
                target,
                device.relay().flatMap(relay -> order.deed().action(relay)),
                ruling.isCorroborated(),
                now);
    }

    private static void act(Draft draft, Incident incident, Ruling ruling, Action action, Instant now) {
        Decision decision = new Decision(
                draft.nextDecision(),
                now,
                ruling.rule(),
                incident.id(),
                incident.name(),
                Verdict.ACT,
                Optional.of(action),
                Optional.empty(),
                ruling.evidence().with("guards", new Fact.Words(List.of())),
                Wording.withoutStop(ruling.why()) + ". Switching it off.");
        Plan plan = new Plan(draft.nextPlan(), incident.id(), decision.id(), action, now, Plan.Progress.RUNNING);
        draft.add(plan);
        draft.replace(incident.with(new Spent(plan.id())));
        draft.decided(decision);
        draft.wants(new Effect.Run(plan));
    }

    private static void hold(Draft draft, String id, Ruling ruling, Order order, Wish wish, List<Guard> stopping) {
        Incident incident = draft.state().incident(id).orElseThrow();
        Evidence evidence = ruling.evidence()
                .with("wanted", new Fact.Word(wish.kind()))
                .with("target", new Fact.Word(wish.target().toString()))
                .with(
                        "guards",
                        new Fact.Words(stopping.stream().map(Guard::name).toList()));
        Decision decision = new Decision(
                draft.nextDecision(),
                wish.now(),
                ruling.rule(),
                incident.id(),
                incident.name(),
                verdict(stopping),
                wish.action(),
                Optional.of(first(stopping)),
                evidence,
                sentence(ruling, order, wish, stopping));
        draft.replace(incident.with(incident.cut().heldBy(verdict(stopping), first(stopping), decision.id())));
        draft.decided(decision);
    }

    /// Several things at once are more than one action can do.
    private static String first(List<Guard> stopping) {
        return stopping.stream().map(Guard::name).findFirst().orElse("no_actuator");
    }

    private static Verdict verdict(List<Guard> stopping) {
        boolean isOnlyTheMode =
                stopping.size() == 1 && stopping.getFirst().name().equals("mode");
        return isOnlyTheMode ? Verdict.WOULD_ACT : Verdict.HELD;
    }

    private static String sentence(Ruling ruling, Order order, Wish wish, List<Guard> stopping) {
        String reasons = stopping.isEmpty()
                ? "several things at once are more than I can do yet"
                : String.join(
                        " and ",
                        stopping.stream()
                                .limit(REASONS_NAMED)
                                .map(Guard::because)
                                .toList());
        String what = order.target().equals(ruling.subject())
                ? order.deed().verb()
                : order.deed().verb().replace(" it ", " " + wish.device().name() + " ");
        return Wording.withoutStop(ruling.why()) + ". I would " + what + ", but " + reasons + ".";
    }
}
