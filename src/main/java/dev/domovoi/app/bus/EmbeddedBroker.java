package dev.domovoi.app.bus;

import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import io.moquette.broker.security.IAuthenticator;
import io.moquette.broker.security.IAuthorizatorPolicy;
import io.moquette.broker.subscriptions.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A broker inside our own process, for homes without one: one user, in memory only, no telemetry.
public final class EmbeddedBroker implements AutoCloseable {
    /// Where it listens unless told otherwise.
    public static final String LOOPBACK = "127.0.0.1";

    /// Room for the topic and the header beside the largest payload.
    private static final int MAX_MESSAGE_BYTES = Inbox.MAX_PAYLOAD_BYTES + (1 << 16);

    private static final int PORT_LOOKS = 500;
    private static final long LOOK_NANOS = 10_000_000;

    /// Held so that their levels are not forgotten with them. Moquette logs every subscription at INFO.
    private static final List<Logger> QUIET =
            List.of(Logger.getLogger("io.moquette"), Logger.getLogger("io.netty"), Logger.getLogger("messageLogger"));

    /// Where it warns of each message that it has no room for: in a storm, more lines than the disk can take.
    private static final Logger OVERFLOW = Logger.getLogger("io.moquette.broker.SessionEventLoopGroup");

    private static final String TAKING_IN = "action PUB QoS";

    private final Server server;
    private final PrintableTopics topics;
    private final String listenAddress;
    private final int port;

    private EmbeddedBroker(Server server, PrintableTopics topics, String listenAddress, int port) {
        this.server = server;
        this.topics = topics;
        this.listenAddress = listenAddress;
        this.port = port;
    }

    /// Starts a broker on an address of this machine; port 0 picks a free one.
    public static EmbeddedBroker start(String listenAddress, int port, Credentials credentials) throws IOException {
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
        checkFree(listenAddress, port);
        Server server = new Server();
        PrintableTopics topics = new PrintableTopics();
        server.startServer(
                new MemoryConfig(settings(listenAddress, port)), List.of(), null, new OneUser(credentials), topics);
        try {
            return new EmbeddedBroker(server, topics, listenAddress, port == 0 ? boundPort(server) : port);
        } catch (IOException failed) {
            server.stopServer();
            throw failed;
        }
    }

    public int port() {
        return port;
    }

    public String listenAddress() {
        return listenAddress;
    }

    /// Counts what is taken in for us, by topic, and what is not for want of room. Of what was taken in, the broker
    /// passes on what a client has room for, and says nothing of the rest. The inbox learns what is new, too.
    public void watch(Predicate<String> isForUs, Inbox inbox) {
        BrokerLosses losses = inbox.brokerLosses();
        inbox.liveTopics().isTold();
        topics.taken.set(topic -> {
            inbox.liveTopics().published(topic);
            if (isForUs.test(topic)) {
                losses.took();
            }
        });
        OVERFLOW.setFilter(warning -> {
            String text = String.valueOf(warning.getMessage());
            boolean isOverflow = text.startsWith("Session command queue");
            if (isOverflow && text.contains(TAKING_IN)) {
                losses.refuses();
            }
            return !isOverflow;
        });
    }

    @Override
    public void close() {
        server.stopServer();
    }

    /// Moquette ends the whole process when its port is taken, so we look first.
    private static void checkFree(String listenAddress, int port) throws IOException {
        InetAddress address;
        try {
            address = InetAddress.getByName(listenAddress);
        } catch (IOException unknown) {
            throw new IOException("broker.listen " + listenAddress + " is not an address of this machine", unknown);
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
        } catch (IOException taken) {
            throw new IOException(
                    "the embedded broker cannot listen on " + listenAddress + ":" + port + " (" + taken.getMessage()
                            + "): check broker.listen and broker.port",
                    taken);
        }
    }

    private static Properties settings(String listenAddress, int port) {
        Properties settings = new Properties();
        settings.setProperty(IConfig.HOST_PROPERTY_NAME, listenAddress);
        settings.setProperty(IConfig.PORT_PROPERTY_NAME, String.valueOf(port));
        settings.setProperty(IConfig.ALLOW_ANONYMOUS_PROPERTY_NAME, "false");
        settings.setProperty(IConfig.ENABLE_TELEMETRY_NAME, "false");
        settings.setProperty(IConfig.PERSISTENCE_ENABLED_PROPERTY_NAME, "false");
        settings.setProperty(IConfig.PERSISTENT_CLIENT_EXPIRATION_PROPERTY_NAME, "1d");
        settings.setProperty(IConfig.NETTY_MAX_BYTES_PROPERTY_NAME, String.valueOf(MAX_MESSAGE_BYTES));
        settings.setProperty(IConfig.BUFFER_FLUSH_MS_PROPERTY_NAME, "0");
        settings.setProperty("allow_zero_byte_client_id", "true");
        return settings;
    }

    /// The port is told a moment after the start, by another thread.
    private static int boundPort(Server server) throws IOException {
        for (int look = 0; look < PORT_LOOKS; look++) {
            LockSupport.parkNanos(LOOK_NANOS);
            int port = server.getPort();
            if (port > 0) {
                return port;
            }
        }
        throw new IOException("the embedded broker did not tell its port within 5 s");
    }

    /// Lets the one user write and read all topics, but none with control characters: a client may choke on them.
    private static final class PrintableTopics implements IAuthorizatorPolicy {
        private final AtomicReference<Consumer<String>> taken = new AtomicReference<>(nobody -> {});

        @Override
        public boolean canWrite(Topic topic, @Nullable String user, @Nullable String client) {
            String name = topic.toString();
            boolean isPrintable = name.codePoints().noneMatch(Character::isISOControl);
            if (isPrintable) {
                taken.get().accept(name);
            }
            return isPrintable;
        }

        @Override
        public boolean canRead(Topic topic, @Nullable String user, @Nullable String client) {
            return true;
        }
    }

    private record OneUser(Credentials credentials) implements IAuthenticator {
        @Override
        public boolean checkValid(@Nullable String clientId, @Nullable String user, byte @Nullable [] password) {
            return user != null
                    && password != null
                    && isSame(user.getBytes(StandardCharsets.UTF_8), credentials.user())
                    && isSame(password, credentials.password());
        }

        private static boolean isSame(byte[] given, String expected) {
            return MessageDigest.isEqual(given, expected.getBytes(StandardCharsets.UTF_8));
        }
    }
}
