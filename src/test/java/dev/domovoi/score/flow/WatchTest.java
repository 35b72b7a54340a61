package dev.domovoi.score.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.signal.Finding;
import dev.domovoi.signal.Finding.Kind;
import dev.domovoi.signal.Flow.Connections;
import dev.domovoi.signal.Flow.Service;
import dev.domovoi.signal.Flow.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What holds for all behaviours together.
final class WatchTest {
    private static List<Finding> anyDay(long seed) {
        Scene scene = new Scene();
        Random chance = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            anything(scene, chance, i);
        }
        return scene.findings;
    }

    private static void anything(Scene scene, Random chance, int i) {
        scene.as("192.168.1." + chance.nextInt(1, 4), "");
        String peer = (chance.nextBoolean() ? "198.51.100." : "192.168.7.") + chance.nextInt(1, 5);
        int begun = chance.nextInt(4);
        Connections connections = new Connections(begun + 1, begun, chance.nextInt(begun + 2));
        Traffic traffic = new Traffic(chance.nextLong(1L << 12), chance.nextLong(1L << 12), 1, 1);
        String proto = List.of("tcp", "udp", "icmp", "gre").get(chance.nextInt(4));
        int port = chance.nextBoolean() ? 22 : chance.nextInt(2000);
        scene.see(i / 4.0, peer, new Service(proto, port), chance.nextBoolean(), connections, traffic, true);
    }

    @Test
    void theSameFlowsGiveTheSameFindings() {
        assertEquals(anyDay(1), anyDay(1));
        assertTrue(anyDay(1).size() > 8, "something happens at all");
    }

    @Test
    void everyFindingSaysWhatItIsAboutInWords() {
        Set<Finding.Kind> kinds = new HashSet<>();
        for (Finding finding : anyDay(2)) {
            kinds.add(finding.kind());
            assertTrue(finding.why().matches("[A-Z].{20,250}\\."), finding.why());
            assertTrue(!finding.evidence().isEmpty(), finding.why());
        }
        assertTrue(kinds.size() >= 3, "only " + kinds);
    }

    @Test
    void clientsBeyondTheLimitAreForgottenTheLongestSilentFirst() {
        Scene scene = new Scene();
        List<Integer> counts = new ArrayList<>();
        for (int i = 0; i < Watch.USUAL_CLIENTS + 50; i++) {
            scene.as("10.0." + i / 200 + "." + (1 + i % 200), "").call(i, Scene.ABROAD, "tcp", 443, true);
            counts.add(scene.watch.clients());
        }
        assertEquals(Watch.USUAL_CLIENTS, counts.getLast());
        assertEquals(50, scene.watch.forgottenClients());
        int before = scene.findings.size();
        scene.as("10.0.0.1", "").call(5000, Scene.ABROAD, "tcp", 443, true);
        assertEquals(before, scene.findings.size(), "who comes back is not new");
    }

    /// The same traffic of a day on, with what was known before it.
    private static List<Finding> goingOn(Scene scene) {
        int before = scene.findings.size();
        scene.call(2 * Scene.DAY, "198.51.100.9", "tcp", 22, true);
        scene.call(2 * Scene.DAY, "198.51.100.8", "udp", 53, true);
        scene.send(2 * Scene.DAY + 5, Scene.ABROAD, 400 << 20, 0, true);
        return scene.findings.subList(before, scene.findings.size());
    }

    private static Map<String, byte[]> states(Watch watch) {
        Map<String, byte[]> states = new HashMap<>();
        watch.states(_ -> true, states::put);
        return states;
    }

    private static Scene twoDays() {
        Scene scene = new Scene();
        for (int second = 0; second < 2 * Scene.DAY; second += 600) {
            scene.send(second, Scene.ABROAD, 1 << 20, 1 << 20, true);
            scene.call(second + 1, "198.51.100.7", "udp", 53, true);
        }
        return scene;
    }

    @Test
    void whatWasLearnedOverDaysSurvives() {
        Scene first = twoDays();
        Map<String, byte[]> states = states(first.watch);
        assertEquals(Set.of(Scene.CLIENT), states.keySet());
        List<Finding> uninterrupted = goingOn(first);
        assertEquals(
                Set.of(Kind.FIRST_CONTACT, Kind.UNUSUAL_RESOLVER, Kind.EXFILTRATION),
                uninterrupted.stream().map(Finding::kind).collect(Collectors.toSet()));

        Scene second = new Scene();
        assertEquals(
                Optional.empty(), second.watch.restore(Scene.CLIENT, Objects.requireNonNull(states.get(Scene.CLIENT))));
        assertEquals(uninterrupted, goingOn(second), "neither new, nor what was told before again");
        assertEquals(Optional.of(Instant.EPOCH), second.watch.knownSince(Scene.CLIENT));
        assertEquals(first.watch.alarmingAt(Scene.CLIENT), second.watch.alarmingAt(Scene.CLIENT));
    }

    @Test
    void whatIsDamagedIsRefusedAndForgotten() {
        byte[] state = Objects.requireNonNull(states(twoDays().watch).get(Scene.CLIENT));
        assertTrue(state.length < 12 << 10, "bytes " + state.length);
        for (int at = 0; at < state.length; at++) {
            byte[] damaged = state.clone();
            damaged[at] ^= 4;
            Scene scene = new Scene();
            assertTrue(scene.watch.restore(Scene.CLIENT, damaged).isPresent());
            assertEquals(0, scene.watch.clients());
        }
        assertTrue(new Scene().watch.restore(Scene.CLIENT, new byte[0]).isPresent());
    }

    @Test
    void theClockMaySpringWithoutCausingOrHidingAnything() {
        Scene scene = twoDays();
        scene.watch.clockSet(Duration.ofDays(-100));
        double now = -98 * Scene.DAY;
        int before = scene.findings.size();
        for (int i = 0; i < BruteForce.ATTEMPTS - 1; i++) {
            scene.call(now + 20 * i, Scene.ABROAD, "tcp", 8883, true);
        }
        scene.send(now + 3600, Scene.ABROAD, 100 << 20, 0, true);
        assertEquals(
                List.of(Kind.FIRST_CONTACT, Kind.EXFILTRATION),
                scene.findings.subList(before, scene.findings.size()).stream()
                        .map(Finding::kind)
                        .toList());
        assertEquals(Optional.of(Instant.EPOCH.minus(Duration.ofDays(100))), scene.watch.knownSince(Scene.CLIENT));
    }

    @Test
    void aClockThatIsSetMakesNobodyTheOneThatWasSilentLongest() {
        Scene scene = twoDays();
        byte[] state = Objects.requireNonNull(states(scene.watch).get(Scene.CLIENT));
        for (int i = 9; i > 0; i--) {
            assertEquals(Optional.empty(), scene.watch.restore("client" + i, state));
        }
        List<String> before = scene.watch.names();
        scene.watch.clockSet(Duration.ofDays(300));
        assertEquals(before, scene.watch.names());
    }

    @Test
    void whatGoesOnIsKnownThoughItIsNotToldAgain() {
        Scene scene = new Scene();
        for (int second = 0; second < 3000; second++) {
            scene.call(second, Scene.ABROAD, "tcp", 22, true);
        }
        assertEquals(1, scene.severities(Kind.BRUTE_FORCE).size());
        assertEquals(Optional.of(Instant.ofEpochSecond(2999)), scene.watch.alarmingAt(Scene.CLIENT));
        assertTrue(scene.watch.forget(Scene.CLIENT));
        assertEquals(Optional.empty(), scene.watch.alarmingAt(Scene.CLIENT));
        assertEquals(Optional.empty(), scene.watch.knownSince(Scene.CLIENT));
    }

    @Test
    void tablesKeepTheirLimits() {
        RecentlySeen seen = new RecentlySeen(100, 16);
        for (int i = 0; i < 1000; i++) {
            seen.add(i, i / 10);
        }
        assertEquals(16, seen.count(100));
        assertEquals(0, seen.count(1000));
        seen.add(1, 1000);
        seen.add(1, 1001);
        assertEquals(1, seen.count(1001));
        seen.remove(1);
        assertEquals(0, seen.count(1001));
    }
}
