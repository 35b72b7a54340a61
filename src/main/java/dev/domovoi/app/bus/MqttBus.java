package dev.domovoi.app.bus;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.domovoi.signal.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.eclipse.paho.client.mqttv3.MqttException;

/// The client that stays connected: it comes back with back-off and jitter, subscribes again, says that it is there,
/// and puts what arrives into the inbox. All methods may be called by any thread.
public final class MqttBus implements AutoCloseable {
    /// A connection that held this long was a good one; after it the back-off starts anew.
    private static final Duration GOOD_CONNECTION = Duration.ofSeconds(30);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);
    private static final System.Logger LOG = System.getLogger(MqttBus.class.getName());

    private final MqttOptions options;
    private final Inbox inbox;
    private final Listener listener;
    private final InstantSource clock;
    private final Backoff backoff;
    private final Filters filters = new Filters();
    private final AtomicReference<Optional<Connection>> current = new AtomicReference<>(Optional.empty());
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread connector;
    private volatile String lastFailure = "";
    private volatile boolean isAnnounced;

    /// Hears about the connection, on the bus's own thread; it should not block for long.
    public interface Listener {
        /// Subscribed and announced.
        void connected(Instant at);

        void lost(Instant at, String why);
    }

    public MqttBus(MqttOptions options, Inbox inbox, Listener listener, InstantSource clock, RandomGenerator random) {
        this.options = options;
        this.inbox = inbox;
        this.listener = listener;
        this.clock = clock;
        this.backoff = new Backoff(random);
        this.connector = Thread.ofVirtual().name("mqtt-connector").unstarted(this::stayConnected);
    }

    /// Begins to connect and returns at once; call it once.
    public void start() {
        connector.start();
    }

    /// Adds filters, now and for every later connection; those already there change nothing. Returns what could not
    /// be taken: malformed filters, and those beyond 1,000.
    public List<Problem> subscribe(Collection<String> wanted) {
        Filters.Added added = filters.add(wanted);
        if (!added.filters().isEmpty()) {
            inbox.liveTopics().begin();
            current.get().ifPresent(connection -> connection.subscribeLater(added.filters()));
        }
        return added.problems();
    }

    /// Hands a message to the broker at QoS 1 without waiting for it.
    public Publication publish(String topic, String payload, boolean retained) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        if (!Filters.isValid(topic, false)) {
            return new Publication.Invalid("a topic is 1..65535 bytes without + and #");
        }
        if (bytes.length > Inbox.MAX_PAYLOAD_BYTES) {
            return new Publication.Invalid(
                    "a payload is at most " + Inbox.MAX_PAYLOAD_BYTES + " bytes, this one has " + bytes.length);
        }
        Optional<Connection> connection = current.get();
        return isAnnounced && connection.isPresent()
                ? connection.get().publish(topic, bytes, retained)
                : new Publication.NotConnected();
    }

    /// Forgets all filters and goes on with a new connection: what is on its way in either direction is lost, on
    /// purpose.
    public void beginAnew() {
        filters.clear();
        current.get().ifPresent(connection -> connection.breakOff("the watch has ended, beginning anew"));
    }

    /// Whether we are connected, subscribed and announced.
    public boolean isConnected() {
        return isAnnounced && current.get().map(Connection::isOpen).orElse(false);
    }

    /// Whether a message that is published on the topic now is meant to come to us.
    public boolean hears(String topic) {
        return isAnnounced && filters.match(topic);
    }

    /// Why the newest attempt to connect failed; empty once one has succeeded.
    public Optional<String> trouble() {
        return Optional.of(lastFailure).filter(why -> !why.isEmpty());
    }

    /// Says `offline`, disconnects and stops; takes a few seconds at most.
    @Override
    public void close() {
        closed.countDown();
        current.get().ifPresent(Connection::leave);
        try {
            if (connector.getState() != Thread.State.NEW && !connector.join(CLOSE_LIMIT)) {
                LOG.log(WARNING, "the attempt to connect to {0} is still being given up", options.address());
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void stayConnected() {
        try {
            do {
                connect().ifPresent(this::stay);
            } while (!closed.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Connection> connect() {
        Optional<Connection> opened = Optional.empty();
        try {
            opened = Optional.of(Connection.open(options, inbox));
            current.set(opened); // from here on a new filter is subscribed by whoever adds it
            inbox.liveTopics().begin();
            opened.get().subscribe(filters.snapshot());
            opened.get().announce();
            return opened;
        } catch (MqttException | TlsFileException | RuntimeException failed) {
            current.set(Optional.empty());
            opened.ifPresent(Connection::abandon);
            logOnce(ConnectFailure.of(failed, options));
            return Optional.empty();
        }
    }

    private void stay(Connection connection) {
        Instant since = clock.instant();
        isAnnounced = true;
        if (closed.getCount() == 0) {
            connection.leave();
        } else {
            lastFailure = "";
            LOG.log(INFO, "connected to {0} as {1}", options.address(), options.clientId());
            tell(() -> listener.connected(since));
        }
        String why = connection.ended().join();
        isAnnounced = false;
        current.set(Optional.empty());
        if (closed.getCount() > 0) {
            connection.abandon();
            LOG.log(WARNING, "lost the connection to {0}: {1}", options.address(), why);
        }
        if (Duration.between(since, clock.instant()).compareTo(GOOD_CONNECTION) >= 0) {
            backoff.reset();
        }
        tell(() -> listener.lost(clock.instant(), why));
    }

    private void logOnce(ConnectFailure failure) {
        if (closed.getCount() > 0 && !failure.reason().equals(lastFailure)) {
            lastFailure = failure.reason();
            LOG.log(
                    WARNING,
                    "cannot connect to {0}: {1}; {2}; trying on",
                    options.address(),
                    failure.reason(),
                    failure.remedy());
        }
    }

    /// A listener's bug must not end the connection for good.
    private static void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException bug) {
            LOG.log(ERROR, "a listener of the MQTT bus failed", bug);
        }
    }
}
