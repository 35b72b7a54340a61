package dev.domovoi.app.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.Streams;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigException;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.app.history.TickHistory;
import dev.domovoi.app.store.Store;
import dev.domovoi.app.store.Store.KeptDecision;
import dev.domovoi.app.store.StoreException;
import dev.domovoi.decide.Cut;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Latch;
import dev.domovoi.decide.Lease;
import dev.domovoi.decide.Plan;
import dev.domovoi.decide.Severity;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A backup comes back whole, or the state stays as it is.
@Timeout(60)
final class RestoreTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final DeviceId HEATER = new DeviceId("tasmota", "heater");
    private static final Source RELAY = Source.whole(HEATER);
    private static final HomeState HOME = home();

    /// Of SQLite's file format: the last of the four bytes at 60.
    private static final int LOWEST_BYTE_OF_USER_VERSION = 63;

    @TempDir
    Path folder;

    private Path state = Path.of("");
    private Path zip = Path.of("");
    private AgentConfig config = read(Path.of("/"));

    private static HomeState home() {
        Incident incident = new Incident(
                "i-1",
                HEATER,
                "heater",
                "unusual_power",
                Severity.CRITICAL,
                NOON,
                NOON,
                NOON,
                "The heater draws 2 kW.",
                new Cut.Spent("p-1"),
                Optional.of(true));
        Action shed = new Action.Shed(RELAY);
        Plan plan = new Plan("p-1", "i-1", "d-1", shed, NOON, Plan.Progress.DONE);
        Lease lease = new Lease(
                shed, "p-1", "i-1", "heater", "shed", false, NOON.plusSeconds(60), Optional.empty(), 0, Instant.EPOCH);
        return new HomeState(
                new HomeState.Counters(1, 2, 3),
                HomeState.empty().hold(),
                Optional.of(NOON),
                List.of(incident),
                List.of(plan),
                List.of(new Latch(RELAY, "p-1")),
                List.of(lease),
                4);
    }

    private static AgentConfig read(Path state) {
        return ConfigReader.read(
                Optional.empty(), Map.of("DOMOVOI_STATE_DIR", state.toString(), "DOMOVOI_WEB_PORT", "0"));
    }

    @BeforeEach
    void aStateOfEverything() throws IOException {
        state = folder.resolve("state");
        zip = folder.resolve("backup.zip");
        config = read(state);
        try (Store store = Store.open(state)) {
            store.keep(HOME.durable(), List.of(new KeptDecision("d-1", NOON, "{}")));
            store.keepStreams(Map.of("tasmota:heater/power", new byte[] {1, 2}), NOON);
        }
        TickHistory history = new TickHistory(state, Streams.TICK, (file, problem) -> {});
        history.keep(new Tick(new StreamId(RELAY, Quantity.POWER), NOON, 5, NOON));
        history.writeAll();
        Files.writeString(state.resolve("champions.tsv"), "");
        Files.writeString(state.resolve("web-token"), "secret-of-the-web");
        Files.writeString(state.resolve("drill.jsonl.new"), "half");
        Files.writeString(state.resolve("an earlier.zip"), "zip");
    }

    private Backup.Ended backUp(boolean withSecrets) {
        return new Backup(config).make(zip, true, withSecrets, NOON);
    }

    private Restore.Ended restore() {
        return new Restore(config).put(zip, NOON);
    }

    private static String refusal(Executable wrong) {
        return String.valueOf(assertThrows(ConfigException.class, wrong).getMessage());
    }

    private void spoil() throws IOException {
        try (Store store = Store.open(state)) {
            store.keep(HomeState.empty().durable(), List.of(new KeptDecision("d-9", NOON, "{}")));
        }
        Files.writeString(state.resolve("web-token"), "another");
        Files.writeString(state.resolve("new-file"), "of later");
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(state)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(state.relativize(file).toString(), new String(Files.readAllBytes(file), UTF_8));
            }
        }
        return files;
    }

    @Test
    void allOfItComesBackAndWhatWasThereIsPutAside() throws IOException {
        Backup.Ended.Made made = assertInstanceOf(Backup.Ended.Made.class, backUp(true));
        assertTrue(made.sentences().get(1).contains("whoever has this file gets in"), made::toString);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(zip)));
        assertEquals(
                List.of("champions.tsv", "domovoi.db", "history", "manifest.json", "web-token"),
                Zips.of(zip).keySet().stream()
                        .map(name -> name.replaceAll("/.*", ""))
                        .toList());
        spoil();
        Map<String, String> spoiled = files();
        assertInstanceOf(Restore.Ended.Restored.class, restore());
        try (Store store = Store.open(state)) {
            assertEquals(HOME, HomeState.restored(store.home()));
            assertEquals(List.of("d-1"), ids(store));
            assertArrayEquals(new byte[] {1, 2}, store.streams().get("tasmota:heater/power"));
        }
        Map<String, String> now = files();
        String aside = "before-restore-20260302-120000/";
        assertEquals("secret-of-the-web", now.get("web-token"));
        assertFalse(now.containsKey("new-file"));
        assertEquals("of later", now.get(aside + "new-file"));
        assertEquals(spoiled.get("domovoi.db"), now.get(aside + "domovoi.db"));
        assertEquals(
                1,
                now.keySet().stream()
                        .filter(name -> name.startsWith("history/"))
                        .count());
        assertFalse(Files.exists(state.resolve("restore.new")) || Files.exists(state.resolve("restore.swap")));
        assertTrue(now.containsKey("an earlier.zip"), "what backups left there stays");
    }

    private static List<String> ids(Store store) {
        return store.decisions(9).stream().map(KeptDecision::id).toList();
    }

    @Test
    void aBackupWithoutSecretsLeavesThoseThatAreThere() throws IOException {
        Backup.Ended.Made made = assertInstanceOf(Backup.Ended.Made.class, backUp(false));
        assertTrue(made.sentences().get(1).startsWith("Neither the web token"), made::toString);
        assertFalse(new String(Files.readAllBytes(zip), UTF_8).contains("secret-of-the-web"));
        spoil();
        assertInstanceOf(Restore.Ended.Restored.class, restore());
        assertEquals("another", files().get("web-token"));
    }

    @Test
    void aFileThatIsThereIsReplacedOnlyByForce() throws IOException {
        Files.writeString(zip, "precious");
        String told = refusal(() -> new Backup(config).make(zip, false, true, NOON));
        assertTrue(told.contains("is there already; --force replaces it"), told);
        assertEquals("precious", Files.readString(zip));
        backUp(true);
        assertTrue(Zips.of(zip).containsKey("domovoi.db"));
    }

    @Test
    void aBackupCanBePutIntoAStateDirectoryThatIsNotThereYet() throws IOException {
        backUp(true);
        Path fresh = folder.resolve("fresh/state");
        assertInstanceOf(Restore.Ended.Restored.class, new Restore(read(fresh)).put(zip, NOON));
        try (Store store = Store.open(fresh)) {
            assertEquals(HOME, HomeState.restored(store.home()));
        }
        assertFalse(Files.exists(fresh.resolve("before-restore-20260302-120000")));
    }

    /// Seeded: bytes are changed, cut off or added anywhere in the file.
    @Test
    void aDamagedBackupLeavesEverythingAsItWas() throws IOException {
        backUp(true);
        byte[] whole = Files.readAllBytes(zip);
        Map<String, String> before = files();
        Random random = new Random(11);
        int refused = 0;
        for (int trial = 0; trial < 60; trial++) {
            byte[] damaged =
                    trial % 3 == 0 ? java.util.Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            if (trial % 3 != 0) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(zip, damaged);
            try {
                restore();
                assertEquals(HOME, restoredHome(), "a bit that does not matter, trial " + trial);
                aside(before);
            } catch (ConfigException told) {
                refused++;
                assertEquals(before, files(), "trial " + trial);
            }
        }
        assertTrue(refused > 45, "refused " + refused);
    }

    private HomeState restoredHome() {
        try (Store store = Store.open(state)) {
            return HomeState.restored(store.home());
        }
    }

    /// Puts the state that was put aside back, for the next trial.
    private void aside(Map<String, String> before) throws IOException {
        Path aside = state.resolve("before-restore-20260302-120000");
        try (Stream<Path> all = Files.list(aside)) {
            for (Path file : all.toList()) {
                Path there = state.resolve(String.valueOf(file.getFileName()));
                if (Files.isDirectory(there)) {
                    try (Stream<Path> inside = Files.list(there)) {
                        for (Path old : inside.toList()) {
                            Files.delete(old);
                        }
                    }
                    Files.delete(there);
                }
                Files.move(file, there, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.delete(aside);
        assertEquals(before.keySet(), files().keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "/tmp/evil",
                "a/../../evil",
                "a\\..\\evil",
                "history/../../evil",
                "..",
                "a//b",
                "a/b/c/d"
            })
    void noPathLeadsOutOfTheStateDirectory(String path) throws IOException {
        backUp(true);
        Map<String, byte[]> files = Zips.of(zip);
        files.put(path, "evil".getBytes(UTF_8));
        Zips.write(zip, Zips.withManifest(files, 1, 2));
        Map<String, String> before = files();
        String told = refusal(this::restore);
        assertTrue(told.contains("is no path of a file in a state directory"), told);
        assertEquals(before, files());
        assertFalse(Files.exists(folder.resolve("evil")) || Files.exists(Path.of("/tmp/evil")));
    }

    @Test
    void whatTheManifestDoesNotNameIsRefused() throws IOException {
        backUp(true);
        Map<String, byte[]> files = Zips.of(zip);
        files.put("extra", "of somebody".getBytes(UTF_8));
        Zips.write(zip, files);
        String told = refusal(this::restore);
        assertTrue(told.contains("do not agree on extra"), told);
        files.remove("extra");
        files.remove("domovoi.db");
        Zips.write(zip, Zips.withManifest(files, 1, 2));
        assertTrue(refusal(this::restore).contains("it has no domovoi.db"));
        files.remove("manifest.json");
        Zips.write(zip, files);
        assertTrue(refusal(this::restore).contains("no backup of Domovoi's"));
    }

    /// Whether the manifest says so or only the store inside does.
    @Test
    void aNewerSchemaIsRefusedByNameWithTheRemedy() throws IOException {
        backUp(true);
        Map<String, byte[]> files = Zips.of(zip);
        Map<String, String> before = files();
        Zips.write(zip, Zips.withManifest(files, 1, 99));
        String told = refusal(this::restore);
        assertTrue(told.contains("written by a newer Domovoi (schema 99, this one knows 2): run that version"), told);
        byte[] store = files.getOrDefault("domovoi.db", new byte[0]).clone();
        store[LOWEST_BYTE_OF_USER_VERSION] = 98;
        files.put("domovoi.db", store);
        Zips.write(zip, Zips.withManifest(files, 1, 2));
        told = refusal(this::restore);
        assertTrue(told.contains("written by a newer Domovoi (schema 98"), told);
        Zips.write(zip, Zips.withManifest(files, 2, 2));
        told = refusal(this::restore);
        assertTrue(told.contains("of a newer Domovoi (format 2, this one knows 1)"), told);
        assertEquals(before, files());
    }

    @Test
    void whatTheAgentWouldNotUnderstandIsRefused() throws IOException {
        try (Store store = Store.open(state)) {
            store.keep(List.of("domovoi-decide\t77"), List.of());
        }
        backUp(true);
        String told = refusal(this::restore);
        assertTrue(told.contains("use the version of Domovoi that wrote it"), told);
    }

    @Test
    void nothingIsRestoredUnderAnAgentAtWork() throws IOException {
        backUp(true);
        try (Store atWork = Store.open(state)) {
            atWork.keep(List.of("still"), List.of());
            Restore.Ended.Refused told = assertInstanceOf(Restore.Ended.Refused.class, restore());
            assertTrue(told.why().contains("stop it first"), told.why());
            assertEquals(List.of("still"), atWork.home());
        }
    }

    @Test
    void aRestoreThatWasCutShortIsDoneAgainBeforeAnythingGoesOn() throws IOException {
        backUp(true);
        Files.createDirectory(state.resolve("restore.swap"));
        Files.move(state.resolve("web-token"), state.resolve("restore.swap/web-token"));
        StoreException told = assertThrows(StoreException.class, () -> Store.open(state));
        assertTrue(String.valueOf(told.getMessage()).contains("run 'domovoi restore' again"), told::toString);
        assertInstanceOf(Restore.Ended.Restored.class, restore());
        assertEquals(HOME, restoredHome());
        assertEquals("secret-of-the-web", files().get("web-token"));
    }

    /// What was kept last before the power went is in the log beside the store's file.
    @Test
    void theStatePutAsideIsWhole() throws IOException {
        backUp(true);
        Path killed = folder.resolve("killed");
        try (Store store = Store.open(state)) {
            store.keep(List.of("in the log only"), List.of());
            Files.createDirectories(killed);
            for (String name : List.of("domovoi.db", "domovoi.db-wal")) {
                Files.copy(state.resolve(name), killed.resolve(name));
            }
        }
        new Restore(read(killed)).put(zip, NOON);
        try (Store store = Store.open(killed.resolve("before-restore-20260302-120000"))) {
            assertEquals(List.of("in the log only"), store.home());
        }
    }
}
