package dev.domovoi.app.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.cluster.LedgerMap.Opened;
import dev.domovoi.app.cluster.LedgerMap.Written;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The ledger that leaders hand on, at a server that refuses what is out of date.
@Timeout(60)
final class LedgerMapTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(400);

    private final ApiServer server = new ApiServer();
    private final KubernetesClient client = server.client();

    @AfterEach
    void end() {
        client.close();
        server.close();
    }

    private LedgerMap ledger(String writer) {
        return ledger(client, writer, LIMIT);
    }

    private static LedgerMap ledger(KubernetesClient client, String writer, Duration limit) {
        return new LedgerMap(client, "home", "hearth-ledger", writer, limit);
    }

    private static List<String> opened(LedgerMap ledger) throws InterruptedException {
        return assertInstanceOf(Opened.Ours.class, ledger.open()).lines();
    }

    private static void assertWritten(Written written) {
        assertInstanceOf(Written.Done.class, written, written::toString);
    }

    @Test
    void whatOneLeaderWroteTheNextOneReads() throws InterruptedException {
        LedgerMap first = ledger("first");
        assertEquals(List.of(), opened(first));
        List<String> lines = List.of("domovoi-decide\t1", "plan\tp-1\ta\\tb", "é ünusual → name");
        assertFalse(first.holds(lines));
        assertWritten(first.write(lines));
        assertTrue(first.holds(lines));
        assertEquals(lines, opened(ledger("second")));
    }

    @Test
    void aLeaderThatLeadsNoMoreIsRefusedFromTheMomentOnThatTheNextOneHasReadIt() throws InterruptedException {
        LedgerMap stale = ledger("stale");
        opened(stale);
        assertWritten(stale.write(List.of("one")));
        LedgerMap next = ledger("next");
        assertEquals(List.of("one"), opened(next));
        Written refused = stale.write(List.of("one", "two"));
        assertTrue(assertInstanceOf(Written.Fenced.class, refused).why().endsWith("is now written by next"));
        assertInstanceOf(Written.Fenced.class, stale.write(List.of("again")));
        assertWritten(next.write(List.of("one", "three")));
        assertEquals(List.of("one", "three"), opened(ledger("last")));
    }

    @Test
    void aWriteThatWasGivenUpButArrivedDoesNotFenceItsWriter() throws InterruptedException {
        LedgerMap ledger = ledger(client, "first", SHORT);
        LedgerMap patient = ledger("first");
        opened(patient);
        assertWritten(patient.write(List.of("warm")));
        opened(ledger);
        server.answers((request, usual) -> ApiServer.isMeant(request, "PUT", "/configmaps")
                ? usual.get().setBodyDelay(Duration.ofSeconds(3))
                : usual.get());
        Written late = ledger.write(List.of("late"));
        assertTrue(assertInstanceOf(Written.Failed.class, late).why().contains("does not answer"));
        server.answersAsUsual();
        Written next = assertInstanceOf(Written.class, ledger.write(List.of("late", "next")));
        assertWritten(next);
        assertEquals(List.of("late", "next"), opened(ledger("second")));
    }

    @Test
    void whatIsForbiddenIsToldWithItsRemedy() throws InterruptedException {
        server.refuses("*", "/configmaps", 403);
        Opened.Forbidden opened =
                assertInstanceOf(Opened.Forbidden.class, ledger("first").open());
        assertTrue(opened.why().contains("forbids it"), opened.why());
        assertTrue(opened.why().endsWith("ask domovoi doctor what the service account lacks"), opened.why());
        server.answersAsUsual();
        LedgerMap ledger = ledger("first");
        opened(ledger);
        server.refuses("PUT", "/configmaps", 403);
        Written.Failed failed = assertInstanceOf(Written.Failed.class, ledger.write(List.of("one")));
        assertTrue(failed.why().contains("forbids it"), failed.why());
        server.answersAsUsual();
        assertWritten(ledger.write(List.of("one")));
    }

    @Test
    void nobodyWaitsLongerThanTheLimit() throws Exception {
        try (Cable cable = new Cable(server.port());
                KubernetesClient hanging = ApiServer.client(cable.port())) {
            LedgerMap ledger = ledger(hanging, "first", Duration.ofSeconds(2));
            opened(ledger);
            cable.hang();
            long begun = System.nanoTime();
            Written.Failed failed = assertInstanceOf(Written.Failed.class, ledger.write(List.of("one")));
            Duration waited = Duration.ofNanos(System.nanoTime() - begun);
            assertTrue(failed.why().contains("does not answer"), failed.why());
            assertTrue(waited.compareTo(Duration.ofSeconds(4)) < 0, waited.toString());
            cable.cut();
            assertInstanceOf(Written.Failed.class, ledger.write(List.of("one")));
            assertInstanceOf(Opened.Away.class, ledger(hanging, "first", LIMIT).open());
            cable.mend();
            assertWritten(ledger.write(List.of("one")));
        }
    }

    @Test
    void somethingElseChangedInTheObjectIsNoOtherLeader() throws InterruptedException {
        LedgerMap ledger = ledger("first");
        opened(ledger);
        client.configMaps().inNamespace("home").withName("hearth-ledger").edit(map -> {
            map.getMetadata().setAnnotations(java.util.Map.of("looked-at", "yes"));
            return map;
        });
        assertWritten(ledger.write(List.of("one")));
    }

    @Test
    void aLedgerThatWasDeletedOrNeverOpenedIsNotWritten() throws InterruptedException {
        assertInstanceOf(Written.Failed.class, ledger("first").write(List.of("one")));
        LedgerMap ledger = ledger("first");
        opened(ledger);
        client.configMaps().inNamespace("home").withName("hearth-ledger").delete();
        assertInstanceOf(Written.Fenced.class, ledger.write(List.of("one")));
    }

    @Test
    void whatDoesNotFitIsNotSent() throws InterruptedException {
        LedgerMap ledger = ledger("first");
        opened(ledger);
        AtomicInteger sent = new AtomicInteger();
        server.answers((request, usual) -> {
            sent.incrementAndGet();
            return usual.get();
        });
        Written.Failed failed =
                assertInstanceOf(Written.Failed.class, ledger.write(List.of("x".repeat(LedgerMap.MOST_BYTES + 1))));
        assertEquals("the ledger would have 900001 bytes, at most 900000", failed.why());
        assertEquals(0, sent.get());
    }

    @Test
    void ofTwoThatOpenItAtTheSameTimeBothHaveReadWhatIsThereAndOneWrites() throws Exception {
        LedgerMap one = ledger("one");
        LedgerMap other = ledger("other");
        Thread racer = Thread.ofVirtual().start(() -> {
            try {
                other.open();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
        opened(one);
        racer.join();
        boolean isOneFenced = one.write(List.of("one")) instanceof Written.Fenced;
        boolean isOtherFenced = other.write(List.of("other")) instanceof Written.Fenced;
        assertTrue(isOneFenced ^ isOtherFenced);
        ConfigMap map = client.configMaps()
                .inNamespace("home")
                .withName("hearth-ledger")
                .get();
        assertEquals(isOneFenced ? "other" : "one", map.getData().get("state"));
    }

    @Test
    void aServerThatStumblesOnceIsAskedAgain() throws InterruptedException, IOException {
        LedgerMap ledger = ledger("first");
        server.refuses("*", "/configmaps", 500);
        Opened.Away away = assertInstanceOf(Opened.Away.class, ledger.open());
        assertTrue(away.why().contains("answers 500"), away.why());
        server.answersAsUsual();
        assertEquals(List.of(), opened(ledger));
    }
}
