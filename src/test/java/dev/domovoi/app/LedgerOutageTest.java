package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.bus.Await;
import dev.domovoi.app.store.FullDisk;
import dev.domovoi.app.store.Store.KeptDecision;
import dev.domovoi.decide.Door;
import dev.domovoi.decide.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real agent while its ledger cannot be written: it alarms, acts on nothing, says why by name, and acts again
/// when it can.
@Timeout(300)
final class LedgerOutageTest {
    @TempDir
    Path folder;

    private static long actions(Agent agent, String verdict, String guard) {
        return agent.vitals().actions.of("off", verdict, guard);
    }

    private static void nobodyIsHome(KilledHome home, Agent agent) {
        Await.until(
                "a stranger was turned away",
                KilledHome.LIMIT,
                () -> agent.state().door() == Door.CLOSED);
        KilledHome.again(
                home::tells, () -> !agent.devices().current(home.time.instant()).isEmpty());
        home.pass(agent, 3);
        home.tells();
        home.somebodyIsHome(false);
    }

    @Test
    void aFullDiskAtTheIntentHoldsTheActByNameAndRoomLetsItActAgain() throws Exception {
        try (KilledHome home = new KilledHome(folder, "heater", "switch_off");
                FullDisk disk = new FullDisk(folder.resolve("full.db"));
                Agent agent = home.next(ledger -> new LocalLedger(disk.store()))) {
            disk.store().keep(List.of(), List.of());
            disk.isFull(true);
            nobodyIsHome(home, agent);
            Await.until("it is held", KilledHome.LIMIT, () -> actions(agent, "held", "no_ledger") == 1);
            assertEquals(0, actions(agent, "act", "none"));
            assertEquals(1, agent.vitals().fired.of("leaving", "warning"), "it alarms");
            assertEquals(List.of(), agent.state().plans());
            assertEquals(0, home.orders.size());
            String fault = agent.vitals().fault().orElse("");
            assertTrue(fault.contains(folder.resolve("full.db").toString()), fault);
            assertTrue(fault.endsWith("make room on the disk"), fault);
            home.pass(agent, 20);
            assertEquals(0, home.orders.size());

            disk.isFull(false);
            home.pass(agent, 2);
            assertTrue(
                    agent.vitals().fault().isEmpty(),
                    () -> agent.vitals().fault().toString());
            List<String> kept =
                    disk.store().decisions(2).stream().map(KeptDecision::json).toList();
            assertEquals(2, kept.size(), "what was decided meanwhile is written now");
            assertTrue(kept.getFirst().contains("\"no_ledger\""), kept::toString);
            home.somebodyIsHome(true);
            home.pass(agent, 1);
            home.tells();
            home.somebodyIsHome(false);
            Await.until("it acts", KilledHome.LIMIT, () -> home.count("OFF") == 1);
            Await.until("it is done", KilledHome.LIMIT, () -> isDone(agent));
        }
    }

    private static boolean isDone(Agent agent) {
        return agent.state().plans().stream().map(Plan::progress).toList().equals(List.of(Plan.Progress.DONE));
    }

    @Test
    void aDamagedLedgerIsPutAsideAndActingIsHeldByNameWhileAlarmsGoOn() throws Exception {
        Files.createDirectories(folder.resolve("state"));
        Files.writeString(folder.resolve("state/domovoi.db"), "this is no database at all, ".repeat(100));
        holds("the ledger was damaged");
    }

    @Test
    void aStateDirectoryThatCannotBeMadeHoldsActingByNameWhileAlarmsGoOn() throws Exception {
        Files.writeString(folder.resolve("state"), "a file in its place");
        holds("set state.dir to a directory that may be written");
    }

    private void holds(String remedy) throws Exception {
        try (KilledHome home = new KilledHome(folder, "heater", "switch_off");
                Agent agent = home.next()) {
            String fault = agent.vitals().fault().orElse("");
            assertTrue(fault.contains(remedy), fault);
            nobodyIsHome(home, agent);
            Await.until("it is held", KilledHome.LIMIT, () -> actions(agent, "held", "no_ledger") == 1);
            assertEquals(1, agent.vitals().fired.of("leaving", "warning"));
            assertEquals(0, home.orders.size());
            assertFalse(home.said.isEmpty());
        }
    }
}
