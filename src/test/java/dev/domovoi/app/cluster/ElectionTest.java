package dev.domovoi.app.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.bus.Await;
import dev.domovoi.app.cluster.Pods.Pod;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Several pods stand for one Lease at a server that refuses what is out of date, with true clocks, cables and
/// time-outs.
@Timeout(120)
final class ElectionTest {
    private static final Duration LIMIT = Pods.LIMIT;
    private static final Duration DURATION = Duration.ofSeconds(6);
    private static final Duration RENEW = Duration.ofSeconds(4);
    private static final Duration RETRY = Duration.ofMillis(250);

    private final ApiServer server = new ApiServer();
    private final KubernetesClient admin = server.client();
    private final Pods pods = new Pods(server, DURATION, RENEW, RETRY);

    @AfterEach
    void end() throws IOException {
        server.answersAsUsual();
        pods.close();
        admin.close();
        server.close();
    }

    private Lease lease() {
        return admin.leases().inNamespace("home").withName("hearth").get();
    }

    private String holder() {
        return Optional.ofNullable(lease()).flatMap(LeaseSeat::holder).orElse("nobody");
    }

    @Test
    void ofManyThatSeeAFreeLeaseOneLeadsAndTheOthersSayWhomTheyStandBehind() throws IOException {
        for (int number = 0; number < 6; number++) {
            pods.join("pod-" + number);
        }
        Pod leader = pods.leader();
        assertTrue(holder().startsWith(leader.name + "_"), holder());
        for (Pod pod : pods.all) {
            if (pod != leader) {
                Await.until(
                        pod.name + " stands by",
                        LIMIT,
                        () -> pod.news.toString().contains(leader.name));
            }
        }
        assertEquals(1, pods.leading());
        assertEquals(0, lease().getSpec().getLeaseTransitions());
    }

    @Test
    void aCleanStopLeavesTheLeaseFreeAndTheNextOneNeedNotWait() throws IOException {
        try (Pods patient = new Pods(server, Duration.ofHours(2), Duration.ofHours(1), RETRY)) {
            Pod first = patient.join("first");
            assertEquals(first, patient.leader());
            Pod second = patient.join("second");
            Await.until("second stands by", LIMIT, () -> second.news.toString().contains("first"));
            first.cluster.close();
            assertFalse(first.leads());
            Await.until("second leads", LIMIT, second::leads);
            assertEquals(1, lease().getSpec().getLeaseTransitions());
        }
    }

    @Test
    void whoeverIsKilledIsFollowedWhenItsLeaseHasRunOut() throws IOException {
        Pod first = pods.join("first");
        assertEquals(first, pods.leader());
        Pod second = pods.join("second");
        first.cable.cut();
        Await.until("second leads", LIMIT, second::leads);
        assertFalse(first.leads());
        assertTrue(holder().startsWith("second_"));
    }

    @Test
    void withoutTheApiTheLeaderGivesUpBeforeItsLeaseEnds() throws IOException {
        Pod first = pods.join("first");
        assertEquals(first, pods.leader());
        Pod second = pods.join("second");
        Await.until("second stands by", LIMIT, () -> second.news.toString().contains("first"));
        first.cable.cut();
        Await.until("first has given up", LIMIT, () -> !first.leads());
        assertTrue(holder().startsWith("first_"), "its Lease has not ended yet");
        Instant renewed = lease().getSpec().getRenewTime().toInstant();
        assertTrue(Instant.now().isBefore(renewed.plus(DURATION)), "it gave up only after its Lease had ended");
        Await.until("it says why", LIMIT, () -> first.news.toString().contains("could not be renewed for 4 s"));
        Await.until("second leads", LIMIT, second::leads);
        first.cable.mend();
        Await.until("first stands by", LIMIT, () -> first.news.toString().contains("second"));
        assertEquals(1, pods.leading());
    }

    @Test
    void aRenewalThatHangsEndsTheTermJustTheSame() throws IOException {
        Pod first = pods.join("first");
        Term term = pods.leader().term();
        first.cable.hang();
        Await.until("the term is over", LIMIT, () -> !term.isHeld());
        first.cable.mend();
        Await.until("leads again, in another term", LIMIT, first::leads);
        assertFalse(term.isHeld(), "a term that is over has come back");
    }

    @Test
    void aProcessThatStoodStillOrAMachineThatSleptKnowsAtOnceThatItLeadsNoMore() throws IOException {
        Pod pod = pods.join("first");
        Term paused = pods.leader().term();
        pod.clocks.pause(DURATION);
        assertFalse(paused.isHeld(), "no thread need look first");
        Await.until("leads again", LIMIT, pod::leads);
        Term asleep = pod.term();
        pod.clocks.setWall(Duration.ofHours(1));
        assertFalse(asleep.isHeld());
        Await.until("leads again", LIMIT, pod::leads);
    }

    @Test
    void aWallClockThatIsSetBackDoesNotLengthenATerm() throws IOException {
        Pod pod = pods.join("first");
        Term term = pods.leader().term();
        pod.clocks.setWall(Duration.ofHours(-1));
        assertTrue(term.isHeld());
        pod.cable.cut();
        Await.until("the term is over", LIMIT, () -> !term.isHeld());
    }

    @Test
    void theClocksOfOthersDoNotMatter() throws IOException {
        Pod late = pods.join("late", Duration.ofDays(-1));
        assertEquals(late, pods.leader());
        Pod early = pods.join("early", Duration.ofDays(1));
        Await.until("early stands by", LIMIT, () -> early.news.toString().contains("late"));
        Instant begun = lease().getSpec().getRenewTime().toInstant();
        Await.until(
                "it was renewed for longer than it lasts",
                LIMIT,
                () -> lease().getSpec().getRenewTime().toInstant().isAfter(begun.plus(DURATION)));
        assertEquals(0, lease().getSpec().getLeaseTransitions());
        assertFalse(early.leads());
    }

