package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class HeapTidyTest {
    private static final long MIB = 1 << 20;

    private final AtomicLong heap = new AtomicLong(16 * MIB);
    private int collections;

    @Test
    void collectsOnceItHasGrownSinceTheLastTimeAndNotBefore() {
        HeapTidy tidy = new HeapTidy(heap::get, () -> {
            collections++;
            heap.addAndGet(-2 * MIB);
        });
        assertEquals(0, after(tidy, 5));
        assertEquals(1, after(tidy, 1), "22 MiB, of which 20 are left");
        assertEquals(1, after(tidy, 5));
        assertEquals(2, after(tidy, 1));
        heap.set(10 * MIB);
        assertEquals(2, after(tidy, 0), "given back otherwise");
        assertEquals(2, after(tidy, 5));
        assertEquals(3, after(tidy, 1));
    }

    private int after(HeapTidy tidy, int grownMebibytes) {
        heap.addAndGet(grownMebibytes * MIB);
        tidy.look();
        return collections;
    }
}
