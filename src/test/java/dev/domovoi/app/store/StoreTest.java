package dev.domovoi.app.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.store.Store.KeptDecision;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Latch;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the store gives back, and what it says when it cannot.
final class StoreTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    @TempDir
    Path directory;

    @Test
    void aNewStoreIsEmpty() {
        try (Store store = Store.open(directory.resolve("made/by/it"))) {
            assertEquals(List.of(), store.home());
            assertEquals(List.of(), store.decisions(10));
            assertEquals(Map.of(), store.streams());
            assertTrue(store.bytes() > 0);
        }
    }

    /// Who looks must see neither half a transaction nor disturb it.
    @Test
    void decisionsAreReadWhileOthersAreWritten() {
        try (Store store = Store.open(directory)) {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                for (int i = 1; i < 200; i += 2) {
                    store.keep(List.of("state"), List.of(decision(i), decision(i + 1)));
                }
            });
            int looks = 0;
            while (!writing.isDone() || looks == 0) {
                assertEquals(0, store.decisions(1_000).size() % 2);
                looks++;
            }
            writing.join();
            assertEquals(200, store.decisions(1_000).size());
        }
    }

    @Test
    void whatWasKeptIsThereAfterReopening() {
        try (Store store = Store.open(directory)) {
            store.keep(List.of("gone", "soon"), List.of(decision(1)));
            store.keep(List.of("one", "two\tfields", "🦊"), List.of(decision(2)));
            store.keepStreams(Map.of("a", new byte[] {1}, "b", new byte[] {2, 0}), NOW);
            store.keepStreams(Map.of("a", new byte[] {3}), NOW);
        }
        try (Store store = Store.open(directory)) {
            assertEquals(List.of("one", "two\tfields", "🦊"), store.home());
            assertEquals(List.of(decision(2), decision(1)), store.decisions(10));
            assertEquals(List.of(decision(2)), store.decisions(1));
            assertArrayEquals(new byte[] {3}, store.streams().get("a"));
            assertArrayEquals(new byte[] {2, 0}, store.streams().get("b"));
        }
    }

    @Test
    void theOldestDecisionsAreForgotten() {
        try (Store store = Store.open(directory)) {
            store.keep(
                    List.of(),
                    IntStream.rangeClosed(1, 10_003)
                            .mapToObj(StoreTest::decision)
                            .toList());
            List<KeptDecision> kept = store.decisions(20_000);
            assertEquals(10_000, kept.size());
            assertEquals(decision(10_003), kept.getFirst());
            assertEquals(decision(4), kept.getLast());
        }
    }

    @Test
    void theStateOfDecidingComesBackAsItWas() {
        Source relay = new Source(new DeviceId("tasmota", "attic/plug 2"), "1");
        HomeState state = new HomeState(
                new HomeState.Counters(3, 4, 5),
                HomeState.empty().hold(),
                Optional.of(Instant.MAX),
                List.of(),
                List.of(),
                List.of(new Latch(relay, "plan-5")),
                List.of(),
                6);
        try (Store store = Store.open(directory)) {
            store.keep(state.durable(), List.of());
            assertEquals(state, HomeState.restored(store.home()));
        }
    }

    /// An intent has to be on the disk before its act: SQLite's own default with a log of changes does not do that.
    @Test
    void everyTransactionIsSynced() throws SQLException {
        Path file = directory.resolve("domovoi.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Store store = Store.over(file, connection);
                Statement pragma = connection.createStatement()) {
            store.keep(List.of("state"), List.of());
            try (var row = pragma.executeQuery("PRAGMA synchronous")) {
                assertEquals(2, row.getInt(1));
            }
            try (var row = pragma.executeQuery("PRAGMA journal_mode")) {
                assertEquals("wal", row.getString(1));
            }
        }
    }

    @Test
    void aWriteTornAnywhereIsThereAsAWholeOrNotAtAll() throws IOException {
        Path live = directory.resolve("live");
        byte[] database;
        byte[] log;
        long safe;
        try (Store store = Store.open(live)) {
            store.keep(List.of("safe"), List.of());
            safe = Files.size(live.resolve("domovoi.db-wal"));
            store.keep(List.of("intent"), List.of(decision(1)));
            database = Files.readAllBytes(live.resolve("domovoi.db"));
            log = Files.readAllBytes(live.resolve("domovoi.db-wal"));
        }
        int step = Math.max(1, (log.length - (int) safe) / 40);
        for (int length = (int) safe; length <= log.length; length += step) {
            Path copy = Files.createDirectory(directory.resolve("torn-" + length));
            Files.write(copy.resolve("domovoi.db"), database);
            Files.write(copy.resolve("domovoi.db-wal"), java.util.Arrays.copyOf(log, length));
            try (Store store = Store.open(copy)) {
                boolean isWhole = store.home().equals(List.of("intent"));
                assertEquals(isWhole ? List.of("intent") : List.of("safe"), store.home());
                assertEquals(isWhole ? List.of(decision(1)) : List.of(), store.decisions(5));
                assertTrue(isWhole || length < log.length, "what was acknowledged is there");
            }
        }
    }

    @Test
    void aSecondAgentOnTheSameFileIsRefused() {
        try (Store first = Store.open(directory)) {
            StoreException told = assertThrows(StoreException.class, () -> Store.open(directory));
            assertTrue(message(told).contains("another Domovoi is using it: stop that one"), message(told));
            first.keep(List.of("still"), List.of());
        }
        try (Store next = Store.open(directory)) {
            assertEquals(List.of("still"), next.home());
        }
    }

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws IOException {
        Path copy = Files.createDirectory(directory.resolve("copy"));
        Path live = directory.resolve("live");
        try (Store store = Store.open(live)) {
            store.keep(List.of("safe"), List.of(decision(1)));
            try (var files = Files.list(live)) {
                for (Path file : files.toList()) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }
            store.keep(List.of("later"), List.of());
        }
        try (Store store = Store.open(copy)) {
            assertEquals(List.of("safe"), store.home());
            assertEquals(List.of(decision(1)), store.decisions(5));
        }
    }

    @Test
    void aTornLastWriteIsAsIfItNeverHappened() throws IOException {
        Path copy = Files.createDirectory(directory.resolve("copy"));
        Path live = directory.resolve("live");
        try (Store store = Store.open(live)) {
            store.keep(List.of("safe"), List.of());
            long safe = Files.size(live.resolve("domovoi.db-wal"));
            store.keep(List.of("torn"), List.of());
            Files.copy(live.resolve("domovoi.db"), copy.resolve("domovoi.db"));
            byte[] log = Files.readAllBytes(live.resolve("domovoi.db-wal"));
            Files.write(copy.resolve("domovoi.db-wal"), java.util.Arrays.copyOf(log, (int) safe + 100));
        }
        try (Store store = Store.open(copy)) {
            assertEquals(List.of("safe"), store.home());
        }
    }

    @Test
    void aStoreOfANewerVersionIsRefusedWithTheRemedyAndLeftAlone() throws SQLException {
        Store.open(directory).close();
        sql("PRAGMA user_version=3");
        for (int attempt = 0; attempt < 2; attempt++) {
            StoreException told = assertThrows(StoreException.class, () -> Store.open(directory));
            assertTrue(
                    message(told).contains("written by a newer Domovoi (schema 3, this one knows 2)"), message(told));
            assertTrue(
                    message(told).contains("run that version again, restore a backup made by this one, or move"),
                    message(told));
        }
    }

    /// The first version, as it was.
    private void aStoreOfTheFirstVersion(String more) throws SQLException {
        sql("CREATE TABLE home (position INTEGER PRIMARY KEY, line TEXT NOT NULL)");
        sql("CREATE TABLE decision (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,"
                + " at TEXT NOT NULL, json TEXT NOT NULL)");
        sql("CREATE TABLE stream (id TEXT PRIMARY KEY, at TEXT NOT NULL, state BLOB NOT NULL)");
        sql("INSERT INTO home(line) VALUES ('of the first version')");
        sql("INSERT INTO stream VALUES ('a', '2026-03-02T12:00:00Z', x'0102')");
        sql("PRAGMA user_version=1");
        sql(more);
    }

    @Test
    void anOlderStoreIsBroughtUpToDateWithAllThatIsInIt() throws SQLException {
        aStoreOfTheFirstVersion("PRAGMA encoding");
        for (int opening = 0; opening < 2; opening++) {
            try (Store store = Store.open(directory)) {
                assertEquals(List.of("of the first version"), store.home());
                assertArrayEquals(new byte[] {1, 2}, store.streams().get("a"));
                assertEquals(Map.of(), store.clients());
                assertEquals(List.of(), store.closed().openedSince(Instant.EPOCH));
            }
        }
        assertEquals(2, StoreCopy.look(directory.resolve("domovoi.db")).schema());
    }

    @Test
    void aMigrationThatFailsLeavesTheStoreAsItWas() throws SQLException {
        aStoreOfTheFirstVersion("CREATE VIEW closed AS SELECT 1");
        StoreException told = assertThrows(StoreException.class, () -> Store.open(directory));
        assertTrue(message(told).contains("cannot open the store in "), message(told));
        StoreCopy.Look look = StoreCopy.look(directory.resolve("domovoi.db"));
        assertEquals(1, look.schema());
        assertEquals(List.of("of the first version"), look.home());
    }

    @Test
    void decisionsOfLastYearAreForgotten() {
        try (Store store = Store.open(directory)) {
            store.keep(List.of(), List.of(decision(1), decision(2)));
            KeptDecision later = new KeptDecision("later", NOW.plus(java.time.Duration.ofDays(401)), "{}");
            store.keep(List.of(), List.of(later));
            assertEquals(List.of(later), store.decisions(10));
        }
    }

    @Test
    void aDamagedFileIsToldAsSuch() throws IOException {
        Files.writeString(directory.resolve("domovoi.db"), "this is no database at all, ".repeat(100));
        StoreException told = assertThrows(StoreException.class, () -> Store.open(directory));
        assertTrue(message(told).contains("cannot open the store in " + directory), message(told));
        assertTrue(message(told).contains("the file is damaged: restore a backup, or move it away"), message(told));
    }

    @Test
    void aPlaceThatCannotBeWrittenIsTold() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        StoreException told = assertThrows(StoreException.class, () -> Store.open(file.resolve("below")));
        assertTrue(message(told).contains("cannot make the state directory " + file), message(told));
        assertTrue(message(told).contains("set state.dir to a directory that may be written"), message(told));
        Files.createDirectories(directory.resolve("taken/domovoi.db"));
        StoreException taken = assertThrows(StoreException.class, () -> Store.open(directory.resolve("taken")));
        assertTrue(message(taken).contains("set state.dir to a directory that may be written"), message(taken));
    }

    @Test
    void aClosedStoreSaysWhatItCouldNotDo() {
        Store store = Store.open(directory);
        store.close();
        StoreException told = assertThrows(StoreException.class, () -> store.keep(List.of("x"), List.of()));
        assertTrue(message(told).contains("cannot keep the state of deciding in "), message(told));
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("domovoi.db"));
                Statement change = connection.createStatement()) {
            change.execute(statement);
        }
    }

    private static KeptDecision decision(int number) {
        return new KeptDecision("d" + number, NOW.plusSeconds(number), "{\"n\":" + number + "}");
    }

    private static String message(StoreException told) {
        return String.valueOf(told.getMessage());
    }
}
