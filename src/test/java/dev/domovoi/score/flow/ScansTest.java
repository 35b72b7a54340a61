package dev.domovoi.score.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.signal.Finding.Kind;
import dev.domovoi.signal.Finding.Severity;
import dev.domovoi.signal.Flow.Connections;
import dev.domovoi.signal.Flow.Service;
import dev.domovoi.signal.Flow.Traffic;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who looks for open doors, and who only looks like it.
final class ScansTest {
    private static final List<Severity> MEDIUM = List.of(Severity.MEDIUM);
    private static final List<Severity> BOTH = List.of(Severity.MEDIUM, Severity.HIGH);

    private final Scene scene = new Scene();

    @Test
    void manyPortsOfOneMachineAreAVerticalScan() {
        for (int i = 0; i < VerticalScan.PORTS; i++) {
            assertEquals(List.of(), scene.severities(Kind.VERTICAL_SCAN), i + " ports");
            scene.call(i, Scene.ABROAD, "tcp", 1000 + i, i % 2 == 0);
        }
        assertEquals(MEDIUM, scene.severities(Kind.VERTICAL_SCAN));
        assertTrue(scene.findings.getLast().why().contains("10 different ports of " + Scene.ABROAD));
    }

    @Test
    void aScanThatGrowsIsToldOnceMoreAndNoMore() {
        for (int i = 0; i < 500; i++) {
            scene.call(i / 10.0, Scene.ABROAD, "tcp", 1 + i, true);
        }
        assertEquals(BOTH, scene.severities(Kind.VERTICAL_SCAN));
    }

    @Test
    void portsOverHoursAreNoScan() {
        for (int i = 0; i < 100; i++) {
            scene.call(60 * i, Scene.ABROAD, "tcp", 1000 + i, true);
        }
        assertEquals(List.of(), scene.severities(Kind.VERTICAL_SCAN));
    }

    @Test
    void portsThatTheOtherSideHandedOutAreNoScan() {
        for (int i = 0; i < 100; i++) {
            scene.call(i, Scene.ABROAD, "tcp", 50_000 + i, true);
        }
        assertEquals(List.of(), scene.severities(Kind.VERTICAL_SCAN));
        for (int i = 0; i < 100; i++) {
            scene.call(1000 + i, Scene.ABROAD, "tcp", 50_000 + i, false);
        }
        assertEquals(BOTH, scene.severities(Kind.VERTICAL_SCAN));
    }

    @Test
    void whatStrangersTryOnAClientIsNotTheClientsDoing() {
        for (int i = 0; i < 200; i++) {
            Connections calls = new Connections(1, 1, 1);
            scene.see(i, Scene.ABROAD, new Service("tcp", 1 + i), true, calls, Traffic.NONE, true);
        }
        assertEquals(List.of(), scene.severities(Kind.VERTICAL_SCAN));
        assertEquals(List.of(), scene.severities(Kind.HORIZONTAL_SCAN));
    }

    @Test
    void manySilentMachinesAreAHorizontalScan() {
        for (int i = 0; i < 2 * HorizontalScan.MACHINES; i++) {
            scene.call(10 * i, "198.51.100." + (1 + i), "tcp", 23, false);
        }
        assertEquals(BOTH, scene.severities(Kind.HORIZONTAL_SCAN));
    }

    @Test
    void pingingManyIsAHorizontalScanAndGroupsAreNot() {
        for (int i = 0; i < HorizontalScan.MACHINES; i++) {
            scene.call(i, "239.1.1." + i, "icmp", 0, false);
        }
        assertEquals(List.of(), scene.severities(Kind.HORIZONTAL_SCAN));
        for (int i = 0; i < HorizontalScan.MACHINES; i++) {
            scene.call(i, "198.51.100." + (1 + i), "icmp", 0, false);
        }
        assertEquals(MEDIUM, scene.severities(Kind.HORIZONTAL_SCAN));
    }

    @Test
    void browsingAndALineThatIsDownAreNoScan() {
        for (int i = 0; i < 200; i++) {
            scene.call(i, "198.51.100." + (1 + i), "tcp", 443, true);
        }
        for (int i = 0; i < HorizontalScan.MACHINES_EVERYWHERE - 1; i++) {
            scene.call(1000 + i, "198.51.100." + (1 + i), "tcp", 443, false);
        }
        assertEquals(List.of(), scene.severities(Kind.HORIZONTAL_SCAN));
        scene.call(1100, "198.51.100.250", "tcp", 443, false);
        assertEquals(MEDIUM, scene.severities(Kind.HORIZONTAL_SCAN));
    }

    @Test
    void whoAnswersAPollLaterWasNeverSilent() {
        for (int i = 0; i < 50; i++) {
            String peer = "198.51.100." + (1 + i);
            scene.call(10 * i, peer, "tcp", 9000, false);
            scene.see(
                    10 * i + 1,
                    peer,
                    new Service("tcp", 9000),
                    false,
                    new Connections(1, 0, 0),
                    new Traffic(10, 10, 1, 1),
                    true);
        }
        assertEquals(List.of(), scene.severities(Kind.HORIZONTAL_SCAN));
    }

    @Test
    void severalMachinesOfTheHomeCalledForPowerOverThemAreLateralMovement() {
        for (int i = 0; i < LateralMovement.MACHINES; i++) {
            scene.call(60 * i, "192.168.1." + (50 + i), "tcp", 445, true);
        }
        assertEquals(MEDIUM, scene.severities(Kind.LATERAL_MOVEMENT));
    }

    @Test
    void oldAcquaintancesAndOtherServicesAreNoLateralMovement() {
        for (int day = 0; day < 5; day++) {
            scene.call(day * Scene.DAY, "192.168.1." + (50 + day), "tcp", 445, true);
        }
        for (int i = 0; i < 30; i++) {
            scene.call(5 * Scene.DAY + i, "192.168.1." + (50 + i % 5), "tcp", 445, true);
            scene.call(5 * Scene.DAY + i, "192.168.1." + (50 + i), "tcp", 80, true);
            scene.call(5 * Scene.DAY + i, "198.51.100." + (50 + i), "tcp", 22, true);
        }
        assertEquals(List.of(), scene.severities(Kind.LATERAL_MOVEMENT));
    }
}
