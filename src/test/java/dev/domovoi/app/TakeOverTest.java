package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.ManyPods.Pod;
import dev.domovoi.app.bus.Await;
import dev.domovoi.decide.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Three agents, one API server, one Mosquitto: who leads may be killed, and nothing is alerted or done twice. The
/// home's time is moved by hand; the election runs on the machine's.
@Timeout(240)
final class TakeOverTest {
    private static final Duration WITHIN = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void whenTheLeaderIsKilledAnotherLeadsAndRepeatsNothing() throws Exception {
        try (ManyPods home = new ManyPods(folder)) {
            for (String name : List.of("pod-a", "pod-b", "pod-c")) {
                home.start(name);
            }
            Pod first = home.leader();
            home.minute(first);
            assertOnlyOneShowsDevices(home, first);
            cutOnce(home, first);

            first.kill();
            Await.until("another leads", WITHIN, () -> home.pods.stream().anyMatch(pod -> pod != first && pod.leads()));
            Await.until("the first one knows that it leads no more", WITHIN, () -> !first.leads());
            Pod second = home.leader();
            assertTrue(second.agent.state().hold().isOpen(home.time.instant()), "it begins with a hold");
            assertEquals(
                    List.of(Plan.Progress.MAYBE_DONE),
                    second.agent.state().plans().stream().map(Plan::progress).toList());

            for (int minute = 0; minute < 70; minute++) {
                home.minute(second);
            }
            home.listen(Duration.ofMillis(500));
            assertEquals(
                    2, home.published("alert"), "of what is unusual, and of what came of the cut that was under way");
            assertEquals(1, home.published("act"), "acts");
            assertEquals(List.of("cmnd/heater/POWER OFF"), home.orders);
            assertEquals(1, second.alarms.size(), () -> second.alarms.toString());
            assertTrue(second.alarms.toString().contains("I was stopped before I knew"), second.alarms::toString);
            assertEquals(Map.of(), second.agent.vitals().alarms.counts());
            assertEquals(1, second.agent.state().incidents().size());
            assertOnlyOneShowsDevices(home, second);
        }
    }

    /// The heater is stuck and does not obey: everything speaks for cutting it again.
    private static void cutOnce(ManyPods home, Pod leader) throws InterruptedException {
        home.heaterStuckAtWatts = Optional.of(2_000);
        for (int minute = 0; minute < 70 && home.orders.isEmpty(); minute++) {
            home.minute(leader);
            home.listen(Duration.ofMillis(20));
        }
        Await.until("the order has come", WITHIN, () -> heardAnOrder(home));
        assertEquals(List.of("cmnd/heater/POWER OFF"), home.orders);
        assertEquals(1, leader.agent.vitals().alarms.of("unusual_power", "critical"));
    }

    private static boolean heardAnOrder(ManyPods home) {
        try {
            home.listen(Duration.ofMillis(10));
            return !home.orders.isEmpty();
        } catch (InterruptedException stopping) {
            throw new AssertionError("interrupted", stopping);
        }
    }

    private static void assertOnlyOneShowsDevices(ManyPods home, Pod leader) {
        for (Pod pod : home.pods) {
            String page = pod.page.text();
            boolean leads = pod == leader;
            assertTrue(page.contains("domovoi_leader " + (leads ? "1.0" : "0.0")), () -> pod.name + "\n" + page);
            assertTrue(page.contains("domovoi_broker_connected "), page);
            assertEquals(leads, pod.deviceSeries() > 0, () -> pod.name + "\n" + page);
        }
    }

    @Test
    void aStandbyIsConnectedAliveAndDeafAndALeaderThatStopsHandsOverAtOnce() throws Exception {
        try (ManyPods home = new ManyPods(folder)) {
            Pod first = home.start("pod-a");
            assertEquals(first, home.leader());
            Pod second = home.start("pod-b");
            home.minute(first);
            assertTrue(second.agent.isAlive() && second.agent.isConnected());
            assertEquals(Optional.empty(), second.agent.clusterTrouble());
            assertEquals(0, second.agent.waiting());
            assertEquals(Map.of(), second.agent.vitals().messages.counts());
            assertFalse(second.leads());
            assertTimeout(Duration.ofSeconds(5), first.agent::close);
            Await.until("the other leads", WITHIN, second::leads);
            home.minute(second);
            assertEquals(2, second.agent.devices().all().size());
        }
    }

    @Test
    void aLeaderThatLosesTheApiStandsByAndLeadsAgainWithAHoldWhenItIsBack() throws Exception {
        try (ManyPods home = new ManyPods(folder)) {
            Pod pod = home.start("pod-a");
            assertEquals(pod, home.leader());
            home.minute(pod);
            pod.toServer.hang();
            Await.until("it leads no more", WITHIN, () -> !pod.leads());
            assertEquals(0, pod.deviceSeries());
            assertTrue(pod.agent.isAlive());
            assertTrue(pod.agent.clusterTrouble().isPresent());
            pod.toServer.mend();
            Await.until("it leads again", WITHIN, pod::leads);
            assertTrue(pod.agent.state().hold().isOpen(home.time.instant()));
            Await.until("and is connected", WITHIN, pod.agent::isConnected);
            home.minute(pod);
            assertTrue(pod.alarms.isEmpty());
        }
    }
}
