package dev.domovoi.app.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What one decision came to: its verdict, and the guard that held it first, empty where none did.
public record KeptVerdict(Instant at, String verdict, String guard) {
    /// Of the decisions since then that are kept, the oldest first. For any thread.
    public static List<KeptVerdict> since(Store store, Instant from) {
        return store.read("read decisions", connection -> {
            List<KeptVerdict> found = new ArrayList<>();
            String sql = "SELECT at, json_extract(json, '$.verdict'), json_extract(json, '$.guard') FROM decision"
                    + " WHERE at >= ? ORDER BY number";
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setString(1, from.toString());
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.add(new KeptVerdict(
                                Instant.parse(rows.getString(1)),
                                Objects.requireNonNullElse(rows.getString(2), ""),
                                Objects.requireNonNullElse(rows.getString(3), "")));
                    }
                }
            }
            return found;
        });
    }
}
