package dev.domovoi.app.store;

import dev.domovoi.app.store.Store.KeptDecision;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/// A store whose disk can be full: SQLite itself refuses every page more than there is.
public final class FullDisk implements AutoCloseable {
    private static final int MOST_FILLERS = 2_000;

    private final Connection connection;
    private final Store store;

    public FullDisk(Path file) throws SQLException {
        this.connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        this.store = Store.over(file, connection);
    }

    public Store store() {
        return store;
    }

    /// Leaves no room for anything more, not even within the pages that there are, or as much as anybody wants.
    public void isFull(boolean isFull) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA max_page_count=" + (isFull ? 1 : 1_000_000));
        }
        for (int filler = 0; isFull && filler < MOST_FILLERS && fits(filler); filler++) {
            // until nothing fits any more
        }
    }

    private boolean fits(int filler) {
        try {
            KeptDecision small = new KeptDecision("filler-" + filler, Instant.EPOCH, "{}");
            store.keep(List.of(), List.of(small));
            return true;
        } catch (StoreException full) {
            return false;
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
