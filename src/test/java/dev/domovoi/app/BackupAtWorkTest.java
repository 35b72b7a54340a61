package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.backup.Backup;
import dev.domovoi.app.backup.Restore;
import dev.domovoi.app.bus.Await;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.app.web.ServedSite;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A backup is made of an agent at work, and another start goes on from it. Time is moved by hand; the agent, its
/// store, its site and the broker are real.
@Timeout(60)
final class BackupAtWorkTest {
    private static final String CUTS =
            "mode: act\nact: {allow: [{action: \"off\", device: heater}], hold: 2m, budgets: {plans: 1}}";

    @TempDir
    Path folder;

    private AgentConfig seenFromBeside(LivingHome home, int port) throws IOException {
        Path file = Files.writeString(
                folder.resolve("beside.yaml"),
                "state: {dir: \"" + home.stateDir() + "\"}\nweb: {listen: 127.0.0.1, port: " + port + "}\n");
        return ConfigReader.read(Optional.of(file), Map.of());
    }

    @Test
    void incidentsLatchesAndBudgetsStandAfterARestore() throws Exception {
        Path zip = folder.resolve("backup.zip");
        try (LivingHome home = new LivingHome(folder, CUTS)) {
            HomeState backedUp;
            try (Agent agent = home.agent(Optional.of(PastHome.recording(folder)));
                    ServedSite site = new ServedSite(agent, InstantSource.system())) {
                backedUp = cut(home, agent);
                AgentConfig beside = seenFromBeside(home, site.port());
                Backup.Ended.Made made = assertInstanceOf(
                        Backup.Ended.Made.class, new Backup(beside).make(zip, false, true, home.time.instant()));
                assertTrue(made.sentences().getFirst().contains("the store has schema"), made::toString);
                Restore.Ended.Refused told = assertInstanceOf(
                        Restore.Ended.Refused.class, new Restore(beside).put(zip, home.time.instant()));
                assertTrue(told.why().contains("an agent is at work"), told.why());
                agent.ask(new dev.domovoi.decide.Event.Pause(Optional.empty()));
                Await.until("it pauses", LivingHome.LIMIT, () -> agent.state().isPaused(home.time.instant()));
            }
            try (Stream<Path> left = Files.list(home.stateDir())) {
                assertEquals(
                        List.of(),
                        left.filter(file -> file.toString().contains("backup-")).toList());
            }
            AgentConfig stopped = seenFromBeside(home, 0);
            assertInstanceOf(Restore.Ended.Restored.class, new Restore(stopped).put(zip, home.time.instant()));
            goesOnFrom(backedUp, home);
        }
    }

    private static HomeState cut(LivingHome home, Agent agent) throws InterruptedException {
        home.stuckAtWatts = Optional.of(2_000);
        for (int minute = 0; home.alarmsAndActions.isEmpty() && minute < 60; minute++) {
            home.minute(agent);
        }
        assertEquals("cmnd/heater/POWER OFF", home.order());
        home.heaterObeys(agent);
        Await.until(
                "the cut is done",
                LivingHome.LIMIT,
                () -> agent.state().plans().stream()
                        .map(Plan::progress)
                        .toList()
                        .equals(List.of(Plan.Progress.DONE)));
        home.minute(agent);
        return agent.state();
    }

    private static void goesOnFrom(HomeState backedUp, LivingHome home) {
        try (Agent agent = home.agent(Optional.empty())) {
            HomeState restored = agent.state();
            assertFalse(restored.isPaused(home.time.instant()), "that was after the backup");
            assertEquals(backedUp.plans(), restored.plans());
            assertEquals(backedUp.latches(), restored.latches());
            assertEquals(
                    backedUp.incidents().stream()
                            .map(incident -> incident.id() + incident.cut())
                            .toList(),
                    restored.incidents().stream()
                            .map(incident -> incident.id() + incident.cut())
                            .toList());
            assertEquals(1, restored.plans().size());
            home.minute(agent);
        }
        try {
            assertEquals(Optional.empty(), home.order(Duration.ZERO));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
