package dev.domovoi.app.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/// The tables of the store and their version: an older store is brought up to it step by step, a newer one refused.
final class Schema {
    private static final List<String> FIRST = List.of(
            "CREATE TABLE IF NOT EXISTS home (position INTEGER PRIMARY KEY, line TEXT NOT NULL)",
            "CREATE TABLE IF NOT EXISTS decision (number INTEGER PRIMARY KEY AUTOINCREMENT,"
                    + " id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, json TEXT NOT NULL)",
            "CREATE TABLE IF NOT EXISTS stream (id TEXT PRIMARY KEY, at TEXT NOT NULL, state BLOB NOT NULL)",
            "CREATE TABLE IF NOT EXISTS day (day TEXT PRIMARY KEY, minutes INTEGER NOT NULL, alarms INTEGER NOT NULL,"
                    + " confirmed INTEGER NOT NULL, called_false INTEGER NOT NULL)",
            "CREATE TABLE IF NOT EXISTS client (id TEXT PRIMARY KEY, at TEXT NOT NULL, state BLOB NOT NULL)");

    /// The first version may lack some of its tables: they came one by one.
    private static final List<String> SECOND = plus(
            FIRST,
            "CREATE TABLE closed (id TEXT PRIMARY KEY, dialect TEXT NOT NULL, device TEXT NOT NULL,"
                    + " name TEXT NOT NULL, kind TEXT NOT NULL, severity TEXT NOT NULL, opened_at INTEGER NOT NULL,"
                    + " alarmed_at INTEGER NOT NULL, closed_at INTEGER NOT NULL, why TEXT NOT NULL,"
                    + " feedback TEXT NOT NULL)",
            "ALTER TABLE decision ADD COLUMN verdict TEXT",
            "ALTER TABLE decision ADD COLUMN guard TEXT",
            "UPDATE decision SET verdict = json_extract(json, '$.verdict'), guard = json_extract(json, '$.guard')"
                    + " WHERE json_valid(json)",
            "CREATE INDEX decision_verdict ON decision(at, verdict, guard)");

    /// One list for each version: what leads to it from the one before.
    private static final List<List<String>> STEPS = List.of(FIRST, SECOND);

    /// The version that this program writes.
    static final int VERSION = STEPS.size();

    private Schema() {}

    private static List<String> plus(List<String> before, String... more) {
        return Stream.concat(before.stream(), Stream.of(more)).toList();
    }

    static int versionOf(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    static void refuseNewer(Path file, int version) {
        if (version > VERSION) {
            throw new StoreException(file + " was written by a newer Domovoi (schema " + version + ", this one knows "
                    + VERSION + "): run that version again, restore a backup made by this one, or move the file away"
                    + " to start anew");
        }
    }

    /// Each step in a transaction of its own: a failure leaves the version before it.
    static void migrate(Connection connection) throws SQLException {
        int version;
        try (Statement look = connection.createStatement()) {
            version = versionOf(look);
        }
        for (int step = version; step < VERSION; step++) {
            take(connection, STEPS.get(step), step + 1);
        }
    }

    private static void take(Connection connection, List<String> statements, int reached) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement change = connection.createStatement()) {
            for (String statement : statements) {
                change.execute(statement);
            }
            change.execute("PRAGMA user_version=" + reached);
            connection.commit();
        } catch (SQLException failed) {
            connection.rollback();
            throw failed;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
