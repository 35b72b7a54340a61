package dev.domovoi.score.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.signal.Finding;
import dev.domovoi.signal.Flow.Connections;
import dev.domovoi.signal.Flow.Service;
import dev.domovoi.signal.Flow.Traffic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
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
