package dev.domovoi.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.decide.Deed.SwitchOff;
import dev.domovoi.decide.Event.Unsettled;
import dev.domovoi.decide.Event.Unsettled.Cause;
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

/// What the household's rules lead to.
final class RulingsTest {
    private static final List<Order> CUT = List.of(new Order(new SwitchOff(), Home.DEVICE));

    private final Home home = Home.settled(Mode.ACT);

    @Test
    void aRuleThatBeginsIsToldOnceAndOpensAnIncidentOfItsName() {
        home.happens(began(List.of()));
        home.passes(Duration.ofMinutes(15));
        home.happens(ruled(new RuleEvent.Continued(ruling(List.of(), true, home.now))));
        assertEquals(List.of("alert"), home.verdicts());
        Incident incident = home.state.incidents().getFirst();
        assertEquals("stuck_on", incident.kind());
        assertEquals("Kettle", incident.name());
        assertEquals(Severity.WARNING, incident.severity());
        assertEquals("It is stuck.", home.decisions.getFirst().why());
    }

    @Test
    void itIsOverWhenTheRuleSaysSoAndNotBefore() {
        home.happens(began(List.of()));
        for (int quarter = 0; quarter < 8; quarter++) {
            home.passes(Duration.ofMinutes(15));
            home.happens(ruled(new RuleEvent.Continued(ruling(List.of(), true, home.now))));
            home.happens(new Event.Minute());
            assertEquals(1, home.state.incidents().size());
        }
        home.happens(ruled(new RuleEvent.Ended(ruling(List.of(), true, home.now))));
        assertEquals(List.of(), home.state.incidents());
        assertTrue(home.effects.getLast() instanceof Effect.Clear);
    }

    @Test
    void switchesOffOnceWhereEveryGuardLetsIt() {
        home.happens(began(CUT));
        home.passes(Duration.ofMinutes(20));
        home.happens(ruled(new RuleEvent.Continued(ruling(CUT, true, home.now))));
        assertEquals(List.of("alert", "act"), home.verdicts());
        assertEquals(new Action.SwitchOff(Home.RELAY), home.onlyPlan().action());
        assertEquals("It is stuck. Switching it off.", home.decisions.getLast().why());
    }

    @Test
    void aFailedPlanIsToldUnderTheRulesName() {
        home.happens(began(CUT));
        home.happens(new Event.Finished(home.onlyPlan().id(), new Outcome.Failed("it still draws", false)));
        assertEquals("stuck_on", home.decisions.getLast().rule());
    }

    @Test
    void saysWhatItWouldDoWhereOnlyTheModeStandsInItsWay() {
        Home advised = Home.settled(Mode.ADVISE);
        advised.happens(ruled(new RuleEvent.Began(ruling(CUT, true, advised.now))));
        advised.happens(ruled(new RuleEvent.Continued(ruling(CUT, true, advised.now))));
        assertEquals(List.of("alert", "would_act:mode"), advised.verdicts());
        assertEquals(
                "It is stuck. I would switch it off, but I am only asked to advise.",
                advised.decisions.getLast().why());
        Home observed = Home.settled(Mode.OBSERVE);
        observed.happens(ruled(new RuleEvent.Began(ruling(CUT, true, observed.now))));
        assertEquals(List.of("alert"), observed.verdicts());
    }

    @Test
    void waitsForTheSecondSignalAndActsOnceItHasCome() {
        home.happens(ruled(new RuleEvent.Began(ruling(CUT, false, home.now))));
        assertEquals(List.of("alert", "held:corroboration"), home.verdicts());
        home.happens(ruled(new RuleEvent.Changed(ruling(CUT, true, home.now))));
        assertEquals("act", home.verdicts().getLast());
    }

    @Test
    void whatNothingCanDoIsHeldAndSaid() {
        List<Order> cordon = List.of(new Order(new Deed.Cordon(), Home.DEVICE));
        home.happens(ruled(new RuleEvent.Began(ruling(cordon, true, home.now))));
        Decision held = home.decisions.getLast();
        assertEquals(Decision.Verdict.HELD, held.verdict());
        assertEquals(List.of("not_allowed", "no_actuator"), held.evidence().guards());
        assertEquals(Optional.empty(), held.action());
        assertTrue(held.why().contains("I would close it to new pods, but"), held.why());
    }

