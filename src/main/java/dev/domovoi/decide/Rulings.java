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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
                    Leases.giveBack(draft, incident, policy.maintenance(), now);
                    draft.remove(incident);
                    draft.wants(new Effect.Clear(incident));
                });
        }
    }

    private void goOn(Draft draft, Optional<Incident> known, Event.Ruled ruled, boolean isNews, Instant now) {
        Ruling ruling = ruled.said().ruling();
        known.ifPresent(incident -> giveBack(draft, incident, ruling, now));
        Hold hold = draft.state().hold();
        boolean isWork = policy.maintenance()
                .covers(
                        draft.state(),
                        ruling.subject(),
                        view(ruled, ruling.subject()).name(),
                        now);
        if (hold.isOpen(now) || hold.predates(ruling.measuredAt()) || isWork) {
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

    private void giveBack(Draft draft, Incident incident, Ruling ruling, Instant now) {
        draft.state().leases().stream()
                .filter(lease -> lease.isOf(incident)
                        && ruling.givenBack().contains(lease.taken().target().device()))
                .forEach(lease -> {
                    if (Leases.isWorkedOn(draft, lease, policy.maintenance(), now)) {
                        draft.replace(lease, lease.isOver());
                    } else {
                        Leases.giveBack(draft, lease, now);
                    }
                });
    }

    private static Incident again(Draft draft, Incident before, Ruling ruling, Instant now) {
        Incident incident = before.alarmed(ruling.severity(), ruling.why(), now);
        draft.replace(incident);
        if (incident.severity() != before.severity()) {
            draft.tell(incident, ruling.evidence(), now);
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
        DeviceView subject = view(ruled, ruling.subject());
        draft.tell(incident, Upstream.told(ruling.evidence(), draft.state(), incident, subject), now);
        return incident;
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

    /// All that the rule wants is one plan: where one part of it is stopped, nothing is done. What it has already is
    /// not asked for again, only prolonged.
    private void propose(Draft draft, Incident incident, Event.Ruled ruled, boolean isNews, Instant now) {
        Set<DeviceId> targets = new HashSet<>();
        List<Order> orders = ruled.said().ruling().orders().stream()
                .filter(order -> !isDone(draft, incident, ruled, order, now))
                .filter(order -> targets.add(order.target())) // the first thing wanted of each
                .toList();
        if (orders.isEmpty()) {
            return;
        }
        List<Wish> wishes = orders.stream()
                .map(order -> wish(draft.state(), incident, ruled, order, now))
                .toList();
        List<Guard> stopping = Guards.stopping(wishes);
        if (stopping.isEmpty()) {
            act(draft, incident.id(), ruled.said().ruling(), wishes);
            return;
        }
        boolean isToldAlready = incident.cut() instanceof Held held
                && !isNews
                && held.verdict() == verdict(stopping)
                && held.guard().equals(stopping.getFirst().name())
                && !Approvals.isDue(wishes, stopping);
        List<String> told = new ArrayList<>();
        for (int i = 0; i < wishes.size() && !isToldAlready; i++) {
            told.add(hold(draft, incident.id(), ruled.said().ruling(), orders.get(i), wishes.get(i), stopping));
        }
        if (!isToldAlready && Approvals.isAllThatLacks(stopping)) {
            Approvals.ask(draft, wishes, told);
        }
    }

    private boolean isDone(Draft draft, Incident incident, Event.Ruled ruled, Order order, Instant now) {
        Optional<Lease> lease = draft.state().leases().stream()
                .filter(open -> open.isOf(incident) && open.isOn(order.target()))
                .findFirst();
        lease.ifPresent(open -> prolong(draft, incident, ruled, order, open, now));
        return lease.isPresent() || isOff(draft.state(), view(ruled, order.target()), order.deed());
    }

    /// What was cut already is not cut again; what is off anyway is not shed, or giving it back would switch it on.
    private static boolean isOff(HomeState state, DeviceView device, Deed deed) {
        boolean isLatched = device.relay().filter(state::isLatched).isPresent();
        return switch (deed) {
            case Deed.SwitchOff off -> isLatched;
            case Deed.Shed shed -> isLatched || device.isOn().equals(Optional.of(false));
            case Deed.Quarantine quarantine -> false;
            case Deed.Cordon cordon -> false;
            case Deed.PowerCycle cycle -> false;
        };
    }

    /// While its reason goes on a lease does too, past the guards that ask for it still: a shed plug by our own note
    /// once half of its time is over, and by telling it again where it has a timer of its own; a client by telling
    /// the router again once three quarters are. What was cut meanwhile is not told anything more: its timer would
    /// undo that.
    private void prolong(Draft draft, Incident incident, Event.Ruled ruled, Order order, Lease lease, Instant now) {
        Wish wish = wish(draft.state(), incident, ruled, order, now);
        boolean isAtWork = lease.returning().isPresent()
                || lease.isGivenBack(now)
                || draft.state().isLatched(lease.taken().target())
                || draft.state().plans().stream().anyMatch(plan -> plan.isRunning() && plan.isOn(lease));
        if (isAtWork || !Guards.stoppingRenewal(wish).isEmpty()) {
            return;
        }
        Duration left = Duration.between(now, lease.until());
        switch (lease.taken()) {
            case Action.Shed shed -> {
                if (left.compareTo(policy.lease().dividedBy(2)) < 0) {
                    prolong(draft, shed, wish, ruled.said().ruling(), lease);
                }
            }
            case Action.Quarantine quarantine -> {
                if (left.compareTo(quarantine.lasts().dividedBy(4)) < 0
                        && Leases.mayBeRenewed(draft.state(), lease, quarantine, now)) {
                    begun(draft, incident.id(), ruled.said().ruling(), wish, ""); // it goes on as it is until then
                }
            }
            case Action.SwitchOff off -> {}
            case Action.SwitchOn on -> {}
            case Action.Release release -> {}
        }
    }

    private void prolong(Draft draft, Action.Shed shed, Wish wish, Ruling ruling, Lease lease) {
        if (shed.backAfter().isPresent()) {
            Renewal.ask(draft, wish, ruling, lease);
        } else {
            draft.replace(lease, lease.with(wish.now().plus(policy.lease())));
        }
    }

    private Wish wish(HomeState state, Incident incident, Event.Ruled ruled, Order order, Instant now) {
        Ruling ruling = ruled.said().ruling();
        DeviceView device = view(ruled, order.target());
        Source target = device.relay().orElse(Source.whole(order.target()));
        return new Wish(
                state,
                policy,
                incident.id(),
                ruling.measuredAt(),
                device,
                order.deed().kind(),
                target,
                order.deed().action(order.target(), device.relay()).map(what -> Leases.timed(what, device, policy)),
                ruling.isCorroborated(),
                now);
    }

    private void act(Draft draft, String id, Ruling ruling, List<Wish> wishes) {
        Approvals.spend(draft, id);
        for (Wish wish : wishes) {
            String what = wishes.size() == 1 ? "" : wish.device().name() + ": ";
            Plan plan = begun(draft, id, ruling, wish, what);
            Incident incident = draft.state().incident(id).orElseThrow();
            Optional<Lease> lease = Leases.of(plan, incident, wish.device(), policy);
            lease.ifPresent(draft::add);
            draft.replace(incident.with(lease.isPresent() ? new Cut.Open() : new Spent(plan.id())));
        }
    }

    private static Plan begun(Draft draft, String id, Ruling ruling, Wish wish, String what) {
        Incident incident = draft.state().incident(id).orElseThrow();
        Action action = wish.action().orElseThrow();
        Decision decision = new Decision(
                draft.nextDecision(),
                wish.now(),
                ruling.rule(),
                id,
                incident.name(),
                Verdict.ACT,
                Optional.of(action),
                Optional.empty(),
                ruling.evidence().with("guards", new Fact.Words(List.of())),
                Wording.withoutStop(ruling.why()) + ". " + what + Wording.doing(action));
        Plan plan = new Plan(draft.nextPlan(), id, decision.id(), action, wish.now(), Plan.Progress.RUNNING);
        draft.add(plan);
        draft.decided(decision);
        draft.wants(new Effect.Run(plan));
        return plan;
    }

    /// The id of the decision that says so.
    private static String hold(Draft draft, String id, Ruling ruling, Order order, Wish wish, List<Guard> stopping) {
        Incident incident = draft.state().incident(id).orElseThrow();
        Evidence evidence = ruling.evidence()
                .with("wanted", new Fact.Word(wish.kind()))
                .with("target", new Fact.Word(wish.target().toString()))
                .withLifeline(wish.device())
                .with(
                        "guards",
                        new Fact.Words(stopping.stream().map(Guard::name).toList()));
        String name = draft.nextDecision();
        String asking = Approvals.isAllThatLacks(stopping) ? Approvals.asking(name, wish) : "";
        Decision decision = new Decision(
                name,
                wish.now(),
                ruling.rule(),
                incident.id(),
                incident.name(),
                verdict(stopping),
                wish.action(),
                Optional.of(stopping.getFirst().name()),
                evidence,
                sentence(ruling, order, wish, stopping) + asking);
        draft.replace(incident.with(
                incident.cut().heldBy(verdict(stopping), stopping.getFirst().name(), decision.id())));
        draft.decided(decision);
        return decision.id();
    }

    private static Verdict verdict(List<Guard> stopping) {
        boolean isOnlyTheMode =
                stopping.size() == 1 && stopping.getFirst().name().equals("mode");
        return isOnlyTheMode ? Verdict.WOULD_ACT : Verdict.HELD;
    }

    private static String sentence(Ruling ruling, Order order, Wish wish, List<Guard> stopping) {
        String reasons = String.join(
                " and ",
                stopping.stream().limit(REASONS_NAMED).map(Guard::because).toList());
        String what = order.target().equals(ruling.subject())
                ? order.deed().verb()
                : order.deed().verb().replace(" it ", " " + wish.device().name() + " ");
        return Wording.withoutStop(ruling.why()) + ". I would " + what + ", but " + reasons + ".";
    }
}
