package dev.domovoi.app.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// One SQLite file with a single writer. What it has acknowledged survives a power cut.
public final class Store implements AutoCloseable {
    /// The name of the file in the state directory.
    public static final String NAME = "domovoi.db";

    /// Decisions kept; the oldest go first.
    private static final int MAX_DECISIONS = 10_000;

    /// How long a decision is kept; more may be old than go with one that is new.
    private static final Duration LONGEST = Duration.ofDays(400);

    private static final int FORGOTTEN_AT_ONCE = 100;

    /// How long the agent before us may take to let go of the file.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Path file;
    private final Connection connection;
    private final Duration decisionsKept;

    /// One connection for the thread that writes and for those that look.
    private final ReentrantLock turn = new ReentrantLock();

    private Store(Path file, Connection connection, Duration decisionsKept) {
        this.decisionsKept = decisionsKept;
        this.file = file;
        this.connection = connection;
    }

    /// Opens or makes `domovoi.db` in a directory, which is made too.
    public static Store open(Path directory) {
        return open(directory, LONGEST);
    }

    /// The same, with how long decisions are kept.
    public static Store open(Path directory, Duration decisionsKept) {
        Path file = directory.resolve(NAME);
        try {
            Files.createDirectories(directory);
        } catch (IOException refused) {
            throw new StoreException(
                    "cannot make the state directory " + directory.toAbsolutePath() + ": " + refused
                            + "; set state.dir to a directory that may be written",
                    refused);
        }
        StoreCopy.refuseHalfRestored(file);
        try {
            Store store = new Store(file, DriverManager.getConnection("jdbc:sqlite:" + file), decisionsKept);
            return store.prepared();
        } catch (SQLException refused) {
            throw StoreException.of(file, "open the store", refused);
        }
    }

    /// Opens what an agent has left in a directory, to be looked at only: nothing is changed.
    public static Store look(Path directory) {
        Path file = directory.resolve(NAME);
        try {
            Store store = new Store(file, DecisionShelf.looked(file, PATIENCE), LONGEST);
            store.refuseNewer();
            return store;
        } catch (SQLException refused) {
            throw StoreException.of(file, "look at the store", refused);
        }
    }