    @Test
    void whatFeedsSomethingVitalIsHeldAndItsChainNamed() {
        Supply chain = new Supply(Optional.of("Kettle powers Strip, which powers the router"), List.of());
        DeviceView plug = Home.supplied(Home.heater(), chain);
        home.happens(new Event.Ruled(new RuleEvent.Began(ruling(CUT, true, home.now)), Map.of(Home.DEVICE, plug)));
        assertEquals(List.of("alert", "held:lockout"), home.verdicts());
        Decision held = home.decisions.getLast();
        assertEquals(chain.lifeline(), held.evidence().word("lockout"));
        assertTrue(held.why().endsWith("but it feeds or is something that the home cannot do without."), held.why());
    }

    @Test
    void whatHangsOnAPlugWithAnIncidentSaysToWhichItBelongs() {
        home.happens(began(List.of()));
        DeviceId lamp = new DeviceId("tasmota", "lamp");
        DeviceView fed = Home.supplied(
                Home.view(Optional.of(Role.LIGHT), false), new Supply(Optional.empty(), List.of("Kettle")));
        Ruling silent = new Ruling(
                "silent",
                lamp,
                Severity.WARNING,
                List.of(),
                List.of(),
                true,
                home.now,
                new Evidence(new TreeMap<>()),
                "Nothing is heard of it.");
        home.happens(new Event.Ruled(new RuleEvent.Began(silent), Map.of(lamp, fed)));
        assertEquals(Optional.of("i-1"), home.decisions.getLast().evidence().word("part_of"));
        assertEquals(Optional.empty(), home.decisions.getFirst().evidence().word("part_of"));
    }

    @Test
    void whereOnePartOfAPlanIsStoppedNothingIsDone() {
        List<Order> both = List.of(CUT.getFirst(), new Order(new Deed.Cordon(), new DeviceId("node", "pi4")));
        home.happens(ruled(new RuleEvent.Began(ruling(both, true, home.now))));
        assertEquals(List.of("alert", "held:not_allowed", "held:not_allowed"), home.verdicts());
    }

    @Test
    void nothingBeginsDuringAHoldOrByOldEvidenceAndWhatGoesOnIsToldAfterIt() {
        home.happens(new Unsettled(Cause.RECONNECT));
        home.happens(began(CUT));
        assertEquals(List.of(), home.verdicts());
        Instant during = home.now.minusSeconds(1);
        home.happens(new Event.DoorTried(Door.CLOSED));
        home.passes(Duration.ofMinutes(3));
        home.happens(ruled(new RuleEvent.Continued(ruling(CUT, true, during))));
        assertEquals(List.of(), home.verdicts());
        home.happens(ruled(new RuleEvent.Continued(ruling(CUT, true, home.now))));
        assertEquals(List.of("alert", "act"), home.verdicts());
    }

    @Test
    void whatAPersonForbadeOrCalledFalseIsNotDone() {
        home.happens(began(List.of()));
        home.happens(new Event.Deny("i-1"));
        home.happens(ruled(new RuleEvent.Changed(ruling(CUT, true, home.now))));
        assertEquals(List.of("alert"), home.verdicts());
        Home other = Home.settled(Mode.ACT);
        other.happens(ruled(new RuleEvent.Began(ruling(List.of(), true, other.now))));
        other.happens(new Event.Feedback("i-1", false));
        other.happens(ruled(new RuleEvent.Changed(ruling(CUT, true, other.now))));
        assertEquals(List.of("alert"), other.verdicts());
    }

    @Test
    void anIncidentOfARuleOutlivesARestart() {
        home.happens(began(CUT));
        assertEquals(
                home.state.incidents(), HomeState.restored(home.state.durable()).incidents());
    }

    private Event began(List<Order> orders) {
        return ruled(new RuleEvent.Began(ruling(orders, true, home.now)));
    }

    private static Event ruled(RuleEvent said) {
        return new Event.Ruled(said, Map.of(Home.DEVICE, Home.heater()));
    }

    private static Ruling ruling(List<Order> orders, boolean isCorroborated, Instant measuredAt) {
        return new Ruling(
                "stuck_on",
                Home.DEVICE,
                Severity.WARNING,
                orders,
                List.of(),
                isCorroborated,
                measuredAt,
                new Evidence(new TreeMap<>()),
                "It is stuck.");
    }
}
