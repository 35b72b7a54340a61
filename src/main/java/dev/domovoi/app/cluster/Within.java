package dev.domovoi.app.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One call to the API server that is given up after a limit, whatever the client below does or waits for.
///
/// What was given up may still arrive at the server later; whoever calls must not take silence for "not done".
final class Within {
    private Within() {}

    /// The call's result; throws [KubernetesClientException] without a code when the time is over.
    static <T> T limit(Duration limit, String what, Callable<T> call) throws InterruptedException {
        FutureTask<T> task = new FutureTask<>(call);
        Thread caller = Thread.ofVirtual().name("kubernetes: " + what).start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new KubernetesClientException(what + ": no answer within " + limit.toMillis() + " ms", late);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof KubernetesClientException refused
                    ? refused
                    : new KubernetesClientException(what + ": " + failed.getCause(), failed.getCause());
        } finally {
            caller.interrupt(); // no more than a formality where the call has ended
        }
    }
}