    private void refuseNewer() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Schema.refuseNewer(file, Schema.versionOf(statement));
        }
    }

    /// One that writes over this connection; `file` is what it calls itself.
    static Store over(Path file, Connection connection) throws SQLException {
        return new Store(file, connection, LONGEST).prepared();
    }

    private Store prepared() throws SQLException {
        boolean isReady = false;
        try {
            prepare();
            isReady = true;
            return this;
        } finally {
            if (!isReady) {
                connection.close();
            }
        }
    }

    private void prepare() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout=" + PATIENCE.toMillis());
            statement.execute("PRAGMA locking_mode=EXCLUSIVE"); // a second agent on this file would undo our decisions
            Schema.refuseNewer(file, Schema.versionOf(statement));
            StoreCopy.refuseHalfRestored(file); // a restore looks whether we hold the file, and we whether it goes on
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("PRAGMA cache_size=-512");
        }
        Schema.migrate(connection);
    }

    /// One decision as it is published.
    public record KeptDecision(String id, Instant at, String json) {}

    /// Replaces the state of deciding and adds the decisions, in one transaction that is on the disk when this
    /// returns.
    public void keep(List<String> home, List<KeptDecision> decisions) {
        inTransaction("keep the state of deciding", open -> {
            try (Statement clear = connection.createStatement()) {
                clear.executeUpdate("DELETE FROM home");
            }
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO home(line) VALUES (?)")) {
                for (String line : home) {
                    insert.setString(1, line);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            add(decisions);
        });
    }

    private void add(List<KeptDecision> decisions) throws SQLException {
        if (decisions.isEmpty()) {
            return;
        }
        String sql = "INSERT OR REPLACE INTO decision(id, at, json, verdict, guard) VALUES (?1, ?2, ?3,"
                + " CASE WHEN json_valid(?3) THEN json_extract(?3, '$.verdict') END,"
                + " CASE WHEN json_valid(?3) THEN json_extract(?3, '$.guard') END)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (KeptDecision decision : decisions) {
                insert.setString(1, decision.id());
                insert.setString(2, decision.at().toString());
                insert.setString(3, decision.json());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (Statement prune = connection.createStatement()) {
            prune.executeUpdate(
                    "DELETE FROM decision WHERE number <= (SELECT MAX(number) FROM decision) - " + MAX_DECISIONS);
        }
        String old = "DELETE FROM decision WHERE at < ? AND number IN"
                + " (SELECT number FROM decision ORDER BY number LIMIT " + FORGOTTEN_AT_ONCE + ")";
        try (PreparedStatement prune = connection.prepareStatement(old)) {
            prune.setString(1, decisions.getLast().at().minus(decisionsKept).toString());
            prune.executeUpdate();
        }
    }

    /// The lines given to the last [#keep]; none in a new store.
    public List<String> home() {
        List<String> lines = new ArrayList<>();
        try (Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery("SELECT line FROM home ORDER BY position")) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        } catch (SQLException failed) {
            throw StoreException.of(file, "read the state of deciding", failed);
        }
        return lines;
    }

    /// The newest decisions, newest first. For any thread.
    public List<KeptDecision> decisions(int limit) {
        return shelf().newest(limit);
    }

    /// Where one decision, or those of one incident, are looked up. For any thread.
    public DecisionShelf shelf() {
        return new DecisionShelf(file, connection, turn);
    }

    /// One day of the watch, in UTC: minutes in which alarms could come, alarms, and what people said of them.
    public record KeptDay(LocalDate day, long minutes, long alarms, long confirmed, long calledFalse) {}

    /// The record of alarms, day by day.
    public AlarmDays alarmDays() {
        return new AlarmDays(this);
    }

    /// Writes what was learned of some streams and clients, and takes out clients that are gone, all in one
    /// transaction.
    public void keepLearned(
            Map<String, byte[]> streams, Map<String, byte[]> clients, Collection<String> gone, Instant now) {
        inTransaction("keep what was learned", open -> {
            insert("INSERT OR REPLACE INTO stream(id, at, state) VALUES (?, ?, ?)", streams, now);
            insert("INSERT OR REPLACE INTO client(id, at, state) VALUES (?, ?, ?)", clients, now);
            delete("DELETE FROM client WHERE id = ?", gone);
        });
    }

    /// Writes what was learned of some streams, all in one transaction.
    public void keepStreams(Map<String, byte[]> states, Instant now) {
        keepLearned(states, Map.of(), List.of(), now);
    }

    private void insert(String sql, Map<String, byte[]> states, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Map.Entry<String, byte[]> entry : states.entrySet()) {
                insert.setString(1, entry.getKey());
                insert.setString(2, now.toString());
                insert.setBytes(3, entry.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void delete(String sql, Collection<String> keys) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            for (String key : keys) {
                delete.setString(1, key);
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    /// Takes out streams and clients, and every decision about a subject of one of these names.
    public void forget(Collection<String> streams, Collection<String> clients, Collection<String> subjects) {
        inTransaction("forget what was kept", open -> {
            delete("DELETE FROM stream WHERE id = ?", streams);
            delete("DELETE FROM client WHERE id = ?", clients);
            delete("DELETE FROM decision WHERE json_extract(json, '$.subject') = ?", subjects);
            // a client may have been called otherwise then
            delete("DELETE FROM decision WHERE json_extract(json, '$.evidence.client') = ?", clients);
        });
    }

    /// What was learned of every stream.
    public Map<String, byte[]> streams() {
        return states("SELECT id, state FROM stream ORDER BY id");
    }

    /// What was learned of every client of the network.
    public Map<String, byte[]> clients() {
        return states("SELECT id, state FROM client ORDER BY id");
    }

    private Map<String, byte[]> states(String sql) {
        Map<String, byte[]> states = new LinkedHashMap<>();
        turn.lock();
        try (Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery(sql)) {
            while (rows.next()) {
                states.put(rows.getString(1), rows.getBytes(2));
            }
        } catch (SQLException failed) {
            throw StoreException.of(file, "read what was learned", failed);
        } finally {
            turn.unlock();
        }
        return states;
    }

    /// Size of the file on disk.
    public long bytes() {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            connection.close();
        } catch (SQLException failed) {
            throw StoreException.of(file, "close the store", failed);
        } finally {
            turn.unlock();
        }
    }

    /// The incidents that are over.
    public ClosedIncidents closed() {
        return new ClosedIncidents(this);
    }

    /// Copies all that is acknowledged into a new file, which may be there already if it is empty. For any thread;
    /// who writes waits until then.
    public void copyTo(Path copy) {
        turn.lock();
        try (PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, copy.toString());
            vacuum.execute();
        } catch (SQLException failed) {
            throw StoreException.of(file, "copy the store to " + copy.getFileName(), failed);
        } finally {
            turn.unlock();
        }
    }

    interface Writing {
        void run(Connection connection) throws SQLException;
    }

    interface Reading<T> {
        T from(Connection connection) throws SQLException;
    }

    <T> T read(String what, Reading<T> reading) {
        turn.lock();
        try {
            return reading.from(connection);
        } catch (SQLException failed) {
            throw StoreException.of(file, what, failed);
        } finally {
            turn.unlock();
        }
    }

    void inTransaction(String what, Writing writing) {
        turn.lock();
        try {
            connection.setAutoCommit(false);
            try {
                writing.run(connection);
                connection.commit();
            } catch (SQLException failed) {
                undo(failed);
                throw failed;
            }
            connection.setAutoCommit(true);
        } catch (SQLException failed) {
            throw StoreException.of(file, what, failed);
        } finally {
            turn.unlock();
        }
    }

    /// A full disk ends a transaction by itself: that it cannot be undone then must not hide why.
    private void undo(SQLException why) {
        try {
            connection.rollback();
        } catch (SQLException over) {
            why.addSuppressed(over);
        }
        try {
            connection.setAutoCommit(true);
        } catch (SQLException over) {
            why.addSuppressed(over);
        }
    }
}
