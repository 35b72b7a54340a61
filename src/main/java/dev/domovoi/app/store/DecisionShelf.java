package dev.domovoi.app.store;

import dev.domovoi.app.store.Store.KeptDecision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;

/// The decisions that a store keeps, to be looked up. For any thread.
public final class DecisionShelf {
    /// The incident of a decision; of one that is damaged none.
    private static final String INCIDENT =
            "CASE WHEN json_valid(json) THEN json_extract(json, '$.incident') ELSE '' END";

    private final Path file;
    private final Connection connection;
    private final ReentrantLock turn;

    DecisionShelf(Path file, Connection connection, ReentrantLock turn) {
        this.file = file;
        this.connection = connection;
        this.turn = turn;
    }

    /// A connection that changes nothing. Without a log beside it the file is whole, and where nothing may be written
    /// only this way reads it.
    static Connection looked(Path file, Duration patience) throws SQLException {
        SQLiteConfig asItIs = new SQLiteConfig();
        asItIs.setReadOnly(true);
        asItIs.setBusyTimeout((int) patience.toMillis());
        boolean isWhole = Files.notExists(file.resolveSibling(file.getFileName() + "-wal"));
        return asItIs.createConnection("jdbc:sqlite:" + (isWhole ? file.toUri() + "?immutable=1" : file));
    }

    /// The newest, newest first.
    List<KeptDecision> newest(int limit) {
        return decisions("ORDER BY number DESC LIMIT ?", query -> query.setInt(1, limit));
    }

    /// The decision of that id, or the first that is kept of the incident of that id.
    public Optional<KeptDecision> named(String id) {
        String which = "WHERE id = ?1 OR " + INCIDENT + " = ?1 ORDER BY number LIMIT 1";
        return decisions(which, query -> query.setString(1, id)).stream().findFirst();
    }

    /// The decisions of one incident that are kept, the oldest first.
    public List<KeptDecision> ofIncident(String incident, int limit) {
        return decisions("WHERE " + INCIDENT + " = ? ORDER BY number LIMIT ?", query -> {
            query.setString(1, incident);
            query.setInt(2, limit);
        });
    }

    /// The decision whose number, or whose incident's, is nearest to one.
    public Optional<KeptDecision> nearest(boolean byIncident, long number) {
        String id = byIncident ? INCIDENT : "id";
        String which = "ORDER BY ABS(CAST(substr(" + id + ", 3) AS INTEGER) - ?), number LIMIT 1";
        return decisions(which, query -> query.setLong(1, number)).stream().findFirst();
    }

    private interface Asking {
        void fill(PreparedStatement query) throws SQLException;
    }

    private List<KeptDecision> decisions(String which, Asking asking) {
        List<KeptDecision> found = new ArrayList<>();
        turn.lock();
        try (PreparedStatement query = connection.prepareStatement("SELECT id, at, json FROM decision " + which)) {
            asking.fill(query);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(new KeptDecision(rows.getString(1), Instant.parse(rows.getString(2)), rows.getString(3)));
                }
            }
        } catch (SQLException failed) {
            throw StoreException.of(file, "read decisions", failed);
        } finally {
            turn.unlock();
        }
        return found;
    }
}
