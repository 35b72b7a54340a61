package dev.domovoi.decide;

import dev.domovoi.decide.Event.Finished;
import dev.domovoi.decide.Event.Unsettled;
import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.decide.Policy.Allowed;
import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.decide.Ruling.Order;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A home in which a rule takes a plug or a client for a while, for tests of what goes wrong then.
final class LeasedHome {
    static final DeviceId CLIENT = new DeviceId("client", "02:00:00:00:00:07");
    static final List<Order> SHED = List.of(new Order(new Deed.Shed(Optional.empty()), Home.DEVICE));
    static final List<Order> CUT = List.of(new Order(new Deed.SwitchOff(), Home.DEVICE));
    static final List<Order> KEEP_OUT = List.of(new Order(new Deed.Quarantine(Duration.ofHours(1)), CLIENT));
    static final Action ON = new Action.SwitchOn(Home.RELAY);
    static final Action RELEASE = new Action.Release(Source.whole(CLIENT));

    Home home = Home.settled(policy(true));

    static Policy policy(boolean isAllowed) {
        List<Allowed> allow = List.of(
                new Allowed("shed", "Kettle", Optional.empty()),
                new Allowed("off", "Kettle", Optional.empty()),
                new Allowed("quarantine", Allowed.ANY, Optional.empty()));
        return new Policy(
                Mode.ACT,
                isAllowed ? allow : List.of(),
                100,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofHours(4),
                Duration.ofMinutes(2),
                new Consent(false, Set.of(), Duration.ofMinutes(10)),
                Maintenance.NONE);
    }

    void shed() {
        shedding();
        done();
    }

    void shedding() {
        began("too_much", Home.DEVICE, SHED);
    }

    void keepOut() {
        began("too_much", CLIENT, KEEP_OUT);
    }

    void began(String rule, DeviceId subject, List<Order> orders) {
        says(new RuleEvent.Began(ruling(rule, subject, orders, List.of())));
    }

    void goesOn(DeviceId subject, List<Order> orders) {
        says(new RuleEvent.Continued(ruling("too_much", subject, orders, List.of())));
    }

    /// The rule goes on, but wants the plug no longer.
    void givesBack() {
        says(new RuleEvent.Changed(ruling("too_much", Home.DEVICE, List.of(), List.of(Home.DEVICE))));
    }

    void over(DeviceId subject) {
        says(new RuleEvent.Ended(ruling("too_much", subject, List.of(), List.of())));
    }

    void done() {
        finished(new Outcome.Done("done"));
    }

    /// The newest plan comes to its end.
    void finished(Outcome outcome) {
        finished(home.state.plans().getLast().id(), outcome);
    }

    void finished(String plan, Outcome outcome) {
        home.happens(new Finished(plan, outcome));
    }

    void passes(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            home.passes(Duration.ofMinutes(1));
            home.happens(new Event.Minute());
        }
    }

    void says(boolean isOn) {
        home.happens(new Event.SwitchSeen(Home.RELAY, isOn));
    }

    /// The agent is killed and starts again under this policy, with nothing but what was kept.
    void restarts(Policy policy) {
        Home next = new Home(policy);
        next.state = HomeState.restored(home.state.durable());
        next.now = home.now;
        next.decisions.addAll(home.decisions);
        next.effects.addAll(home.effects);
        home = next;
        home.happens(new Unsettled(Cause.START));
        home.happens(new Event.DoorTried(Door.CLOSED));
    }

    void restarts() {
        restarts(policy(true));
    }

    List<Action> actions() {
        return home.effects.stream()
                .filter(Effect.Run.class::isInstance)
                .map(effect -> ((Effect.Run) effect).plan().action())
                .toList();
    }

    long count(Action action) {
        return actions().stream().filter(action::equals).count();
    }

    long looks() {
        return home.effects.stream().filter(Effect.Look.class::isInstance).count();
    }

    long told(String words) {
        return home.decisions.stream()
                .filter(decision -> decision.why().contains(words))
                .count();
    }

    private void says(RuleEvent said) {
        DeviceView plug = Home.view(Optional.of(Role.MEDIA), false);
        DeviceView client = new DeviceView(
                "phone",
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(60));
        home.happens(new Event.Ruled(said, Map.of(Home.DEVICE, plug, CLIENT, client)));
    }

    private Ruling ruling(String rule, DeviceId subject, List<Order> orders, List<DeviceId> givenBack) {
        return new Ruling(
                rule,
                subject,
                Severity.WARNING,
                orders,
                givenBack,
                true,
                home.now,
                new Evidence(new TreeMap<>()),
                "It is too much.");
    }
}
