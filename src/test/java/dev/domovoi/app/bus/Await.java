package dev.domovoi.app.bus;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits, within a limit, until something is so.
public final class Await {
    private static final long LOOK_NANOS = 1_000_000;

    private Await() {}

    public static void until(String what, Duration limit, BooleanSupplier isSo) {
        for (long looks = limit.toNanos() / LOOK_NANOS; looks > 0; looks--) {
            if (isSo.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        throw new AssertionError("not within " + limit + ": " + what);
    }
}
