package dev.domovoi.score.flow;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// A short table that keeps what was used last and forgets the rest: keys and values in the order of their use, with
/// nothing in between. There are thousands of them, and an entry of a table of hashes takes four times the memory.
///
/// Looking for a key takes as long as the table is: a hundred entries at most.
final class Newest<K, V> {
    static final int MOST = 100;

    private static final int FIRST_ROOM = 2;
    private static final Object[] NOTHING = {};

    private final int most;
    private Object[] keys = NOTHING;
    private Object[] values = NOTHING;
    private int size;

    Newest(int most) {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("entries of a short table must be 1.." + MOST + ", were " + most);
        }
        this.most = most;
    }

    V of(K key, Function<? super K, ? extends V> made) {
        int at = indexOf(key);
        return at < 0 ? added(key, made.apply(key)) : value(newest(at));
    }

    Optional<V> known(K key) {
        int at = indexOf(key);
        return at < 0 ? Optional.empty() : Optional.of(value(newest(at)));
    }

    /// Looking does not count as use.
    boolean knows(K key) {
        return indexOf(key) >= 0;
    }

    /// All entries, the one that was used longest ago first; looking does not count as use.
    void forEach(BiConsumer<? super K, ? super V> look) {
        for (int i = 0; i < size; i++) {
            look.accept(key(i), value(i));
        }
    }

    int size() {
        return size;
    }

    @SuppressWarnings("unchecked") // only keys come in
    private K key(int at) {
        return (K) keys[at];
    }

    @SuppressWarnings("unchecked") // only values come in
    private V value(int at) {
        return (V) values[at];
    }

    /// From the newest back, for it is the most likely.
    private int indexOf(K key) {
        for (int i = size - 1; i >= 0; i--) {
            if (keys[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /// Puts it last; where it is then.
    private int newest(int at) {
        if (at < size - 1) {
            Object key = keys[at];
            Object value = values[at];
            takeOut(at);
            keys[size] = key;
            values[size] = value;
            size++;
        }
        return size - 1;
    }

    private V added(K key, V value) {
        if (size == most) {
            takeOut(0);
        }
        if (size == keys.length) {
            int room = Math.min(most, Math.max(FIRST_ROOM, size + size / 2));
            keys = Arrays.copyOf(keys, room);
            values = Arrays.copyOf(values, room);
        }
        keys[size] = key;
        values[size] = value;
        size++;
        return value;
    }

    private void takeOut(int at) {
        size--;
        System.arraycopy(keys, at + 1, keys, at, size - at);
        System.arraycopy(values, at + 1, values, at, size - at);
    }
}