    @Test
    void whoeverIsForbiddenTheLeaseSaysSoAndLeadsWhenItIsAllowed() throws IOException {
        server.refuses("*", "/leases", 403);
        Pod pod = pods.join("first");
        Await.until("says so", LIMIT, () -> pod.cluster.trouble().isPresent());
        assertTrue(
                pod.cluster.trouble().orElse("").contains("forbids it"),
                pod.cluster.trouble().orElse(""));
        assertFalse(pod.leads());
        server.answersAsUsual();
        Await.until("leads", LIMIT, pod::leads);
        assertEquals(Optional.empty(), pod.cluster.trouble());
    }

    @Test
    void aFewRefusedRenewalsCostNothing() throws IOException {
        Pod pod = pods.join("first");
        Term term = pods.leader().term();
        AtomicInteger refused = new AtomicInteger();
        server.answers((request, usual) -> ApiServer.isMeant(request, "PUT", "/leases") && refused.get() < 3
                ? ApiServer.refusal(500 + refused.getAndIncrement(), "lease")
                : usual.get());
        Await.until("three were refused", LIMIT, () -> refused.get() == 3);
        Await.until("all is well again", LIMIT, () -> pod.cluster.trouble().isEmpty());
        assertTrue(term.isHeld());
    }

    @Test
    void aLeaseThatSomebodyTouchedIsStillOursAndOneThatSomebodyTookIsNot() throws IOException {
        Pod pod = pods.join("first");
        Term term = pods.leader().term();
        admin.leases()
                .inNamespace("home")
                .withName("hearth")
                .edit(lease -> new LeaseBuilder(lease)
                        .editMetadata()
                        .addToAnnotations("looked-at", "yes")
                        .endMetadata()
                        .build());
        Instant touched = Instant.now();
        Await.until(
                "it was renewed",
                LIMIT,
                () -> lease().getSpec().getRenewTime().toInstant().isAfter(touched));
        assertTrue(term.isHeld());
        admin.leases()
                .inNamespace("home")
                .withName("hearth")
                .edit(lease -> new LeaseBuilder(lease)
                        .editSpec()
                        .withHolderIdentity("somebody")
                        .withRenewTime(Instant.now().atZone(ZoneOffset.UTC))
                        .endSpec()
                        .build());
        Await.until("it noticed", LIMIT, () -> pod.news.toString().contains("the Lease is held by somebody"));
        assertFalse(term.isHeld());
    }

    @Test
    void aLeaseThatSaysNothingIsFree() throws IOException {
        admin.resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withNamespace("home")
                        .withName("hearth")
                        .endMetadata()
                        .build())
                .create();
        Pod pod = pods.join("first");
        assertEquals(pod, pods.leader());
    }

    @Test
    void aLeaseThatIsDeletedEndsTheTerm() throws IOException {
        Pod pod = pods.join("first");
        Term term = pods.leader().term();
        admin.leases().inNamespace("home").withName("hearth").delete();
        Await.until("noticed", LIMIT, () -> !term.isHeld());
        Await.until("leads anew", LIMIT, pod::leads);
        assertTrue(pod.news.toString().contains("the Lease was deleted"), pod.news.toString());
    }

    @Test
    void neverDoTwoLeadWhateverHappensToTheirCables() throws Exception {
        List<Pod> all = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            all.add(pods.join("pod-" + number));
        }
        ConcurrentLinkedQueue<String> doubled = new ConcurrentLinkedQueue<>();
        Set<String> led = new TreeSet<>();
        Thread looker = Thread.ofPlatform().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                List<String> leaders =
                        all.stream().filter(Pod::leads).map(pod -> pod.name).toList();
                led.addAll(leaders);
                if (leaders.size() > 1) {
                    doubled.add(leaders.toString());
                }
            }
        });
        for (int fault = 0; fault < 3; fault++) {
            Pod leader = pods.leader();
            Runnable breaking = fault % 2 == 0 ? leader.cable::cut : leader.cable::hang;
            breaking.run();
            Await.until(
                    "another leads", LIMIT, () -> pods.leaderOtherThan(leader).isPresent());
            leader.cable.mend();
        }
        looker.interrupt();
        looker.join();
        assertTrue(doubled.isEmpty(), doubled.toString());
        assertTrue(led.size() > 1, led.toString());
    }

    @Test
    void theAttemptsOfSeveralAreNotInStep() throws IOException {
        ConcurrentLinkedQueue<Long> looks = new ConcurrentLinkedQueue<>();
        pods.join("first");
        pods.leader();
        server.answers((request, usual) -> {
            if (ApiServer.isMeant(request, "GET", "/leases/hearth")) {
                looks.add(System.nanoTime());
            }
            return usual.get();
        });
        pods.join("second");
        Await.until("it has looked often", LIMIT, () -> looks.size() > 12);
        List<Long> times = List.copyOf(looks);
        TreeSet<Long> rests = new TreeSet<>();
        for (int i = 1; i < times.size(); i++) {
            long restMillis = (times.get(i) - times.get(i - 1)) / 1_000_000;
            assertTrue(restMillis >= RETRY.toMillis() - 5, restMillis + " ms");
            rests.add(restMillis);
        }
        assertTrue(rests.last() - rests.first() > 20, rests.toString());
    }
}
