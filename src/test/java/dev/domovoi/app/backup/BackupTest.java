package dev.domovoi.app.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.app.store.Store;
import dev.domovoi.app.store.Store.KeptDecision;
import dev.domovoi.app.store.StoreCopy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A backup is of one moment.
@Timeout(60)
final class BackupTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void nothingIsBackedUpWhereNothingIsKept() {
        Backup empty = new Backup(ConfigReader.read(
                Optional.empty(),
                Map.of("DOMOVOI_STATE_DIR", folder.resolve("nobody").toString(), "DOMOVOI_WEB_PORT", "0")));
        Backup.Ended.Refused told = assertInstanceOf(
                Backup.Ended.Refused.class, empty.make(folder.resolve("backup.zip"), false, true, NOON));
        assertTrue(told.why().startsWith("nothing is kept in "), told.why());
    }

    /// Each copy holds whole transactions, whatever is written meanwhile.
    @Test
    void aCopyMadeDuringWritesIsOneMoment() throws Exception {
        Path busy = folder.resolve("busy");
        AtomicBoolean isDone = new AtomicBoolean();
        try (Store store = Store.open(busy)) {
            Thread writer = Thread.ofPlatform().start(() -> {
                for (int i = 1; !isDone.get(); i++) {
                    store.keep(List.of("line " + i, "again " + i), List.of(new KeptDecision("d-" + i, NOON, "{}")));
                }
            });
            for (int copies = 0; copies < 20; copies++) {
                String name = StoreCopy.name(String.format("%016x", copies));
                StoreCopy.make(store, busy, name);
                List<String> home = StoreCopy.look(busy.resolve(name)).home();
                Path opened = Files.createDirectories(folder.resolve("copy" + copies));
                Files.copy(busy.resolve(name), opened.resolve("domovoi.db"));
                try (Store copy = Store.open(opened)) {
                    String newest = copy.decisions(1).stream()
                            .map(KeptDecision::id)
                            .findFirst()
                            .orElse("none");
                    String number = newest.replace("d-", "");
                    assertEquals(
                            newest.equals("none") ? List.of() : List.of("line " + number, "again " + number), home);
                }
            }
            isDone.set(true);
            writer.join();
        }
        try (Stream<Path> all = Files.list(busy)) {
            assertEquals(
                    1, all.filter(file -> file.toString().contains("backup-")).count(), "only the newest stays");
        }
    }
}
