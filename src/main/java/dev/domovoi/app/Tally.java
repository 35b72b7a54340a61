package dev.domovoi.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts of one kind of thing by label values, with a limit on how many different ones there may be.
public final class Tally {
    private static final int MAX_KINDS = 500;
    private static final String OTHER = "other";

    private final Map<List<String>, LongAdder> counts = new ConcurrentHashMap<>();

    /// Counts one; past the limit new combinations are counted together as `other`.
    public void count(String... labels) {
        List<String> key = List.of(labels);
        if (!counts.containsKey(key) && counts.size() >= MAX_KINDS) {
            key = List.copyOf(key.stream().map(label -> OTHER).toList());
        }
        counts.computeIfAbsent(key, added -> new LongAdder()).increment();
    }

    /// The counts so far.
    public Map<List<String>, Long> counts() {
        Map<List<String>, Long> result = new HashMap<>();
        counts.forEach((labels, count) -> result.put(labels, count.sum()));
        return result;
    }

    /// How many were counted under exactly these labels.
    public long of(String... labels) {
        LongAdder count = counts.get(List.of(labels));
        return count == null ? 0 : count.sum();
    }
}
