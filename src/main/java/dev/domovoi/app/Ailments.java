package dev.domovoi.app;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// What ails parts of the agent that work beside deciding, by their names. Safe for any thread.
public final class Ailments {
    private static final int MOST = 100;

    private final Map<String, String> reasons = new ConcurrentHashMap<>();

    /// Takes note that something failed; whether it was well before.
    public boolean fails(String name, String why) {
        return (reasons.size() < MOST || reasons.containsKey(name)) && reasons.put(name, why) == null;
    }

    /// Takes note that something works; whether it was ill before.
    public boolean works(String name) {
        return reasons.remove(name) != null;
    }

    /// The reasons by name; empty while all is well.
    public Map<String, String> all() {
        return new TreeMap<>(reasons);
    }
}
