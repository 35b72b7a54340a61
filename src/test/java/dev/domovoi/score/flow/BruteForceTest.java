package dev.domovoi.score.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.signal.Finding.Kind;
import dev.domovoi.signal.Finding.Severity;
import dev.domovoi.signal.Flow.Connections;
import dev.domovoi.signal.Flow.Service;
import dev.domovoi.signal.Flow.Traffic;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BruteForceTest {
    private final Scene scene = new Scene();

    private List<Severity> told() {
        return scene.severities(Kind.BRUTE_FORCE);
    }

    @Test
    void manyShortConnectionsToOneServiceAreToldOnceAndAgainWhenTheyAreMany() {
        for (int i = 0; i < 400; i++) {
            scene.call(i / 10.0, Scene.ABROAD, "tcp", 22, true);
        }
        assertEquals(List.of(Severity.MEDIUM, Severity.HIGH), told());
    }

    @Test
    void onePollMayHoldThemAll() {
        Connections calls = new Connections(67, 67, 0);
        scene.see(0, Scene.ABROAD, new Service("tcp", 902), false, calls, new Traffic(90_000, 90_000, 400, 400), true);
        assertEquals(List.of(Severity.MEDIUM), told());
    }

    @Test
    void patientOnesAreSeenWhereLoggingInGivesPower() {
        for (int i = 0; i < BruteForce.SLOW_ATTEMPTS; i++) {
            scene.call(14 * i, Scene.ABROAD, "tcp", 22, true);
            scene.call(14 * i, Scene.ABROAD, "tcp", 7000, true);
        }
        assertEquals(List.of(Severity.MEDIUM), told());
    }

    @Test
    void peopleLogInAFewTimes() {
        for (int i = 0; i < 100; i++) {
            scene.call(60 * i, Scene.ABROAD, "tcp", 22, true);
        }
        assertEquals(List.of(), told());
    }

    @Test
    void theWebIsCalledForEveryLittleThing() {
        for (int i = 0; i < 400; i++) {
            scene.call(i / 10.0, Scene.ABROAD, "tcp", 443, true);
            scene.call(i / 10.0, Scene.ABROAD, "udp", 9999, true);
        }
        assertEquals(List.of(), told());
    }

    @Test
    void connectionsThatCarryMuchAreNoAttempts() {
        for (int i = 0; i < 100; i++) {
            scene.call(i, Scene.ABROAD, "tcp", 7000, true, 1 << 20);
        }
        assertEquals(List.of(), told());
    }
}
