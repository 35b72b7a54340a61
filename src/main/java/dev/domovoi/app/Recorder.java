package dev.domovoi.app;

import dev.domovoi.app.bus.Inbox;
import dev.domovoi.app.bus.MqttBus;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.recording.RecordingWriter;
import dev.domovoi.app.router.RouterMail;
import dev.domovoi.observe.Dialects;
import dev.domovoi.signal.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/// Writes what the broker says, as it arrives, until its time is up or the process is asked to stop.
public final class Recorder {
    private static final System.Logger LOG = System.getLogger(Recorder.class.getName());
    private static final Duration FLUSH_EVERY = Duration.ofSeconds(1);
    private static final Duration FINISH_WITHIN = Duration.ofSeconds(3);

    private final AgentConfig config;
    private final List<String> filters;
    private Optional<String> trouble = Optional.empty();

    /// Without filters: those of the dialects, of routers and of the configuration.
    public Recorder(AgentConfig config, List<String> filters) {
        this.config = config;
        List<String> wanted = new ArrayList<>(filters);
        if (wanted.isEmpty()) {
            Dialects.of(config.dialects()).forEach(dialect -> wanted.addAll(dialect.subscriptions()));
            wanted.addAll(config.mqtt().subscribe());
            wanted.addAll(
                    new RouterMail(config.mqtt().prefix(), config.network().nlbwmon()).filters());
        }
        this.filters = List.copyOf(wanted);
    }

    /// The number of messages written.
    public long record(OutputStream output, Duration length) throws IOException, InterruptedException {
        AtomicBoolean stopping = new AtomicBoolean();
        Thread recording = Thread.currentThread();
        Thread atExit = Thread.ofPlatform().unstarted(() -> finish(stopping, recording));
        Runtime.getRuntime().addShutdownHook(atExit);
        Inbox inbox = new Inbox(config.mqtt().queueMessages(), InstantSource.system());
        try (MqttBus bus = new MqttBus(
                        BrokerChoice.probe(config), inbox, new Log(), InstantSource.system(), new Random());
                RecordingWriter writer = new RecordingWriter(output)) {
            bus.subscribe(filters)
                    .forEach(problem -> LOG.log(System.Logger.Level.WARNING, "not subscribed: " + problem));
            bus.start();
            long count = write(inbox, writer, output, System.nanoTime() + length.toNanos(), stopping);
            trouble = bus.trouble();
            return count;
        }
    }

    /// Why the broker was not reached at the end of the recording; empty where it was.
    public Optional<String> trouble() {
        return trouble;
    }

    private static long write(
            Inbox inbox, RecordingWriter writer, OutputStream output, long endNanos, AtomicBoolean stopping)
            throws IOException, InterruptedException {
        long count = 0;
        while (System.nanoTime() < endNanos && !stopping.get()) {
            Optional<Message> message = inbox.take(FLUSH_EVERY);
            if (message.isPresent()) {
                writer.write(message.get());
                count++;
            }
            if (inbox.depth() == 0) {
                output.flush();
            }
        }
        return count;
    }

    private static void finish(AtomicBoolean stopping, Thread recording) {
        stopping.set(true);
        try {
            recording.join(FINISH_WITHIN);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Log implements MqttBus.Listener {
        @Override
        public void connected(Instant at) {
            LOG.log(System.Logger.Level.INFO, "connected; recording");
        }

        @Override
        public void lost(Instant at, String why) {
            LOG.log(System.Logger.Level.WARNING, "lost the broker: " + why);
        }
    }
}
