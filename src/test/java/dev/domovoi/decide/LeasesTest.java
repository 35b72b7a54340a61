package dev.domovoi.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What is taken for a while is given back: when its reason is over, when its time is, after a restart, by a person.
final class LeasesTest {
    private static final DeviceId CLIENT = new DeviceId("client", "02:00:00:00:00:07");
    private static final List<Order> SHED = List.of(new Order(new Deed.Shed(Optional.empty()), Home.DEVICE));
    private static final List<Order> KEEP_OUT = List.of(new Order(new Deed.Quarantine(Duration.ofHours(1)), CLIENT));

    private Home home = Home.settled(Policy.of(
            Mode.ACT,
            List.of(
                    new Allowed("shed", "Kettle", Optional.empty()),
                    new Allowed("quarantine", Allowed.ANY, Optional.empty()))));
    private Role role = Role.MEDIA;
    private Optional<Boolean> isOn = Optional.of(true);

    @Test
    void aPlugIsSwitchedOnAgainWhenTheRuleIsOver() {
        shed();
        passes(30);
        over(Home.DEVICE);
        assertEquals(List.of(new Action.Shed(Home.RELAY), new Action.SwitchOn(Home.RELAY)), actions());
        assertEquals(
                "Kettle: too_much asks for it no longer: switching it on again.",
                home.decisions.getLast().why());
        done("p-2");
        assertEquals(List.of(), home.state.leases());
        passes(600);
        assertEquals(2, actions().size());
    }

    @Test
    void theLeaseStandsInTheStateBeforeThePlugIsAsked() {
        Step step = began(Home.DEVICE, SHED);
        assertEquals(1, step.state().leases().size());
        assertTrue(step.effects().stream().anyMatch(Effect.Run.class::isInstance));
        assertEquals(step.state().leases(), restored(step.state()).leases());
    }

    @Test
    void itIsGivenBackAtItsTimeWhereItsRuleIsNotHeardAnyMore() {
        shed();
        passes(239);
        assertEquals(1, actions().size());
        passes(1);
        assertEquals(new Action.SwitchOn(Home.RELAY), actions().getLast());
    }

    @Test
    void itLastsAsLongAsItsRule() {
        shed();
        for (int hour = 0; hour < 12; hour++) {
            passes(60);
            goesOn(Home.DEVICE, SHED);
        }
        assertEquals(List.of(new Action.Shed(Home.RELAY)), actions());
    }

    @Test
    void itIsGivenBackAfterARestartAlsoDuringItsHoldAndAPause() {
        shed();
        passes(200);
        home.state = restored(home.state);
        home.happens(new Event.Pause(Optional.empty()));
        passes(60);
        home.happens(new Unsettled(Cause.START));
        home.happens(new Event.DoorTried(Door.CLOSED));
        home.happens(new Event.Minute());
        assertEquals(new Action.SwitchOn(Home.RELAY), actions().getLast());
    }

    @Test
    void whatWasBeingGivenBackWhenTheAgentStoppedIsGivenBackAgain() {
        shed();
        passes(300);
        assertEquals(2, actions().size());
        home.state = restored(home.state);
        home.happens(new Unsettled(Cause.START));
        home.happens(new Event.DoorTried(Door.CLOSED));
        passes(2);
        assertEquals(new Action.SwitchOn(Home.RELAY), actions().getLast());
        assertEquals(3, actions().size());
    }

    @Test
    void whatWasBeingTakenWhenTheAgentStoppedIsGivenBackAndNotLatched() {
        began(Home.DEVICE, SHED);
        home.state = restored(home.state);
        assertEquals(List.of(), home.state.latches());
        passes(1);
        home.happens(new Unsettled(Cause.START));
        home.happens(new Event.DoorTried(Door.CLOSED));
        over(Home.DEVICE);
        assertEquals(new Action.SwitchOn(Home.RELAY), actions().getLast());
    }

    @Test
    void whatHeatsOrTurnsIsLeftToAPerson() {
        role = Role.DRYER;
        shed();
        over(Home.DEVICE);
        assertEquals(List.of(new Action.Shed(Home.RELAY)), actions());
        assertEquals(Decision.Verdict.ALERT, home.decisions.getLast().verdict());
        assertTrue(home.decisions.getLast().why().contains("I leave that to you"));
        assertTrue(home.state.isLatched(Home.RELAY));
        assertEquals(List.of(), home.state.leases());
    }

    @Test
    void whatIsOffIsNotTakenAndWhatMayHaveBeenOffIsNotSwitchedOn() {
        isOn = Optional.of(false);
        began(Home.DEVICE, SHED);
        assertEquals(List.of(), actions());
        assertEquals(List.of("alert"), home.verdicts());
        isOn = Optional.empty();
        goesOn(Home.DEVICE, SHED);
        done("p-1");
        over(Home.DEVICE);
        assertEquals(List.of(new Action.Shed(Home.RELAY)), actions());
        assertTrue(home.state.isLatched(Home.RELAY));
    }

    @Test
    void aLatchIsNotUndone() {
        shed();
        home.state = home.state.withLatches(List.of(new Latch(Home.RELAY, "p-9")));
        over(Home.DEVICE);
        assertEquals(List.of(new Action.Shed(Home.RELAY)), actions());
        assertEquals(List.of(), home.state.leases());
    }

