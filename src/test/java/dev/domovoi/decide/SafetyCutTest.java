package dev.domovoi.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.decide.Event.Deny;
import dev.domovoi.decide.Event.Feedback;
import dev.domovoi.decide.Event.Finished;
import dev.domovoi.decide.Event.Pause;
import dev.domovoi.decide.Event.Resume;
import dev.domovoi.decide.Event.Scored;
import dev.domovoi.decide.Event.SwitchSeen;
import dev.domovoi.decide.Event.Unsettled;
import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SafetyCutTest {
    private final Home home = Home.settled(Mode.ACT);

    @Test
    void cutsAnOverdrawnHeaterOnceAndSaysSoInOneSentence() {
        for (int i = 0; i < 60; i++) {
            home.overdraws();
            home.passes(Duration.ofMinutes(1));
        }
        assertEquals(List.of("alert", "act"), home.verdicts());
        assertEquals(new Action.SwitchOff(Home.RELAY), home.onlyPlan().action());
        assertEquals(
                "Kettle: the level is rare. Switching it off.",
                home.decisions.getLast().why());
    }

    @Test
    void aLittleMoreThanUsualIsNoReasonToCut() {
        for (double watts : new double[] {151, 169}) {
            home.happens(new Scored(Home.score(home.now, watts, true), Home.heater()));
        }
        assertEquals(List.of("alert"), home.verdicts());
        home.happens(new Scored(Home.score(home.now, 171, true), Home.heater()));
        assertEquals("act", home.verdicts().getLast());
    }

    @Test
    void saysWhatItWouldDoWhenOnlyTheModeStandsInItsWay() {
        Home advised = Home.settled(Mode.ADVISE);
        advised.overdraws();
        advised.overdraws();
        assertEquals(List.of("alert", "would_act:mode"), advised.verdicts());
        assertTrue(
                advised.decisions.getLast().why().endsWith(". I would switch it off, but I am only asked to advise."));
    }

    @Test
    void proposesNothingWhenItIsOnlyAskedToObserve() {
        Home observed = Home.settled(Mode.OBSERVE);
        observed.overdraws();
        assertEquals(List.of("alert"), observed.verdicts());
    }

    @Test
    void namesTheFirstGuardAndKeepsAllOfThem() {
        Home advised = Home.settled(Policy.of(Mode.ADVISE, List.of()));
        advised.happens(new Scored(Home.score(advised.now, 2_870, true), Home.view(Optional.of(Role.HEATER), true)));
        Decision held = advised.decisions.getLast();
        assertEquals(Optional.of("mode"), held.guard());
        assertEquals(Decision.Verdict.HELD, held.verdict());
        assertEquals(
                List.of("mode", "not_allowed", "protected"), held.evidence().guards());
    }

    @Test
    void cutsNothingButAHeaterThatDrawsTooMuchNow() {
        DeviceView heater = Home.heater();
        for (Optional<Role> role :
                List.of(Optional.<Role>empty(), Optional.of(Role.KETTLE), Optional.of(Role.FREEZER))) {
            home.happens(new Scored(Home.score(home.now, 2_870, true), Home.view(role, false)));
        }
        home.happens(new Scored(Home.score(home.now, 90, true), heater));
        home.happens(new Scored(Home.score(home.now, 2_870, true), now(heater, true, 3)));
        home.happens(new Scored(Home.score(home.now, 2_870, true), now(heater, false, 2_870)));
        assertEquals(List.of(), home.state.plans());
        home.happens(new Scored(Home.score(home.now, 2_870, true), now(heater, true, 2_870)));
        assertEquals(1, home.state.plans().size());
    }

    @Test
    void whatAHoldHeldIsToldOnceAndCutWhenTheHoldIsOver() {
        home.happens(new Pause(Optional.empty()));
        home.overdraws();
        home.happens(new Unsettled(Cause.RECONNECT));
        home.happens(new Event.DoorTried(Door.CLOSED));
        home.happens(new Resume());
        for (int i = 0; i < 4; i++) {
            home.overdraws();
            home.passes(Duration.ofSeconds(40));
        }
        assertEquals(List.of("alert", "held:paused", "held:hold", "act"), home.verdicts());
    }

    @Test
    void aPauseEndsByItself() {
        home.happens(new Pause(Optional.of(home.now.plusSeconds(60))));
        home.overdraws();
        home.passes(Duration.ofSeconds(60));
        home.overdraws();
        assertEquals(List.of("alert", "held:paused", "act"), home.verdicts());
    }

    @Test
    void whatAPersonDeniedOrCalledFalseIsNotCutInThatIncident() {
        home.happens(new Pause(Optional.empty()));
        home.overdraws();
        home.happens(new Unsettled(Cause.RECONNECT));
        home.happens(new Event.DoorTried(Door.CLOSED));
        home.happens(new Resume());
        home.overdraws();
        home.happens(new Deny("d-2"));
        home.passes(Duration.ofMinutes(3));
        home.overdraws();
        assertEquals(List.of("alert", "held:paused", "held:hold"), home.verdicts());
        Home judged = Home.settled(Policy.of(Mode.ACT, List.of()));
        judged.overdraws();
        judged.happens(new Feedback("i-1", false));
        judged.overdraws();
        assertEquals(List.of("alert", "held:not_allowed"), judged.verdicts());
    }

    @Test
    void aDoneCutLatchesUntilTheRelayIsSeenOnAgain() {
        home.overdraws();
        home.happens(new Finished("p-1", new Outcome.Done("Kettle is off")));
        assertEquals(List.of(new Latch(Home.RELAY, "p-1")), home.state.latches());
        home.isCalmFor(61);
        home.overdraws();
        assertEquals(List.of("alert", "act", "alert"), home.verdicts());
        home.happens(new SwitchSeen(Home.RELAY, true));
        home.overdraws();
        assertEquals(List.of("alert", "act", "alert", "act"), home.verdicts());
    }

    @Test
    void aPersonWhoSwitchesItOnIsNotOverruledInTheSameIncident() {
        home.overdraws();
        home.happens(new Finished("p-1", new Outcome.Done("Kettle is off")));
        home.happens(new SwitchSeen(Home.RELAY, true));
        home.passes(Duration.ofMinutes(20));
        home.overdraws();
        assertEquals(List.of("alert", "act"), home.verdicts());
    }

    @Test
    void aFailedCutIsToldAndNotRepeated() {
        home.overdraws();
        home.happens(new Finished("p-1", new Outcome.Failed("Kettle says off but still draws 2,850 W.", false)));
        home.passes(Duration.ofMinutes(20));
        home.overdraws();
        assertEquals(List.of("alert", "act", "alert"), home.verdicts());
        assertEquals(
                "Kettle could not be switched off safely: Kettle says off but still draws 2,850 W.",
                home.decisions.getLast().why());
    }

    @Test
    void aCutThatCouldNotBeSentIsTriedAgainAfterTheCooldown() {
        home.overdraws();
        home.happens(new Finished("p-1", new Outcome.Refused("the broker is not connected")));
        home.overdraws();
        home.passes(Duration.ofMinutes(15));
        home.overdraws();
        assertEquals(List.of("alert", "act", "alert", "held:cooldown", "act"), home.verdicts());
    }

    private static DeviceView now(DeviceView view, boolean isOn, double watts) {
        return new DeviceView(
                view.name(),
                view.role(),
                view.isProtected(),
                view.relay(),
                Optional.of(isOn),
                Optional.of(watts),
                view.reportingPeriod());
    }

    @Test
    void aSecondPauseNeverShortensTheFirst() {
        home.happens(new Pause(Optional.empty()));
        home.happens(new Pause(Optional.of(home.now)));
        assertTrue(home.state.isPaused(home.now.plusSeconds(1)));
    }
}
