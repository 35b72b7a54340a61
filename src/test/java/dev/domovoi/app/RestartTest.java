package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.domovoi.app.bus.Await;
import dev.domovoi.app.history.Past;
import dev.domovoi.decide.Plan;
import dev.domovoi.signal.StreamId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A restart causes nothing, and forgets nothing. Time is moved by hand; the agent, its threads, its store and the
/// broker are real.
///
/// A kill inside one process is played by copying the state directory while the agent runs and putting the copy back
/// after it was closed: what only the clean end would have written is lost, as it is when the power goes.
@Timeout(60)
final class RestartTest {
    private static final String CUTS = "mode: act\nact: {allow: [{action: \"off\", device: heater}], hold: 2m, "
            + "budgets: {plans: 1}, cooldowns: {device: 8h}}";

    @TempDir
    Path folder;

    @Test
    void twentyRestartsCauseNothingAndTheFaultAfterThemIsCutOnce() throws Exception {
        try (LivingHome home = new LivingHome(folder, CUTS)) {
            learn(home);
            home.publish("tele/heater/SENSOR", PastHome.sensor(3400), true);
            for (int restart = 0; restart < 20; restart++) {
                boolean isKilled = restart % 3 == 1;
                run(home, isKilled, 2);
            }
            assertTrue(home.alarmsAndActions.isEmpty(), () -> String.join("; ", home.alarmsAndActions));
            assertEquals(Optional.empty(), home.order(Duration.ZERO));

            home.stuckAtWatts = Optional.of(2_000);
            List<Plan> plans = cutAfterTheHold(home);
            secondFaultIsHeldByTheCooldownOfTheFirst(home, plans);
        }
    }

    private void learn(LivingHome home) throws IOException {
        try (Agent agent = home.agent(Optional.of(PastHome.recording(folder)))) {
            home.minute(agent);
        }
        Past past = Past.in(home.stateDir(), ZoneOffset.UTC, problem -> fail(problem.toString()));
        assertEquals(
                List.of("tasmota:freezer/power", "tasmota:heater/power"),
                past.streams().stream().map(StreamId::toString).toList());
        assertTrue(past.trace(past.streams().getFirst()).orElseThrow().days() > 8.9, "kept for the drill");
    }

    private void run(LivingHome home, boolean isKilled, int minutes) throws IOException {
        Path copy = folder.resolve("copy");
        try (Agent agent = home.agent(Optional.empty())) {
            for (int minute = 0; minute < minutes; minute++) {
                home.minute(agent);
            }
            copy(home.stateDir(), copy);
        }
        if (isKilled) {
            copy(copy, home.stateDir());
        }
    }

    /// The alarm may come once the hold is over and 50 minutes of the last hour are known again.
    private List<Plan> cutAfterTheHold(LivingHome home) throws Exception {
        Path copy = folder.resolve("running");
        List<Plan> plans;
        try (Agent agent = home.agent(Optional.empty())) {
            int minutes = 0;
            while (home.alarmsAndActions.isEmpty() && minutes < 55) {
                home.minute(agent);
                minutes++;
            }
            assertTrue(minutes >= 2, "alarmed within the hold, after " + minutes + " minutes");
            assertEquals(1, agent.vitals().alarms.of("unusual_power", "critical"));
            assertEquals("cmnd/heater/POWER OFF", home.order());
            home.heaterObeys(agent);
            Await.until("the cut is done", LivingHome.LIMIT, () -> isDone(agent));
            plans = agent.state().plans();
            home.minute(agent);
            copy(home.stateDir(), copy);
        }
        copy(copy, home.stateDir());
        return plans;
    }

    private static boolean isDone(Agent agent) {
        return agent.state().plans().stream().map(Plan::progress).toList().equals(List.of(Plan.Progress.DONE));
    }

    private static void secondFaultIsHeldByTheCooldownOfTheFirst(LivingHome home, List<Plan> plans) throws Exception {
        try (Agent agent = home.agent(Optional.empty())) {
            assertEquals(plans, agent.state().plans());
            assertEquals(1, agent.state().incidents().size());
            home.stuckAtWatts = Optional.empty();
            home.heaterIsOn = true;
            pass(home, agent, 240, () -> agent.state().incidents().isEmpty());
            home.stuckAtWatts = Optional.of(2_000);
            pass(home, agent, 60, () -> agent.vitals().actions.of("off", "held", "cooldown") == 1);
            assertEquals(plans, agent.state().plans());
            assertFalse(agent.state().incidents().isEmpty());
        }
        assertEquals(Optional.empty(), home.order(Duration.ZERO));
    }

    private static void pass(LivingHome home, Agent agent, int most, BooleanSupplier isReached) {
        for (int minute = 0; minute < most && !isReached.getAsBoolean(); minute++) {
            home.minute(agent);
        }
        assertTrue(isReached.getAsBoolean(), () -> "not within " + Duration.ofMinutes(most));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var old = Files.list(to)) {
            for (Path file : old.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        try (var files = Files.list(from)) {
            for (Path file : files.filter(file ->
                            Files.isRegularFile(file) && !file.toString().endsWith("-shm"))
                    .toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
