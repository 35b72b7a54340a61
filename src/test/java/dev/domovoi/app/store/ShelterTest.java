package dev.domovoi.app.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.store.Store.KeptDecision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store is there whatever became of the file, and what was in a damaged file is put aside.
final class ShelterTest {
    private static final Duration KEPT = Duration.ofDays(400);
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final String ASIDE = "domovoi.db.damaged-" + NOW.getEpochSecond();

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void keepSomething() {
        file = directory.resolve("domovoi.db");
        try (Store store = Store.open(directory)) {
            for (int i = 0; i < 300; i++) {
                store.keep(List.of("state"), List.of(new KeptDecision("d-" + i, NOW, "{\"n\":\"" + i + "\"}")));
            }
            store.keepStreams(Map.of("a", new byte[] {1, 2}), NOW);
        }
    }

    private static String reason(Shelter shelter) {
        return shelter.loss().orElse("nothing is lost");
    }

    private void isPutAsideAndBegunAnew(byte[] damaged) throws IOException {
        Files.write(file, damaged);
        try (Store store = Shelter.open(directory, KEPT, NOW).store()) {
            assertEquals(List.of(), store.home());
            store.keep(List.of("anew"), List.of());
        }
        assertArrayEquals(damaged, Files.readAllBytes(directory.resolve(ASIDE)), "nothing is deleted");
        Shelter again = Shelter.open(directory, KEPT, NOW.plusSeconds(60));
        assertTrue(reason(again).contains("the ledger was damaged"), reason(again));
        assertTrue(
                reason(again).contains("restore a backup, or take " + directory.resolve(ASIDE) + " away"),
                reason(again));
        assertEquals(List.of("anew"), again.store().home());
        again.store().close();
        Files.delete(directory.resolve(ASIDE));
        Shelter accepted = Shelter.open(directory, KEPT, NOW);
        assertEquals(Optional.empty(), accepted.loss());
        accepted.store().close();
    }

    @Test
    void aSoundStoreIsJustOpened() {
        Shelter shelter = Shelter.open(directory, KEPT, NOW);
        assertEquals(Optional.empty(), shelter.loss());
        assertEquals(List.of("state"), shelter.store().home());
        shelter.store().close();
    }

    @Test
    void anOverwrittenHeader() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 0, 100, (byte) 'x');
        isPutAsideAndBegunAnew(bytes);
    }

    @Test
    void aTruncatedFile() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        isPutAsideAndBegunAnew(Arrays.copyOf(bytes, bytes.length / 2 + 7));
    }

    @Test
    void anEmptyFileIsNotTakenForANewOne() throws IOException {
        isPutAsideAndBegunAnew(new byte[0]);
    }

    @Test
    void pagesOfGarbage() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] garbage = new byte[bytes.length - 4096];
        new Random(1).nextBytes(garbage);
        System.arraycopy(garbage, 0, bytes, 4096, garbage.length);
        isPutAsideAndBegunAnew(bytes);
    }

    @Test
    void aPlaceThatCannotBeWrittenGivesAStoreInMemoryWithTheRemedy() throws IOException {
        Path taken = Files.createFile(directory.resolve("taken"));
        Shelter shelter = Shelter.open(taken.resolve("below"), KEPT, NOW);
        assertTrue(reason(shelter)
                .startsWith("nothing can be kept until a restart: cannot make the state directory " + taken));
        assertTrue(reason(shelter).contains("set state.dir to a directory that may be written"), reason(shelter));
        shelter.store().keep(List.of("for now"), List.of());
        assertEquals(List.of("for now"), shelter.store().home());
        shelter.store().close();
    }

    /// A directory where the log of changes has to be fails for root too, as a read-only disk does for others.
    @Test
    void whatCanOnlyBeReadIsHeldInMemory() throws IOException {
        Files.createDirectories(directory.resolve("domovoi.db-wal/in-the-way"));
        Shelter shelter = Shelter.open(directory, KEPT, NOW);
        assertTrue(
                reason(shelter).startsWith("nothing can be kept until a restart: cannot open the store in " + file),
                reason(shelter));
        assertEquals(List.of("state"), shelter.store().home());
        assertEquals(300, shelter.store().decisions(1_000).size());
        assertArrayEquals(new byte[] {1, 2}, shelter.store().streams().get("a"));
        shelter.store().keep(List.of("for now"), List.of());
        shelter.store().close();
        Files.delete(directory.resolve("domovoi.db-wal/in-the-way"));
        Files.delete(directory.resolve("domovoi.db-wal"));
        try (Store store = Store.open(directory)) {
            assertEquals(List.of("state"), store.home(), "nothing was written");
        }
    }

    @Test
    void whatAnotherAgentUsesOrANewerOneWroteIsRefusedAsEver() throws Exception {
        try (Store other = Store.open(directory)) {
            StoreException told = assertThrows(StoreException.class, () -> Shelter.open(directory, KEPT, NOW));
            assertTrue(String.valueOf(told.getMessage()).contains("another Domovoi is using it"), told::toString);
            assertEquals(List.of("state"), other.home());
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var change = connection.createStatement()) {
            change.execute("PRAGMA user_version=99");
        }
        StoreException told = assertThrows(StoreException.class, () -> Shelter.open(directory, KEPT, NOW));
        assertTrue(String.valueOf(told.getMessage()).contains("was written by a newer Domovoi"), told::toString);
    }
}
