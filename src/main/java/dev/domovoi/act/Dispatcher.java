package dev.domovoi.act;

import dev.domovoi.signal.Action;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Outcome.Failed;
import dev.domovoi.signal.Outcome.Refused;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Carries out actions beside the pipeline: each on its own virtual thread, each with a deadline, only so many at
/// once.
public final class Dispatcher {
    /// How many actions run at once unless told otherwise.
    public static final int AT_ONCE = 8;

    private final Actuator actuator;
    private final int atOnce;
    private final Semaphore free;

    public Dispatcher(Actuator actuator) {
        this(actuator, AT_ONCE);
    }

    public Dispatcher(Actuator actuator, int atOnce) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("actions at once must be 1 or more, was " + atOnce);
        }
        this.actuator = actuator;
        this.atOnce = atOnce;
        this.free = new Semaphore(atOnce);
    }

    /// Starts the action and returns at once. Empty: `finished` will be called exactly once, on a virtual thread.
    /// Present: it was not started, and `finished` will not be called.
    public Optional<Refused> dispatch(Action action, Duration deadline, Consumer<Outcome> finished) {
        if (!free.tryAcquire()) {
            return Optional.of(new Refused("nothing was sent: " + atOnce + " other actions are under way"));
        }
        FutureTask<Outcome> work = new FutureTask<>(() -> perform(action));
        String name = action.kind() + " " + action.target();
        Thread.ofVirtual().name("waiting for " + name).start(() -> finished.accept(awaited(work, name, deadline)));
        return Optional.empty();
    }

    /// The place is free again when the actuator has let go, not when the deadline passed.
    private Outcome perform(Action action) {
        try {
            return actuator.perform(action);
        } finally {
            free.release();
        }
    }

    private static Outcome awaited(FutureTask<Outcome> work, String name, Duration deadline) {
        Thread worker = Thread.ofVirtual().name(name).start(work);
        try {
            return work.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            worker.interrupt();
            return new Failed("no outcome of " + name + " within " + deadline.toMillis() + " ms", false);
        } catch (ExecutionException bug) {
            return new Failed("a bug while carrying out " + name + ": " + bug.getCause(), false);
        } catch (InterruptedException stopping) {
            worker.interrupt();
            Thread.currentThread().interrupt();
            return new Failed("stopped while carrying out " + name, false);
        }
    }
}
