package dev.domovoi.score.flow;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// A long table that keeps what was used last and forgets the rest; [Newest] is a short one.
final class NewestOfMany<K, V> {
    private final Table<K, V> table;

    NewestOfMany(int most) {
        this.table = new Table<>(most);
    }

    V of(K key, Function<? super K, ? extends V> made) {
        return table.computeIfAbsent(key, made);
    }

    Optional<V> known(K key) {
        return Optional.ofNullable(table.get(key));
    }

    boolean knows(K key) {
        return table.containsKey(key);
    }

    void forget(K key) {
        table.remove(key);
    }

    /// All entries, the one that was used longest ago first; looking does not count as use.
    void forEach(BiConsumer<? super K, ? super V> look) {
        table.forEach(look);
    }

    int size() {
        return table.size();
    }

    /// How many were forgotten to make room.
    long forgotten() {
        return table.forgotten;
    }

    private static final class Table<K, V> extends LinkedHashMap<K, V> {
        @Serial
        private static final long serialVersionUID = 1L;

        private final int most;
        private long forgotten;

        Table(int most) {
            super(4, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            boolean isFull = size() > most;
            forgotten += isFull ? 1 : 0;
            return isFull;
        }
    }
}
