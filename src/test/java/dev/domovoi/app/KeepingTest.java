package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.store.FullDisk;
import dev.domovoi.app.store.Store.KeptDecision;
import dev.domovoi.decide.Decision;
import dev.domovoi.decide.Evidence;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.HomeState.Counters;
import dev.domovoi.decide.Step;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What waits to be written while the ledger cannot be.
final class KeepingTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    @TempDir
    Path folder;

    private static Step step(long decided, Decision.Verdict verdict, int newest) {
        HomeState empty = HomeState.empty();
        HomeState state = new HomeState(
                new Counters(1, decided, 0),
                empty.hold(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0);
        List<Decision> decisions = new ArrayList<>();
        for (long number = decided - newest + 1; number <= decided; number++) {
            decisions.add(new Decision(
                    "d-" + number,
                    NOW,
                    "leaving",
                    "i-1",
                    "Heater",
                    verdict,
                    Optional.empty(),
                    Optional.empty(),
                    new Evidence(new TreeMap<>()),
                    "It is on."));
        }
        return new Step(state, decisions, List.of());
    }

    @Test
    void whatWasDecidedOtherwiseBecauseItCouldNotBeKeptIsNotKeptLater() throws Exception {
        try (FullDisk disk = new FullDisk(folder.resolve("full.db"))) {
            Keeping keeping = new Keeping(
                    new LocalLedger(disk.store()), new Vitals(), (kind, sentence) -> {}, InstantSource.fixed(NOW));
            disk.store().keep(List.of(), List.of());
            disk.isFull(true);
            assertFalse(keeping.keep(step(4, Decision.Verdict.HELD, 1), true));
            assertFalse(keeping.keep(step(5, Decision.Verdict.ACT, 1), true), "it would act");
            assertFalse(keeping.keep(step(4, Decision.Verdict.HELD, 0), true), "and does not");
            disk.isFull(false);
            assertTrue(keeping.keep(step(4, Decision.Verdict.HELD, 0), true));
            assertEquals(
                    List.of("d-4"),
                    disk.store().decisions(9).stream().map(KeptDecision::id).toList());
        }
    }
}
