package dev.domovoi.app;

import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigException;
import dev.domovoi.app.metrics.HomeMetrics;
import dev.domovoi.app.store.StoreException;
import dev.domovoi.app.web.Site;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// The agent inside the framework: started with it, stopped with it, seen through its `/metrics` and `/health`.
public class AgentApplication implements QuarkusApplication {
    private static final int WRONG_USE = 2;
    private static final AtomicReference<Optional<Launch>> LAUNCH = new AtomicReference<>(Optional.empty());
    private static final Duration LONGEST_END = Duration.ofSeconds(10);
    private static final AtomicReference<CountDownLatch> ENDED = new AtomicReference<>(new CountDownLatch(0));
    private static final AtomicReference<Optional<Agent>> RUNNING = new AtomicReference<>(Optional.empty());

    @Inject
    HomeMetrics metrics;

    @Inject
    Site site;

    /// Something that runs beside the agent and ends before it does.
    public interface Companion extends AutoCloseable {
        @Override
        void close();
    }

    /// What is to be started: everything that the command line decided.
    public record Launch(
            AgentConfig config,
            TimeSource time,
            Optional<Path> history,
            Narrator narrator,
            Function<Agent, Companion> whenStarted) {}

    /// Starts the framework with an agent in it; returns when the process ends.
    public static void run(Launch launch) {
        LAUNCH.set(Optional.of(launch));
        System.setProperty("quarkus.http.host", launch.config().web().listen());
        System.setProperty(
                "quarkus.http.port", Integer.toString(launch.config().web().port()));
        Quarkus.run(AgentApplication.class);
    }

    /// Without this the process would be gone while the agent still hands over: on a signal the framework stops
    /// beside [#run], and waits only for its own part.
    @ApplicationScoped
    static class Ending {
        void waitForTheAgent(@Observes ShutdownEvent event) throws InterruptedException {
            boolean hasEnded = running().isEmpty() || ENDED.get().await(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
            if (!hasEnded) {
                System.err.println("domovoi: the agent takes longer than " + LONGEST_END.toSeconds() + " s to end");
            }
        }
    }

    static Optional<Agent> running() {
        return RUNNING.get();
    }

    @Override
    public int run(String... arguments) {
        CountDownLatch ended = new CountDownLatch(1);
        ENDED.set(ended);
        try {
            return keepRunning();
        } finally {
            ended.countDown();
        }
    }

    private int keepRunning() {
        Launch launch = LAUNCH.get().orElseThrow(() -> new IllegalStateException("nothing was launched"));
        try (Agent agent = Agent.start(launch.config(), launch.time(), launch.history(), launch.narrator())) {
            RUNNING.set(Optional.of(agent));
            metrics.publish(agent);
            site.open(agent);
            Companion beside = launch.whenStarted().apply(agent);
            HeapTidy tidy = HeapTidy.start();
            try {
                Quarkus.waitForExit();
            } finally {
                tidy.close();
                beside.close();
            }
        } catch (ConfigException | StoreException unusable) {
            System.err.println("domovoi: " + unusable.getMessage());
            return WRONG_USE;
        } finally {
            site.close();
            RUNNING.set(Optional.empty());
        }
        return 0;
    }
}
