package dev.domovoi.observe.payload;

import dev.domovoi.signal.DeviceId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a dialect keeps about names it met; beyond its limit the oldest entry makes room.
public final class Remembered<V> {
    /// More devices than a home has; a flood of made-up names costs no more than this.
    public static final int MAX_NAMES = 1000;

    private final Map<String, V> values = new LinkedHashMap<>();

    /// Keeps the value; one under a name too long to be one is not kept.
    public void put(String name, V value) {
        if (name.length() > DeviceId.MAX_NAME_CHARS) {
            return;
        }
        values.remove(name);
        if (values.size() >= MAX_NAMES) {
            values.remove(values.keySet().iterator().next());
        }
        values.put(name, value);
    }

    public Optional<V> of(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public void forget(String name) {
        values.remove(name);
    }

    public boolean knows(String name) {
        return values.containsKey(name);
    }
}