    @Test
    void aPersonWhoSwitchesItOnKeepsIt() {
        shed();
        home.happens(new Event.SwitchSeen(Home.RELAY, true));
        assertEquals(List.of(), home.state.leases());
        passes(30);
        goesOn(Home.DEVICE, SHED);
        over(Home.DEVICE);
        assertEquals(1, actions().size());
    }

    @Test
    void aDenialAndAFalseAlarmGiveItBack() {
        for (Event said : List.of(new Event.Deny("i-1"), new Event.Feedback("i-1", false))) {
            home = Home.settled(Policy.of(Mode.ACT, List.of(new Allowed("shed", "Kettle", Optional.empty()))));
            shed();
            home.happens(said);
            passes(1);
            assertEquals(new Action.SwitchOn(Home.RELAY), actions().getLast());
            done("p-2");
            passes(60);
            goesOn(Home.DEVICE, SHED);
            assertEquals(2, actions().size());
        }
    }

    @Test
    void releaseGivesEverythingBackAndTakesNothingAgain() {
        shed();
        keepOut();
        home.happens(new Event.ReleaseAll());
        assertEquals(
                List.of(new Action.SwitchOn(Home.RELAY), new Action.Release(Source.whole(CLIENT))),
                actions().subList(2, 4));
        done("p-3");
        done("p-4");
        assertEquals(List.of(), home.state.leases());
        passes(60);
        goesOn(Home.DEVICE, SHED);
        goesOn(CLIENT, KEEP_OUT);
        assertEquals(4, actions().size());
    }

    @Test
    void whatCannotBeGivenBackIsToldOnceAndTriedForGood() {
        shed();
        over(Home.DEVICE);
        for (int attempt = 2; attempt < 9; attempt++) {
            home.happens(new Finished("p-" + attempt, new Outcome.Failed("it is silent", true)));
            assertEquals(1, home.state.leases().size());
            passes(61);
        }
        assertEquals(
                8, actions().stream().filter(Action.SwitchOn.class::isInstance).count());
        assertEquals(
                1,
                home.decisions.stream()
                        .filter(decision -> decision.why().contains("could not be given back"))
                        .count());
    }

    @Test
    void nothingTakenIsNothingToGiveBack() {
        began(Home.DEVICE, SHED);
        home.happens(new Finished("p-1", new Outcome.Refused("the broker is away")));
        assertEquals(List.of(), home.state.leases());
        over(Home.DEVICE);
        assertEquals(1, actions().size());
    }

    @Test
    void whatMayHaveBeenTakenIsGivenBack() {
        began(Home.DEVICE, SHED);
        home.happens(new Finished("p-1", new Outcome.Failed("no word", false)));
        over(Home.DEVICE);
        assertEquals(new Action.SwitchOn(Home.RELAY), actions().getLast());
    }

    @Test
    void aClientIsLetInAgainWhenTheRuleIsOver() {
        keepOut();
        passes(10);
        over(CLIENT);
        assertEquals(new Action.Release(Source.whole(CLIENT)), actions().getLast());
        done("p-2");
        assertEquals(List.of(), home.state.leases());
    }

    @Test
    void theRouterEndsAQuarantineByItself() {
        keepOut();
        passes(60);
        assertEquals(1, actions().size());
        assertEquals(List.of(), home.state.leases());
    }

    @Test
    void aQuarantineIsRenewedWhileItsReasonGoesOnPastBudgetAndCooldownOnly() {
        keepOut();
        passes(40);
        goesOn(CLIENT, KEEP_OUT);
        assertEquals(1, actions().size());
        passes(6);
        goesOn(CLIENT, KEEP_OUT);
        assertEquals(2, actions().size());
        assertEquals(
                new Action.Quarantine(Source.whole(CLIENT), Duration.ofHours(1)),
                actions().getLast());
        done("p-2");
        home.happens(new Event.Pause(Optional.empty()));
        passes(50);
        goesOn(CLIENT, KEEP_OUT);
        assertEquals(2, actions().size());
    }

    private void shed() {
        began(Home.DEVICE, SHED);
        done("p-1");
    }

    private void keepOut() {
        began(CLIENT, KEEP_OUT);
        done(home.state.leases().getLast().plan());
    }

    private Step began(DeviceId subject, List<Order> orders) {
        return home.happens(ruled(new RuleEvent.Began(ruling(subject, orders))));
    }

    private void goesOn(DeviceId subject, List<Order> orders) {
        home.happens(ruled(new RuleEvent.Continued(ruling(subject, orders))));
    }

    private void over(DeviceId subject) {
        home.happens(ruled(new RuleEvent.Ended(ruling(subject, List.of()))));
    }

    private void done(String plan) {
        home.happens(new Finished(plan, new Outcome.Done("done")));
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

    private static HomeState restored(HomeState state) {
        return HomeState.restored(state.durable());
    }

    private Event ruled(RuleEvent said) {
        DeviceView client = new DeviceView(
                "phone",
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(60));
        return new Event.Ruled(said, Map.of(Home.DEVICE, plug(), CLIENT, client));
    }

    private DeviceView plug() {
        DeviceView on = Home.view(Optional.of(role), false);
        return new DeviceView(on.name(), on.role(), false, on.relay(), isOn, Optional.empty(), on.reportingPeriod());
    }

    private Ruling ruling(DeviceId subject, List<Order> orders) {
        return new Ruling(
                "too_much",
                subject,
                Severity.WARNING,
                orders,
                List.of(),
                true,
                home.now,
                new Evidence(new TreeMap<>()),
                "It is too much.");
    }
}
