package dev.domovoi.app.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// How many decisions came to the same: their verdict, and the guard that held them first, empty where none did.
public record KeptVerdict(String verdict, String guard, long count) {
    /// Of the decisions that are kept from one instant to before another. For any thread.
    public static List<KeptVerdict> between(Store store, Instant from, Instant to) {
        return store.read("count decisions", connection -> {
            List<KeptVerdict> found = new ArrayList<>();
            String sql =
                    "SELECT verdict, guard, COUNT(*) FROM decision WHERE at >= ? AND at < ? GROUP BY verdict, guard";
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setString(1, bound(from));
                query.setString(2, bound(to));
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.add(new KeptVerdict(
                                Objects.requireNonNullElse(rows.getString(1), ""),
                                Objects.requireNonNullElse(rows.getString(2), ""),
                                rows.getLong(3)));
                    }
                }
            }
            return found;
        });
    }

    /// Without its last letter it is less than every text of that second, with parts of one and without.
    private static String bound(Instant at) {
        String text = at.toString();
        return text.substring(0, text.length() - 1);
    }
}
