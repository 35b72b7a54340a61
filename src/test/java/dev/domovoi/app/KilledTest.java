package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.bus.Await;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Plan;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The agent is killed, as a process, before it has written that it gives back what it took, and after it has written
/// that it did: the next one gives it back once.
@Timeout(300)
final class KilledTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_INTENT", "OUTCOME_WRITTEN"})
    void whatWasBeingGivenBackIsNotSwitchedOnTwice(FaultPoint point) throws Exception {
        try (KilledHome home = new KilledHome(folder, "media", "shed")) {
            home.kill(point, "on");
            assertEquals(
                    point == FaultPoint.OUTCOME_WRITTEN ? 0 : 1,
                    home.left().leases().size());
            assertEquals(1, home.count("OFF"));
            try (Agent agent = home.next()) {
                isLookedAt(home, agent);
                home.pass(agent, 3);
                home.somebodyIsHome(true);
                isGivenBackOnce(home, agent, 1);
            }
        }
    }

    private static void isGivenBackOnce(KilledHome home, Agent agent, long times) {
        Await.until("it is on", KilledHome.LIMIT, () -> home.isOn);
        Await.until(
                "nothing is taken",
                KilledHome.LIMIT,
                () -> agent.state().leases().isEmpty());
        home.pass(agent, 30);
        assertEquals(times, home.count("ON"), home.orders::toString);
        assertEquals(times, home.count("OFF"), home.orders::toString);
        assertTrue(home.isOn);
    }

    /// Only its way of being switched is known, so it is asked.
    private static void isLookedAt(KilledHome home, Agent agent) {
        boolean isUnsure = agent.state().plans().stream().anyMatch(plan -> plan.progress() == Plan.Progress.MAYBE_DONE);
        int asked = home.questions.size();
        KilledHome.again(
                () -> home.publish("tele/lamp/SENSOR", PastHome.sensor(0), false),
                () -> !agent.devices().current(home.time.instant()).isEmpty());
        home.pass(agent, 1);
        if (isUnsure) {
            Await.until("it is asked", KilledHome.LIMIT, () -> home.questions.size() > asked);
            Await.until("its word is taken", KilledHome.LIMIT, () -> isSettled(agent.state()));
        } else {
            home.tells();
        }
    }

    private static boolean isSettled(HomeState state) {
        return state.plans().stream()
                .noneMatch(plan ->
                        plan.progress() == Plan.Progress.MAYBE_DONE || plan.progress() == Plan.Progress.RUNNING);
    }
}
