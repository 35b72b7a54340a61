package dev.domovoi.app.store;

import dev.domovoi.app.store.Store.KeptDay;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// The record of alarms in the store, a line for each day. For any thread.
public final class AlarmDays {
    private final Store store;

    AlarmDays(Store store) {
        this.store = store;
    }

    /// Writes some days, and forgets those before `oldest`.
    public void keep(List<KeptDay> days, LocalDate oldest) {
        store.inTransaction("keep the record of alarms", connection -> {
            String sql = "INSERT OR REPLACE INTO day(day, minutes, alarms, confirmed, called_false)"
                    + " VALUES (?, ?, ?, ?, ?)";
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                for (KeptDay day : days) {
                    insert.setString(1, day.day().toString());
                    insert.setLong(2, day.minutes());
                    insert.setLong(3, day.alarms());
                    insert.setLong(4, day.confirmed());
                    insert.setLong(5, day.calledFalse());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            try (PreparedStatement prune = connection.prepareStatement("DELETE FROM day WHERE day < ?")) {
                prune.setString(1, oldest.toString());
                prune.executeUpdate();
            }
        });
    }

    /// The days that were kept, the oldest first.
    public List<KeptDay> all() {
        return store.read("read the record of alarms", connection -> {
            List<KeptDay> days = new ArrayList<>();
            try (Statement query = connection.createStatement();
                    ResultSet rows = query.executeQuery(
                            "SELECT day, minutes, alarms, confirmed, called_false FROM day ORDER BY day")) {
                while (rows.next()) {
                    days.add(new KeptDay(
                            LocalDate.parse(rows.getString(1)),
                            rows.getLong(2),
                            rows.getLong(3),
                            rows.getLong(4),
                            rows.getLong(5)));
                }
            }
            return days;
        });
    }
}
