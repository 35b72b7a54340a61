package dev.domovoi.app.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sqlite.SQLiteErrorCode;

/// The store that an agent starts with whatever became of the old one, so that it can watch and alarm. `loss` says what
/// was lost, or will be, and the remedy: nothing may be done then, because it could be done twice.
public record Shelter(Store store, Optional<String> loss) {
    private static final String FILE = "domovoi.db";
    private static final String DAMAGED = FILE + ".damaged-";
    private static final String SOUND = "ok";
    private static final System.Logger LOG = System.getLogger(Shelter.class.getName());
    private static final List<String> BESIDE = List.of("", "-wal", "-shm");
    private static final List<String> KEPT = List.of("home", "stream", "day", "client", "decision", "closed");

    /// A damaged file is put aside, never deleted; where nothing can be written, what can be read is held in memory. A
    /// file that another agent uses, or that a newer one wrote, is refused as ever.
    public static Shelter open(Path directory, Duration decisionsKept, Instant now) {
        Path file = directory.resolve(FILE);
        try {
            check(file);
            return new Shelter(Store.open(directory, decisionsKept), putAside(directory));
        } catch (StoreException failed) {
            return switch (codeOf(failed)) {
                case SQLITE_CORRUPT, SQLITE_NOTADB -> anew(directory, decisionsKept, now, failed);
                case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_ERROR -> throw failed;
                default -> inMemory(file, failed);
            };
        }
    }

    /// An empty file would pass for a new one. What is no damage is left to the opening, which knows its words.
    private static void check(Path file) {
        try {
            String found = !Files.isRegularFile(file) ? SOUND : Files.size(file) == 0 ? "it is empty" : look(file);
            if (!found.equals(SOUND)) {
                throw new SQLException(found, "", SQLiteErrorCode.SQLITE_CORRUPT.code);
            }
        } catch (SQLException found) {
            StoreException told =
                    new StoreException(file.toAbsolutePath() + " is damaged: " + found.getMessage(), found);
            switch (codeOf(told)) {
                case SQLITE_CORRUPT, SQLITE_NOTADB -> throw told;
                default -> LOG.log(System.Logger.Level.DEBUG, "{0} could not be looked at", file);
            }
        } catch (IOException unreadable) {
            LOG.log(System.Logger.Level.DEBUG, "{0} could not be looked at", file);
        }
    }

    private static String look(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("PRAGMA quick_check(1)")) {
            return found.next() ? found.getString(1) : "it says nothing";
        }
    }

    /// Something that is no error of SQLite counts as one of its place.
    private static SQLiteErrorCode codeOf(StoreException failed) {
        return switch (failed.getCause()) {
            case SQLException cause -> StoreException.codeOf(cause);
            case IOException place -> SQLiteErrorCode.SQLITE_CANTOPEN;
            case null, default -> SQLiteErrorCode.SQLITE_ERROR;
        };
    }

    private static Shelter anew(Path directory, Duration decisionsKept, Instant now, StoreException damage) {
        Path file = directory.resolve(FILE);
        try {
            for (String beside : BESIDE) {
                Path part = directory.resolve(FILE + beside);
                if (Files.exists(part)) {
                    Files.move(part, directory.resolve(DAMAGED + now.getEpochSecond() + beside));
                }
            }
            return new Shelter(Store.open(directory, decisionsKept), putAside(directory));
        } catch (IOException refused) {
            return inMemory(file, damage);
        }
    }

    /// For as long as it lies there: who removes it, or restores a backup, accepts what is lost.
    private static Optional<String> putAside(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(Path::getFileName)
                    .map(Path::toString)
                    .filter(name -> name.startsWith(DAMAGED))
                    .sorted()
                    .findFirst()
                    .map(name -> "the ledger was damaged, so what was done lately and what is to be given back is not"
                            + " known: restore a backup, or take "
                            + directory.resolve(name).toAbsolutePath()
                            + " away to go on without it, and start again");
        } catch (IOException unreadable) {
            return Optional.of("cannot look into " + directory.toAbsolutePath() + ": " + unreadable);
        }
    }

    private static Shelter inMemory(Path file, StoreException why) {
        try {
            Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:");
            Store store = Store.over(file, memory);
            if (Files.isRegularFile(file)) {
                remember(file, memory);
            }
            return new Shelter(store, Optional.of("nothing can be kept until a restart: " + why.getMessage()));
        } catch (SQLException failed) {
            throw new StoreException("no store can be held in memory either: " + failed.getMessage(), failed);
        }
    }

    /// Takes over what can be read as it lies there.
    private static void remember(Path file, Connection memory) throws SQLException {
        try (Statement statement = memory.createStatement()) {
            statement.execute("ATTACH '" + file.toUri().toString().replace("'", "''") + "?immutable=1' AS old");
            for (String table : KEPT) {
                statement.execute("INSERT INTO main." + table + " SELECT * FROM old." + table);
            }
        } catch (SQLException unreadable) {
            LOG.log(System.Logger.Level.WARNING, "not all of " + file + " can be read: " + unreadable.getMessage());
        }
    }
}
