package dev.domovoi.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.decide.Event.Finished;
import dev.domovoi.decide.Policy.Allowed;
import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.decide.Ruling.Order;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A shed plug with a timer of its own is told again before the timer ends.
final class RenewalTest {
    private static final Duration LEASE = Duration.ofHours(4);
    private static final Action TIMED = new Action.Shed(Home.RELAY, Optional.of(LEASE.plus(Leases.OWN_TIMER_LATER)));

    private Home home = Home.settled(Policy.of(Mode.ACT, List.of(new Allowed("shed", "Kettle", Optional.empty()))));
    private Role role = Role.MEDIA;
    private Optional<Boolean> isOn = Optional.of(true);

    @Test
    void theTimerIsALittleLongerThanTheLeaseAndStoredWithIt() {
        shed();
        Lease lease = home.state.leases().getFirst();
        assertEquals(TIMED, lease.taken());
        assertEquals(home.now.plus(LEASE), lease.until());
        HomeState restored = HomeState.restored(home.state.durable());
        assertEquals(TIMED, restored.leases().getFirst().taken());
        assertEquals(TIMED, restored.plans().getFirst().action());
    }

    @Test
    void whatOnlyPeopleMaySwitchOnGetsNone() {
        isOn = Optional.empty();
        shed();
        assertEquals(List.of(new Action.Shed(Home.RELAY)), actions());
    }

    @Test
    void whatHeatsGetsNone() {
        role = Role.HEATER;
        shed();
        assertEquals(List.of(new Action.Shed(Home.RELAY)), actions());
    }

    @Test
    void theLeaseGoesOnOnceThePlugHasConfirmed() {
        shed();
        passes(121);
        goesOn();
        assertEquals(List.of(TIMED, TIMED), actions());
        Instant told = home.now;
        assertEquals(1, home.state.leases().size());
        assertEquals(told.minus(Duration.ofMinutes(121)).plus(LEASE), until());
        end("p-2", new Outcome.Done("off"));
        assertEquals(told.plus(LEASE), until());
        goesOn();
        assertEquals(2, actions().size());
    }

    @Test
    void aRenewalThatFailsIsTriedAgainAfterARestAndTheLeaseIsNotLonger() {
        shed();
        Instant until = until();
        passes(121);
        goesOn();
        end("p-2", new Outcome.Refused("no broker"));
        passes(29);
        goesOn();
        assertEquals(2, actions().size());
        assertEquals(until, until());
        passes(1);
        goesOn();
        assertEquals(3, actions().size());
    }

    @Test
    void whatIsBeingToldAgainIsGivenBackAfterwards() {
        shed();
        passes(121);
        goesOn();
        home.happens(ruled(new RuleEvent.Ended(ruling())));
        assertEquals(List.of(TIMED, TIMED), actions());
        end("p-2", new Outcome.Done("off"));
        passes(1);
        assertEquals(new Action.SwitchOn(Home.RELAY), actions().getLast());
    }

    @Test
    void whatIsBeingToldAgainIsGivenBackAfterwardsAlsoWhileItsRuleGoesOn() {
        shed();
        passes(121);
        goesOn();
        home.happens(ruled(new RuleEvent.Changed(ruling("too_much", List.of(), List.of(Home.DEVICE)))));
        assertEquals(List.of(TIMED, TIMED), actions());
        end("p-2", new Outcome.Done("off"));
        passes(1);
        assertEquals(new Action.SwitchOn(Home.RELAY), actions().getLast());
    }

    @Test
    void whatWasCutMeanwhileIsNotToldToComeBackByItself() {
        home = Home.settled(LeasedHome.policy(true));
        shed();
        home.happens(ruled(new RuleEvent.Began(ruling("leak", LeasedHome.CUT, List.of()))));
        end("p-2", new Outcome.Done("off"));
        passes(121);
        goesOn();
        assertEquals(List.of(TIMED, new Action.SwitchOff(Home.RELAY)), actions());
    }

    @Test
    void whatIsNowDeclaredToHeatIsToldToStayOffWithoutItsTimer() {
        shed();
        home.state = home.state.declared(device -> Optional.of(Role.HEATER));
        passes(1);
        saysOff();
        assertEquals(List.of(TIMED, new Action.Shed(Home.RELAY)), actions());
        saysOff();
        end("p-2", new Outcome.Refused("no broker"));
        saysOff();
        assertEquals(2, actions().size());
        passes(1);
        saysOff();
        end("p-3", new Outcome.Done("off"));
        passes(120);
        saysOff();
        goesOn();
        assertEquals(3, actions().size());
        assertEquals(new Action.Shed(Home.RELAY), actions().getLast());
        assertEquals(actions().getLast(), home.state.leases().getFirst().taken());
    }

    @Test
    void whatIsNowDeclaredToHeatIsLeftToAPersonOnceItsTimerIsNoMore() {
        shed();
        home.state = home.state.declared(device -> Optional.of(Role.HEATER));
        passes(121);
        goesOn();
        assertEquals(List.of(TIMED), actions());
        home.happens(ruled(new RuleEvent.Ended(ruling())));
        passes(1);
        assertEquals(1, home.state.leases().size());
        saysOff();
        end("p-2", new Outcome.Done("off"));
        passes(1);
        assertEquals(List.of(TIMED, new Action.Shed(Home.RELAY)), actions());
        assertEquals(List.of(), home.state.leases());
        assertEquals(true, home.state.isLatched(Home.RELAY));
    }

    @Test
    void whatIsNowDeclaredToHeatAndSaysNothingIsLeftToAPersonAfterItsTimer() {
        shed();
        home.state = home.state.declared(device -> Optional.of(Role.HEATER));
        passes(244);
        assertEquals(1, home.state.leases().size());
        passes(1);
        assertEquals(List.of(), home.state.leases());
        assertEquals(List.of(TIMED), actions());
    }

    private void saysOff() {
        home.happens(new Event.SwitchSeen(Home.RELAY, false));
    }

    private void shed() {
        home.happens(ruled(new RuleEvent.Began(ruling())));
        end("p-1", new Outcome.Done("off"));
        isOn = Optional.of(false);
    }

    private void goesOn() {
        home.happens(ruled(new RuleEvent.Continued(ruling())));
    }

    private void end(String plan, Outcome outcome) {
        home.happens(new Finished(plan, outcome));
    }

    private Instant until() {
        return home.state.leases().getFirst().until();
    }

    private void passes(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            home.passes(Duration.ofMinutes(1));
            home.happens(new Event.Minute());
        }
    }

    private List<Action> actions() {
        return home.effects.stream()
                .filter(Effect.Run.class::isInstance)
                .map(effect -> ((Effect.Run) effect).plan().action())
                .toList();
    }

    private Event ruled(RuleEvent said) {
        DeviceView on = Home.view(Optional.of(role), false);
        return new Event.Ruled(
                said,
                Map.of(
                        Home.DEVICE,
                        new DeviceView(
                                on.name(),
                                on.role(),
                                false,
                                on.relay(),
                                isOn,
                                Optional.empty(),
                                on.reportingPeriod(),
                                true,
                                on.supply(),
                                on.looks())));
    }

    private Ruling ruling() {
        return ruling("too_much", LeasedHome.SHED, List.of());
    }

    private Ruling ruling(String rule, List<Order> orders, List<DeviceId> givenBack) {
        return new Ruling(
                rule,
                Home.DEVICE,
                Severity.WARNING,
                orders,
                givenBack,
                true,
                home.now,
                new Evidence(new TreeMap<>()),
                "It is too much.");
    }
}
