package dev.domovoi.decide;

import dev.domovoi.decide.Event.Scored;
import dev.domovoi.decide.Event.Unsettled;
import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.decide.Policy.Allowed;
import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.Score.Expected;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A home in which things happen one after the other, for tests.
final class Home {
    static final Instant NOON = Instant.parse("2026-01-10T12:00:00Z");
    static final DeviceId DEVICE = new DeviceId("tasmota", "kettle");
    static final Source METER = Source.whole(DEVICE);
    static final Source RELAY = new Source(DEVICE, "1");
    static final List<Allowed> ALLOWED = List.of(new Allowed("off", "Kettle", Optional.empty()));

    final List<Decision> decisions = new ArrayList<>();
    final List<Effect> effects = new ArrayList<>();
    private final Decider decider;
    HomeState state = HomeState.empty();
    Instant now = NOON;

    Home(Policy policy) {
        decider = new HomeDecider(policy);
    }

    /// A home that has started and whose first hold is over.
    static Home settled(Mode mode) {
        return settled(Policy.of(mode, ALLOWED));
    }

    static Home settled(Policy policy) {
        Home home = new Home(policy);
        home.happens(new Unsettled(Cause.START));
        home.happens(new Event.DoorTried(Door.CLOSED));
        home.passes(Duration.ofMinutes(3));
        return home;
    }

    Step happens(Event event) {
        Step step = decider.decide(state, event, now);
        state = step.state();
        decisions.addAll(step.decisions());
        effects.addAll(step.effects());
        return step;
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    /// The kettle draws far too much, by a reading that has just come.
    Step overdraws() {
        return happens(new Scored(score(now, 2_870, true), heater()));
    }

    Step isCalm() {
        return happens(new Scored(score(now, 40, false), heater()));
    }

    /// Minute by minute, with a calm score each.
    void isCalmFor(int minutes) {
        for (int i = 0; i < minutes; i++) {
            passes(Duration.ofMinutes(1));
            isCalm();
            happens(new Event.Minute());
        }
    }

    List<String> verdicts() {
        return decisions.stream()
                .map(decision -> decision.verdict().word()
                        + decision.guard().map(guard -> ":" + guard).orElse(""))
                .toList();
    }

    Plan onlyPlan() {
        return effects.stream()
                .mapMulti((Effect effect, java.util.function.Consumer<Plan> plans) -> {
                    if (effect instanceof Effect.Run run) {
                        plans.accept(run.plan());
                    }
                })
                .reduce((one, other) -> {
                    throw new AssertionError("two plans: " + one + " and " + other);
                })
                .orElseThrow();
    }

    static Score score(Instant measuredAt, double watts, boolean alarms) {
        return score(METER, measuredAt, watts, alarms);
    }

    static Score score(Source meter, Instant measuredAt, double watts, boolean alarms) {
        return new Score(
                new StreamId(meter, Quantity.POWER),
                measuredAt,
                watts,
                new Expected(0, 20, 150),
                alarms ? 1e-6 : 0.5,
                alarms ? 13.8 : 0.7,
                alarms,
                measuredAt,
                measuredAt,
                "the level is rare.");
    }

    static DeviceView heater() {
        return view(Optional.of(Role.HEATER), false);
    }

    static DeviceView supplied(DeviceView view, Supply supply) {
        return new DeviceView(
                view.name(),
                view.role(),
                view.isProtected(),
                view.relay(),
                view.isOn(),
                view.wattsNow(),
                view.reportingPeriod(),
                view.hasOwnTimer(),
                supply,
                view.looks());
    }

    static DeviceView view(Optional<Role> role, boolean isProtected) {
        return new DeviceView(
                "Kettle",
                role,
                isProtected,
                Optional.of(RELAY),
                Optional.of(true),
                Optional.empty(),
                Duration.ofSeconds(60));
    }
}
