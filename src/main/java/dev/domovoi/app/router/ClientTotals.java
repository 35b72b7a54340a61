package dev.domovoi.app.router;

import dev.domovoi.observe.flow.Nlbwmon;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What nlbwmon last said that each client had moved over each service, to see by how much that has grown.
final class ClientTotals {
    private final Map<String, Total> totals = new LinkedHashMap<>(16, 0.75f, true);

    private record Total(double sentBytes, double receivedBytes) {}

    /// What was moved since it was last said.
    record Grown(long sentBytes, long receivedBytes) {}

    /// Empty for the router's own, and where nothing was said before.
    Optional<Grown> count(Nlbwmon.Row row) {
        if (row.mac().isEmpty()) {
            return Optional.empty();
        }
        Total now = new Total(
                row.counters().getOrDefault("tx_bytes", 0.0), row.counters().getOrDefault("rx_bytes", 0.0));
        Total before = totals.put(row.mac() + " " + row.service(), now);
        if (totals.size() > Nlbwmon.MAX_ROWS) {
            totals.remove(totals.keySet().iterator().next()); // clients of long ago make room for those of today
        }
        return Optional.ofNullable(before)
                .map(then -> new Grown(
                        grown(now.sentBytes(), then.sentBytes()), grown(now.receivedBytes(), then.receivedBytes())));
    }

    /// A total that fell has begun anew with its accounting period.
    private static long grown(double now, double before) {
        return (long) (now >= before ? now - before : now);
    }

    void forget(String client) {
        totals.keySet().removeIf(key -> key.startsWith(client + " "));
    }
}
