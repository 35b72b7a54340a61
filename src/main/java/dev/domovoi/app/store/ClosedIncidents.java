package dev.domovoi.app.store;

import dev.domovoi.decide.Cut;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Severity;
import dev.domovoi.signal.DeviceId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The incidents that are over, in the store: kept for some weeks, so that a person may still say what they were. For
/// any thread.
public final class ClosedIncidents {
    /// How long they are kept.
    public static final Duration KEPT = Duration.ofDays(70);

    /// The oldest go first.
    private static final int MOST = 2_000;

    private static final String COLUMNS =
            "id, dialect, device, name, kind, severity, opened_at, alarmed_at, closed_at, why, feedback";

    private final Store store;

    ClosedIncidents(Store store) {
        this.store = store;
    }

    /// An incident as it was when it was closed, but for what a person has said of it since.
    public record Closed(Incident incident, Instant closedAt) {}

    /// Keeps one, and forgets what is too old.
    public void keep(Closed closed) {
        Incident incident = closed.incident();
        store.inTransaction("keep an incident that is over", connection -> {
            String sql = "INSERT OR REPLACE INTO closed(" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                insert.setString(1, incident.id());
                insert.setString(2, incident.device().dialect());
                insert.setString(3, incident.device().name());
                insert.setString(4, incident.name());
                insert.setString(5, incident.kind());
                insert.setString(6, incident.severity().name());
                insert.setLong(7, incident.openedAt().toEpochMilli());
                insert.setLong(8, incident.lastAlarmAt().toEpochMilli());
                insert.setLong(9, closed.closedAt().toEpochMilli());
                insert.setString(10, incident.why());
                insert.setString(11, incident.real().map(String::valueOf).orElse(""));
                insert.executeUpdate();
            }
            String old = "DELETE FROM closed WHERE closed_at < ? OR id NOT IN"
                    + " (SELECT id FROM closed ORDER BY closed_at DESC LIMIT " + MOST + ")";
            try (PreparedStatement prune = connection.prepareStatement(old)) {
                prune.setLong(1, closed.closedAt().minus(KEPT).toEpochMilli());
                prune.executeUpdate();
            }
        });
    }

    /// The one with this id.
    public Optional<Closed> find(String id) {
        return query("WHERE id = ?", select -> select.setString(1, id)).stream().findFirst();
    }

    /// Those that were opened since then, the oldest first.
    public List<Closed> openedSince(Instant from) {
        return query("WHERE opened_at >= ? ORDER BY opened_at, id", select -> select.setLong(1, from.toEpochMilli()));
    }

    /// Nothing is to be known of a device's any more.
    public void forget(DeviceId device) {
        store.inTransaction("forget incidents that are over", connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM closed WHERE dialect = ? AND device = ?")) {
                delete.setString(1, device.dialect());
                delete.setString(2, device.name());
                delete.executeUpdate();
            }
        });
    }

    private interface Terms {
        void on(PreparedStatement select) throws SQLException;
    }

    private List<Closed> query(String where, Terms terms) {
        return store.read("read incidents that are over", connection -> {
            List<Closed> found = new ArrayList<>();
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT " + COLUMNS + " FROM closed " + where)) {
                terms.on(select);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(closed(rows));
                    }
                }
            }
            return found;
        });
    }

    private static Closed closed(ResultSet row) throws SQLException {
        String feedback = row.getString(11);
        Instant alarmedAt = Instant.ofEpochMilli(row.getLong(8));
        Instant closedAt = Instant.ofEpochMilli(row.getLong(9));
        return new Closed(
                new Incident(
                        row.getString(1),
                        new DeviceId(row.getString(2), row.getString(3)),
                        row.getString(4),
                        row.getString(5),
                        Severity.valueOf(row.getString(6)),
                        Instant.ofEpochMilli(row.getLong(7)),
                        alarmedAt,
                        closedAt,
                        row.getString(10),
                        new Cut.Open(),
                        feedback.isEmpty() ? Optional.empty() : Optional.of(Boolean.valueOf(feedback))),
                closedAt);
    }
}
