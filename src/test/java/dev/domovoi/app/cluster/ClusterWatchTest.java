package dev.domovoi.app.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.TimeSource;
import dev.domovoi.app.bus.Await;
import dev.domovoi.observe.Decoded.Learned;
import dev.domovoi.observe.Decoded.Understood;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Observation.Status;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Nodes and pods watched at a server that goes away, refuses and forgets.
@Timeout(90)
final class ClusterWatchTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration REPEATED = Duration.ofMillis(200);

    private final ApiServer server = new ApiServer();
    private final KubernetesClient admin = server.client();
    private final Queue<String> news = new ConcurrentLinkedQueue<>();
    private final Map<String, Boolean> told = new ConcurrentHashMap<>();
    private final AtomicInteger tellings = new AtomicInteger();
    private Cable cable;
    private KubernetesClient client;
    private ClusterWatch watch;

    @BeforeEach
    void begin() throws IOException {
        cable = new Cable(server.port());
        client = ApiServer.client(cable.port());
        watch = new ClusterWatch(client, TimeSource.ofMachine(), this::take, news::add, REPEATED);
    }

    @AfterEach
    void end() throws IOException {
        watch.close();
        client.close();
        cable.close();
        admin.close();
        server.close();
    }

    private void take(Understood understood, Instant at) {
        for (Observation observation : understood.observations()) {
            if (observation instanceof Status status) {
                tellings.incrementAndGet();
                told.put(status.source() + " " + status.condition().word(), status.holds());
            }
        }
        for (Learned learned : understood.learned()) {
            if (learned instanceof Learned.Gone gone) {
                told.keySet().removeIf(said -> said.startsWith(gone.device() + " "));
            }
        }
    }

    private static Node node(String name, String ready, boolean isCordoned) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withUnschedulable(isCordoned ? true : null)
                .endSpec()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready)
                .endCondition()
                .addNewCondition()
                .withType("DiskPressure")
                .withStatus(ready.equals("Unknown") ? "Unknown" : "False")
                .endCondition()
                .addNewCondition()
                .withType("SomethingNew")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();
    }

    private static Pod pod(String name, String ownerKind, String owner, String reason) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("media")
                .addToLabels("pod-template-hash", "5d8f")
                .addNewOwnerReference()
                .withKind(ownerKind)
                .withName(owner)
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withNewStatus()
                .addNewContainerStatus()
                .withNewState()
                .withNewWaiting()
                .withReason(reason)
                .endWaiting()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private void awaitTold(String what, boolean holds) {
        Await.until(what + " is " + holds, LIMIT, () -> Boolean.valueOf(holds).equals(told.get(what)));
    }

    @Test
    void nodesAreToldAsTheyAreAndAsTheyChangeUntilTheyAreGone() {
        admin.resource(node("pi4", "True", false)).create();
        admin.resource(node("pi5", "Unknown", true)).create();
        watch.start();
        awaitTold("node:pi4 ready", true);
        awaitTold("node:pi4 disk_pressure", false);
        awaitTold("node:pi4 cordoned", false);
        awaitTold("node:pi5 ready", false);
        awaitTold("node:pi5 cordoned", true);
        assertFalse(told.containsKey("node:pi5 disk_pressure"), "nothing is known of it");
        assertEquals(5, told.size(), told.toString());

        admin.resource(node("pi4", "False", true)).update();
        awaitTold("node:pi4 ready", false);
        awaitTold("node:pi4 cordoned", true);
        admin.nodes().withName("pi5").delete();
        Await.until("pi5 is gone", LIMIT, () -> !told.containsKey("node:pi5 ready"));
    }

    @Test
    void crashingPodsAreToldUnderTheirWorkloadAndWellOnesNotAtAll() {
        admin.resource(pod("jelly-5d8f-x1", "ReplicaSet", "jelly-5d8f", "CrashLoopBackOff"))
                .create();
        admin.resource(pod("backup-28912345-z", "Job", "backup-28912345", "CrashLoopBackOff"))
                .create();
        admin.resource(pod("dns-abc", "DaemonSet", "dns", "ContainerCreating")).create();
        watch.start();
        awaitTold("pod:media/jelly crash_looping", true);
        awaitTold("pod:media/backup crash_looping", true);
        assertEquals(2, told.size(), told.toString());
        admin.resource(pod("dns-abc", "DaemonSet", "dns", "CrashLoopBackOff")).update();
        awaitTold("pod:media/dns crash_looping", true);
    }

    @Test
    void aLoopEndsTenMinutesAfterItWasLastSeenAndIsForgottenAnHourLater() {
        Workloads workloads = new Workloads();
        Instant now = Instant.parse("2026-11-25T10:00:00Z");
        List<GenericKubernetesResource> crashing =
                List.of(kept(pod("jelly-5d8f-x1", "ReplicaSet", "jelly-5d8f", "CrashLoopBackOff")));
        assertTrue(workloads.statuses(crashing, now).getFirst().holds());
        assertTrue(
                workloads.statuses(List.of(), now.plusSeconds(599)).getFirst().holds());
        assertFalse(
                workloads.statuses(List.of(), now.plusSeconds(600)).getFirst().holds());
        assertEquals(List.of(), workloads.statuses(List.of(), now.plusSeconds(4_200)));
    }

    @Test
    void everythingIsToldAgainAndAgainWhileTheWatchIsSoundAndOnlyThen() {
        admin.resource(node("pi4", "True", false)).create();
        watch.start();
        awaitTold("node:pi4 ready", true);
        int before = tellings.get();
        Await.until("it is repeated", LIMIT, () -> tellings.get() > before + 9);
        cable.cut();
        assertQuiet();
        admin.resource(node("pi4", "False", false)).update();
        cable.mend();
        awaitTold("node:pi4 ready", false);
    }

    @Test
    void aServerThatHangsIsNoReasonToTellOldThingsAnew() {
        admin.resource(node("pi4", "True", false)).create();
        watch.start();
        awaitTold("node:pi4 ready", true);
        cable.hang();
        assertQuiet();
        int before = tellings.get();
        Await.until("it has said so", LIMIT, () -> news.toString().contains("nodes cannot be watched"));
        assertQuiet();
        assertEquals(before, tellings.get());
        admin.resource(node("pi4", "False", false)).update();
        cable.mend();
        awaitTold("node:pi4 ready", false);
    }

    /// Nothing is told for as long as several repetitions would take.
    private void assertQuiet() {
        AtomicInteger looks = new AtomicInteger();
        long end = System.nanoTime() + REPEATED.toNanos() * 5;
        AtomicInteger last = new AtomicInteger(tellings.get());
        Await.until("it is quiet", LIMIT, () -> {
            int now = tellings.get();
            boolean isSame = last.getAndSet(now) == now;
            looks.set(isSame ? looks.get() + 1 : 0);
            return looks.get() > 1_500 && System.nanoTime() > end;
        });
    }

    @Test
    void aWatchThatEndsIsBegunAnewAndMissesNothing() {
        admin.resource(node("pi4", "True", false)).create();
        watch.start();
        awaitTold("node:pi4 ready", true);
        for (int restart = 0; restart < 3; restart++) {
            boolean isCordoned = restart % 2 == 0;
            cable.cut();
            admin.resource(node("pi4", "True", isCordoned)).update();
            cable.mend();
            awaitTold("node:pi4 cordoned", isCordoned);
        }
    }

    @Test
    void whoMayNotListSaysSoAndGoesOnAskingUntilItMay() {
        admin.resource(node("pi4", "True", false)).create();
        server.refuses("GET", "/nodes", 403);
        watch.start();
        Await.until("it says so", LIMIT, () -> news.toString().contains("nodes cannot be watched"));
        assertTrue(news.toString().contains("forbids it"), news.toString());
        assertTrue(told.isEmpty());
        server.answersAsUsual();
        awaitTold("node:pi4 ready", true);
    }

    @Test
    void whoMayListButNotWatchTellsNothingThatItCannotKeepTrue() {
        admin.resource(node("pi4", "True", false)).create();
        server.answers((request, usual) -> ApiServer.isMeant(request, "GET", "/nodes")
                        && String.valueOf(request.getPath()).contains("watch=true")
                ? ApiServer.refusal(403, "watch")
                : usual.get());
        watch.start();
        Await.until("it says so", LIMIT, () -> news.toString().contains("nodes cannot be watched"));
        assertQuiet();
        server.answersAsUsual();
        awaitTold("node:pi4 ready", true);
    }

    @Test
    void aVersionThatIsGoneIsListedAnew() {
        admin.resource(node("pi4", "True", false)).create();
        watch.start();
        awaitTold("node:pi4 ready", true);
        AtomicInteger gone = new AtomicInteger();
        server.answers((request, usual) -> ApiServer.isMeant(request, "GET", "/nodes")
                        && String.valueOf(request.getPath()).contains("watch=true")
                        && gone.getAndIncrement() < 2
                ? ApiServer.refusal(410, "such version")
                : usual.get());
        cable.cut();
        admin.resource(node("pi4", "False", false)).update();
        cable.mend();
        awaitTold("node:pi4 ready", false);
        assertTrue(gone.get() > 2, "it was told once that the version is gone, and asked again");
    }

    @Test
    void aServerThatFailsAndAnswersNonsenseIsOutlived() {
        admin.resource(node("pi4", "True", false)).create();
        AtomicInteger failures = new AtomicInteger();
        server.answers((request, usual) -> {
            int number = ApiServer.isMeant(request, "GET", "/nodes") ? failures.getAndIncrement() : 99;
            return switch (number) {
                case 0 -> ApiServer.refusal(500, "nodes");
                case 1 -> ApiServer.refusal(409, "nodes");
                case 2 -> new MockResponse().setResponseCode(200).setBody("{\"items\":");
                default -> usual.get();
            };
        });
        watch.start();
        awaitTold("node:pi4 ready", true);
    }

    @Test
    void aWatchThatHearsNothingAnyMoreIsNoticedAndBegunAnew() {
        admin.resource(node("pi4", "True", false)).create();
        server.answers(
                (request, usual) -> String.valueOf(request.getPath()).contains("watch=true") ? deaf() : usual.get());
        watch.start();
        awaitTold("node:pi4 ready", true);
        admin.resource(node("pi4", "False", false)).update();
        Await.until("it is noticed", LIMIT, () -> news.toString().contains("gone deaf"));
        server.answersAsUsual();
        awaitTold("node:pi4 ready", false);
    }

    /// Opens the watch and never says a word in it.
    private static MockResponse deaf() {
        return new MockResponse().withWebSocketUpgrade(new WebSocketListener() {});
    }

    @Test
    void ofAPodThatIsWellLittleIsKept() {
        Pod whole = new PodBuilder(pod("jelly-5d8f-x1", "ReplicaSet", "jelly-5d8f", "ContainerCreating"))
                .editMetadata()
                .addToAnnotations("long", "x".repeat(10_000))
                .endMetadata()
                .withNewSpec()
                .withNodeName("pi4")
                .endSpec()
                .build();
        GenericKubernetesResource kept = kept(whole);
        assertEquals(Map.of(), kept.getMetadata().getAnnotations());
        assertEquals(Map.of(), kept.getAdditionalProperties());
        assertEquals("jelly-5d8f-x1", kept.getMetadata().getName());
    }

    /// The object as an informer would have it in memory.
    private static GenericKubernetesResource kept(Pod pod) {
        KubernetesSerialization json = new KubernetesSerialization();
        Slim memory = Slim.Kind.pods().memory();
        memory.put("key", json.unmarshal(json.asJson(pod), GenericKubernetesResource.class));
        return memory.get("key");
    }
}
