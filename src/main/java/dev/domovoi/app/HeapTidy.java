package dev.domovoi.app;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Has the whole heap looked through once it has grown by so much since the last time.
///
/// The serial collector lets the old generation grow up to the limit of the heap before it asks what of it is dead:
/// memory that a small machine needs for other things. The price is a pause, once a minute at most.
final class HeapTidy implements AutoCloseable {
    static final long GROWN_BYTES = 6L << 20;

    private static final Duration EVERY = Duration.ofMinutes(1);

    private final LongSupplier heapBytes;
    private final Runnable collection;
    private final Thread thread = Thread.ofVirtual().name("heap").unstarted(this::run);
    private long bytesBefore;

    HeapTidy(LongSupplier heapBytes, Runnable collection) {
        this.heapBytes = heapBytes;
        this.collection = collection;
        this.bytesBefore = heapBytes.getAsLong();
    }

    /// Sees to the heap of this process until it is closed.
    static HeapTidy start() {
        Runtime runtime = Runtime.getRuntime();
        HeapTidy tidy = new HeapTidy(runtime::totalMemory, runtime::gc);
        tidy.thread.start();
        return tidy;
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                look();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    void look() {
        if (heapBytes.getAsLong() - bytesBefore >= GROWN_BYTES) {
            collection.run();
            bytesBefore = heapBytes.getAsLong();
        }
        bytesBefore = Math.min(bytesBefore, heapBytes.getAsLong());
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
