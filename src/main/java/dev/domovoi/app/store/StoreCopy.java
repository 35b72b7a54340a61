package dev.domovoi.app.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.sqlite.SQLiteErrorCode;

/// Copies of the store in files of their own: made while it is in use, and looked at before they take its place.
public final class StoreCopy {
    /// While this folder is in a state directory, a restore is under way there, or was cut short.
    public static final String HALF_RESTORED = "restore.swap";

    private static final String PREFIX = "backup-";
    private static final String SUFFIX = ".db";
    private static final Pattern NAME = Pattern.compile(PREFIX + "[0-9a-f]{16}" + SUFFIX);

    private StoreCopy() {}

    /// The name of a copy, of sixteen hexadecimal digits.
    public static String name(String digits) {
        return PREFIX + digits + SUFFIX;
    }

    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /// Copies the store into its state directory; only its owner may read the copy. There is one at a time: what an
    /// earlier backup left is gone.
    public static void make(Store store, Path stateDirectory, String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("a copy's name must be " + NAME + ", was \"" + name + "\"");
        }
        Path copy = stateDirectory.resolve(name);
        try {
            try (DirectoryStream<Path> earlier = Files.newDirectoryStream(stateDirectory, PREFIX + "*" + SUFFIX)) {
                for (Path left : earlier) {
                    Files.delete(left);
                }
            }
            Files.createFile(copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (IOException | DirectoryIteratorException refused) {
            throw new StoreException("cannot make " + copy + ": " + refused.getMessage(), refused);
        }
        store.copyTo(copy);
    }

    /// What a copy says of itself: its schema, and the lines of deciding.
    public record Look(int schema, List<String> home) {
        public Look {
            home = List.copyOf(home);
        }
    }

    /// Reads all of a file that nobody uses, changing nothing; throws where it is damaged, no store, or of a newer
    /// schema.
    public static Look look(Path file) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:file:" + uri(file) + "?mode=ro");
                Statement statement = connection.createStatement()) {
            int schema = Schema.versionOf(statement);
            Schema.refuseNewer(file.getFileName(), schema);
            try (ResultSet check = statement.executeQuery("PRAGMA integrity_check(1)")) {
                if (!check.next() || !check.getString(1).equals("ok")) {
                    throw new StoreException(file.getFileName() + " is damaged: " + check.getString(1));
                }
            }
            return new Look(schema, lines(statement));
        } catch (SQLException failed) {
            throw StoreException.of(file, "read the copy", failed);
        }
    }

    /// Throws where a store of that schema is too new for this program; `what` holds it.
    public static void refuseNewer(Path what, int schema) {
        Schema.refuseNewer(what, schema);
    }

    private static String uri(Path file) {
        return file.toAbsolutePath().toUri().getRawPath();
    }

    private static List<String> lines(Statement statement) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT line FROM home ORDER BY position")) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }

    /// Whether a running agent holds the store of a state directory. One that is damaged is held by nobody.
    public static boolean isInUse(Path stateDirectory) {
        Path file = stateDirectory.resolve(Store.NAME);
        if (Files.notExists(file)) {
            return false;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA locking_mode=EXCLUSIVE");
            statement.execute("BEGIN EXCLUSIVE");
            statement.execute("ROLLBACK");
            return false;
        } catch (SQLException refused) {
            SQLiteErrorCode code = StoreException.codeOf(refused);
            return code == SQLiteErrorCode.SQLITE_BUSY || code == SQLiteErrorCode.SQLITE_LOCKED;
        }
    }

    /// What is half old and half new must not be gone on from.
    static void refuseHalfRestored(Path store) {
        Path half = store.resolveSibling(HALF_RESTORED);
        if (Files.exists(half)) {
            throw new StoreException("a restore is under way or was cut short, and left " + half.toAbsolutePath()
                    + ": run 'domovoi restore' again with the same file; the state before it is in a folder beside it"
                    + " whose name begins with before-restore-");
        }
    }
}
