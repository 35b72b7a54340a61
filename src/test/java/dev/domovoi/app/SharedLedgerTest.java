package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.bus.Await;
import dev.domovoi.app.cluster.ApiServer;
import dev.domovoi.app.cluster.Cable;
import dev.domovoi.app.cluster.Cluster;
import dev.domovoi.app.cluster.Term;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.store.Store;
import dev.domovoi.app.store.StoreException;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.HomeDecider;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Policy;
import dev.domovoi.decide.Policy.Mode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A leader's ledger: its own store and the cluster's, of which the second decides whether something may be done.
@Timeout(60)
final class SharedLedgerTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final ApiServer server = new ApiServer();
    private Cable cable;
    private Cluster cluster;
    private Store store;

    @BeforeEach
    void lead() throws IOException {
        cable = new Cable(server.port());
        cluster = join(cable.port());
        cluster.start(() -> {});
        Await.until("it leads", LIMIT, () -> cluster.term().isPresent());
        store = Store.open(folder);
    }

    @AfterEach
    void end() throws IOException {
        store.close();
        cluster.close();
        cable.close();
        server.close();
    }

    private static Cluster join(int port) {
        AgentConfig.Cluster config = new AgentConfig.Cluster(
                "hearth", "home", "pod", Duration.ofSeconds(9), Duration.ofSeconds(6), Duration.ofSeconds(1), false);
        return Cluster.join(
                config, ApiServer.client(port), TimeSource.ofMachine(), new SplittableRandom(port), news -> {});
    }

    private Term term() {
        return cluster.term().orElseThrow();
    }

    private SharedLedger opened() throws InterruptedException {
        SharedLedger.Opening opening =
                SharedLedger.open(new LocalLedger(store), cluster.ledger(), term(), InstantSource.fixed(NOW));
        return assertInstanceOf(SharedLedger.Opening.Opened.class, opening).ledger();
    }

    private static HomeState paused() {
        return new HomeDecider(Policy.of(Mode.ACT, List.of()))
                .decide(HomeState.empty(), new Event.Pause(Optional.empty()), NOW)
                .state();
    }

    @Test
    void whatOnePodKeptTheNextLeaderKnowsWhateverItsOwnStoreSays() throws InterruptedException {
        assertEquals(Optional.empty(), opened().keep(paused(), List.of()));
        store.keep(HomeState.empty().durable(), List.of());
        assertTrue(opened().restored().isPaused(NOW));
    }

    @Test
    void aPodWhoseOwnStoreFailsStillHandsOnWhatItDecided() throws InterruptedException {
        SharedLedger ledger = opened();
        store.close();
        assertThrows(StoreException.class, () -> ledger.keep(paused(), List.of()));
        store = Store.open(folder.resolve("of-the-next-pod"));
        assertTrue(opened().restored().isPaused(NOW));
    }

    @Test
    void thePodThatFirstJoinsAClusterBringsWhatItKnew() throws InterruptedException {
        store.keep(paused().durable(), List.of());
        assertTrue(opened().restored().isPaused(NOW));
    }

    @Test
    void aLeaderWhoseLedgerAnotherHasOpenedLeadsNoMore() throws InterruptedException {
        Term term = term();
        SharedLedger stale = opened();
        SharedLedger next = opened();
        String why = stale.keep(paused(), List.of()).orElse("");
        assertTrue(why.contains("is now written by"), why);
        assertFalse(term.isHeld(), "it must not go on acting");
        assertTrue(HomeState.restored(store.home()).isPaused(NOW), "its own store has it all the same");
        assertEquals(Optional.of("another pod may lead by now"), next.keep(paused(), List.of()));
    }

    @Test
    void whileTheApiIsAwayEachStateIsKeptHereAndNothingMayBeDone() throws Exception {
        SharedLedger ledger = opened();
        cable.cut();
        String why = ledger.keep(paused(), List.of()).orElse("");
        assertTrue(why.contains("the Kubernetes API does not answer"), why);
        assertEquals(Optional.of(why), ledger.trouble());
        assertTrue(HomeState.restored(store.home()).isPaused(NOW));
        cable.mend();
        assertEquals(Optional.empty(), ledger.keep(paused(), List.of()));
        assertEquals(Optional.empty(), ledger.trouble());
    }

    @Test
    void aLedgerOfANewerVersionIsNotOverwrittenAndNothingMayBeDone() throws InterruptedException {
        opened();
        try (KubernetesClient admin = server.client()) {
            admin.configMaps()
                    .inNamespace("home")
                    .withName("hearth" + Cluster.LEDGER)
                    .edit(map -> {
                        map.setData(Map.of("state", "domovoi-decide\t99", "writer", "somebody"));
                        return map;
                    });
            SharedLedger ledger = opened();
            String why = ledger.keep(paused(), List.of()).orElse("");
            assertTrue(why.startsWith("the cluster's ledger cannot be read: stored state must begin with"), why);
            assertEquals(
                    "domovoi-decide\t99",
                    admin.configMaps()
                            .inNamespace("home")
                            .withName("hearth" + Cluster.LEDGER)
                            .get()
                            .getData()
                            .get("state"));
        }
    }

    @Test
    void ageingIsWrittenOnlyWhereSomethingChanged() throws InterruptedException {
        SharedLedger ledger = opened();
        assertEquals(Optional.empty(), ledger.keep(paused(), List.of()));
        cable.cut();
        ledger.age(paused());
        assertEquals(Optional.empty(), ledger.trouble(), "nothing was sent");
    }
}
