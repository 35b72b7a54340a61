package dev.domovoi.score.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.signal.Finding.Kind;
import dev.domovoi.signal.Finding.Severity;
import dev.domovoi.signal.Flow.Connections;
import dev.domovoi.signal.Flow.Service;
import dev.domovoi.signal.Flow.Traffic;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BeaconTest {
    private final Scene scene = new Scene();

    private List<Severity> told() {
        return scene.severities(Kind.BEACON);
    }

    @ParameterizedTest
    @CsvSource({"2.2, 443, 300, MEDIUM", "14, 1177, 120, MEDIUM", "60, 4444, 40, MEDIUM", "300, 443, 40, LOW"})
    void callsByTheClockAreToldOnce(double period, int port, int calls, Severity severity) {
        Random chance = new Random(1);
        for (int i = 0; i < calls; i++) {
            scene.call(period * (i + 0.05 * chance.nextGaussian()), Scene.ABROAD, "tcp", port, true);
        }
        assertEquals(List.of(severity), told());
    }

    @ParameterizedTest
    @CsvSource({"2.2, 443, 300", "14, 1177, 120", "60, 4444, 40"})
    void pollsOfTenSecondsAreEnough(double period, int port, int calls) {
        int told = 0;
        for (int poll = 1; told < calls; poll++) {
            int begun = (int) (10 * poll / period) - told;
            told += begun;
            if (begun > 0) {
                Traffic traffic = new Traffic(200L * begun, 200L * begun, begun, begun);
                Connections connections = new Connections(begun, begun, 0);
                scene.see(10 * poll, Scene.ABROAD, new Service("tcp", port), false, connections, traffic, true);
            }
        }
        assertEquals(List.of(Severity.MEDIUM), told());
    }

    /// Also the first calls, for which there is no table yet.
    @Test
    void everyCallCounts() {
        for (int i = 0; i < Rhythm.GAPS_NEEDED; i++) {
            scene.call(300 * i, Scene.ABROAD, "tcp", 443, true);
        }
        assertEquals(List.of(), told());
        scene.call(300 * Rhythm.GAPS_NEEDED, Scene.ABROAD, "tcp", 443, true);
        assertEquals(List.of(Severity.LOW), told());
    }

    @Test
    void whoNeverAnswersAndIsCalledAllTheSameIsWorthALook() {
        for (int i = 0; i < 40; i++) {
            scene.call(120 * i, Scene.ABROAD, "tcp", 443, false);
        }
        assertEquals(List.of(Severity.MEDIUM), told());
    }

    /// A router that offloads does not count: nothing is known of how much each call had to say.
    @Test
    void whereBytesAreNotCountedTheClockAloneIsOnlyWorthKnowing() {
        for (int i = 0; i < 120; i++) {
            Connections connections = new Connections(1, 1, 0);
            scene.see(14 * i, Scene.ABROAD, new Service("tcp", 1177), false, connections, Traffic.NONE, false);
        }
        assertEquals(List.of(Severity.LOW), told());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void callsByChanceAreNoBeacon(long seed) {
        Random chance = new Random(seed);
        double second = 0;
        for (int i = 0; i < 2000; i++) {
            second += -14 * Math.log(1 - chance.nextDouble());
            scene.call(second, Scene.ABROAD, "tcp", 4444, true);
        }
        assertEquals(List.of(), told(), "seed " + seed);
    }

    @Test
    void differentThingsToSayAreNoBeacon() {
        Random chance = new Random(1);
        for (int i = 0; i < 300; i++) {
            scene.call(14 * i, Scene.ABROAD, "tcp", 4444, true, (long) (100 * Math.exp(2 * chance.nextGaussian())));
        }
        assertEquals(List.of(), told());
    }

    @Test
    void theTimeTheNamesAndTheHomeMayBeAskedByTheClock() {
        for (int i = 0; i < 300; i++) {
            scene.call(14 * i, Scene.ABROAD, "udp", 123, true);
            scene.call(14 * i, Scene.ABROAD, "udp", 53, true);
            scene.call(14 * i, "192.168.1.3", "tcp", 4444, true);
        }
        assertEquals(List.of(), told());
    }

    @Test
    void whatWasLearnedAsNormalIsNotTold() {
        scene.normal(true);
        for (int i = 0; i < 100; i++) {
            scene.call(14 * i, Scene.ABROAD, "tcp", 4444, true);
        }
        scene.normal(false);
        for (int i = 100; i < 200; i++) {
            scene.call(14 * i, Scene.ABROAD, "tcp", 4444, true);
            scene.call(14 * i, "203.0.113.8", "tcp", 4444, true);
        }
        assertEquals(List.of(Severity.MEDIUM), told());
        assertEquals(
                List.of(true),
                scene.findings.stream()
                        .filter(finding -> finding.kind() == Kind.BEACON)
                        .map(finding -> finding.why().contains("203.0.113.8"))
                        .toList());
    }
}
