package dev.domovoi.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.decide.Event.Finished;
import dev.domovoi.decide.Event.Pause;
import dev.domovoi.decide.Event.Unsettled;
import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HomeStateTest {
    @Test
    void comesBackEqualFromItsLines() {
        Home home = Home.settled(Mode.ACT);
        home.happens(new Pause(Optional.empty()));
        home.overdraws();
        home.happens(new Event.Feedback("i-1", true));
        HomeState back = HomeState.restored(home.state.durable());
        assertEquals(home.state.with(Hold.BEFORE_START).with(Door.UNKNOWN), back, "the door is tried anew");
        assertEquals(Optional.of(Instant.MAX), back.pausedUntil());
    }

    @Test
    void hidesWhatWouldBreakALine() {
        String odd = "a\tb\\n\n\r\\";
        Incident incident = new Incident(
                "i-1",
                Home.DEVICE,
                "Kettle",
                "unusual_power",
                Severity.INFO,
                Home.NOON,
                Home.NOON,
                Home.NOON,
                odd,
                new Cut.Denied(),
                Optional.empty());
        HomeState state = HomeState.empty().withIncidents(List.of(incident));
        assertEquals(state, HomeState.restored(state.durable()));
        assertTrue(state.durable().stream().allMatch(line -> line.lines().count() == 1));
    }

    @Test
    void aPlanWhoseEndIsUnknownIsSpentAndNeverRepeated() {
        Home home = Home.settled(Mode.ACT);
        home.overdraws();
        home.state = HomeState.restored(home.state.durable());
        assertEquals(Plan.Progress.MAYBE_DONE, home.state.plans().getFirst().progress());
        home.happens(new Unsettled(Cause.START));
        home.happens(new Event.DoorTried(Door.CLOSED));
        home.happens(new Finished("p-1", new Outcome.Refused("late")));
        home.passes(Duration.ofMinutes(30));
        home.happens(new Event.SwitchSeen(Home.RELAY, true));
        home.overdraws();
        assertEquals(List.of("alert", "act", "alert"), home.verdicts(), "only told that it is on");
    }

    @Test
    void budgetAndCooldownSurviveARestart() {
        Home home = Home.settled(new Policy(
                Mode.ACT,
                Home.ALLOWED,
                1,
                Duration.ofMinutes(15),
                Duration.ofMinutes(30),
                Duration.ofHours(4),
                Duration.ZERO));
        home.overdraws();
        home.happens(new Finished("p-1", new Outcome.Refused("not connected")));
        home.state = HomeState.restored(home.state.durable());
        home.happens(new Unsettled(Cause.START));
        home.happens(new Event.DoorTried(Door.CLOSED));
        home.passes(Duration.ofMinutes(10));
        home.overdraws();
        assertEquals(
                List.of("budget", "cooldown"),
                home.decisions.getLast().evidence().guards());
    }

    @Test
    void aRestartOpensAHoldUntilItIsSaidToHaveStarted() {
        HomeState back = HomeState.restored(HomeState.empty().durable());
        assertTrue(back.hold().isOpen(Home.NOON.plus(Duration.ofDays(1_000))));
    }

    @Test
    void refusesLinesItCannotReadAndNamesThem() {
        List<String> unknown = List.of("domovoi-decide\t3");
        assertThrows(IllegalArgumentException.class, () -> HomeState.restored(unknown));
        for (String line : List.of(
                "latch\ttasmota", "paused\tsoon", "counters\t1\t2\tx\t4", "wish\t1", "plan\t\t\t\t", "lease\tp-1")) {
            List<String> lines = List.of("domovoi-decide\t1", line);
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> HomeState.restored(lines));
            assertTrue(String.valueOf(refused.getMessage()).contains(line), refused.toString());
        }
    }

    @Test
    void whatIsHandedOnHoldsThePlansThatStillCountTheNewestFirstToStay() {
        List<Plan> plans = new ArrayList<>();
        plans.add(plan(0, Home.NOON.minus(Duration.ofDays(9)), Plan.Progress.DONE));
        plans.add(plan(1, Home.NOON.minus(Duration.ofDays(9)), Plan.Progress.RUNNING));
        plans.add(plan(2, Home.NOON.minus(Duration.ofDays(1)), Plan.Progress.FAILED));
        plans.add(plan(3, Home.NOON.plus(Duration.ofDays(1)), Plan.Progress.DONE));
        HomeState state = HomeState.empty().withPlans(plans);
        assertEquals(plans.subList(1, 4), state.essential(Home.NOON).plans());
        assertEquals(state.withPlans(List.of()), state.essential(Home.NOON).withPlans(List.of()));
        for (int number = 4; number < 2_010; number++) {
            plans.add(plan(number, Home.NOON, Plan.Progress.DONE));
        }
        List<Plan> kept =
                HomeState.empty().withPlans(plans).essential(Home.NOON).plans();
        assertEquals(2_000, kept.size());
        assertEquals("p-2009", kept.getLast().id());
    }

    private static Plan plan(int number, Instant at, Plan.Progress progress) {
        return new Plan("p-" + number, "i-1", "d-1", new Action.SwitchOff(Home.RELAY), at, progress);
    }

    @Test
    void theDoorIsUnknownAgainAfterAnythingThatMayBringAnotherBroker() {
        for (Cause cause : Cause.values()) {
            Home home = Home.settled(Mode.ACT);
            home.happens(new Unsettled(cause));
            boolean isSame = cause == Cause.CLOCK_JUMP || cause == Cause.RELOAD;
            assertEquals(isSame ? Door.CLOSED : Door.UNKNOWN, home.state.door(), cause.name());
        }
        Home home = Home.settled(Mode.ACT);
        home.happens(new Event.DoorTried(Door.OPEN));
        home.overdraws();
        assertEquals(List.of("alert", "held:open_broker"), home.verdicts(), "alarms go on");
        home.happens(new Event.DoorTried(Door.CLOSED));
        home.passes(Duration.ofMinutes(1));
        home.overdraws();
        assertEquals("act", home.verdicts().getLast());
    }
}
