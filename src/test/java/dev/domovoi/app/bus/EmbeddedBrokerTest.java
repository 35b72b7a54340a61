package dev.domovoi.app.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.signal.Message;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.Test;

/// The broker in our own process.
final class EmbeddedBrokerTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Credentials credentials = Credentials.generated("plug", new SecureRandom());
    private final Inbox inbox = new Inbox(10, InstantSource.system());

    private Connection open(EmbeddedBroker broker, String clientId, Optional<Credentials> shown) throws Exception {
        URI url = URI.create("mqtt://127.0.0.1:" + broker.port());
        return Connection.open(new MqttOptions(url, shown, Optional.empty(), clientId, Optional.empty()), inbox);
    }

    private MqttBus bus(EmbeddedBroker broker) {
        URI url = URI.create("mqtt://127.0.0.1:" + broker.port());
        MqttOptions options = new MqttOptions(url, Optional.of(credentials), Optional.empty(), "bus", Optional.empty());
        MqttBus bus = new MqttBus(options, inbox, new QuietListener(), InstantSource.system(), new SplittableRandom(7));
        bus.subscribe(List.of("kept"));
        bus.start();
        Await.until("connected", LIMIT, bus::isConnected);
        return bus;
    }

    private static final class QuietListener implements MqttBus.Listener {
        @Override
        public void connected(Instant at) {}

        @Override
        public void lost(Instant at, String why) {}
    }

    @Test
    void letsOnlyItsOneUserIn() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.LOOPBACK, 0, credentials)) {
            assertThrows(MqttException.class, () -> open(broker, "anonymous", Optional.empty()));
            assertThrows(
                    MqttException.class, () -> open(broker, "wrong", Optional.of(new Credentials("plug", "guessed"))));
            open(broker, "right", Optional.of(credentials)).leave();
        }
    }

    @Test
    void carriesMessagesOfOneMebibyteBetweenTwoClients() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.LOOPBACK, 0, credentials)) {
            Connection reader = open(broker, "reader", Optional.of(credentials));
            Connection writer = open(broker, "writer", Optional.of(credentials));
            reader.subscribe(List.of("big/#"));
            assertInstanceOf(
                    Publication.Queued.class, writer.publish("big/one", new byte[Inbox.MAX_PAYLOAD_BYTES], false));
            Message received = inbox.take(LIMIT).orElseThrow();
            assertEquals(Inbox.MAX_PAYLOAD_BYTES, received.payload().length);
            writer.publish("big/two", new byte[2 * Inbox.MAX_PAYLOAD_BYTES], false);
            Await.until("the broker ends a connection that sends too much", LIMIT, () -> !writer.isOpen());
            assertEquals(0, inbox.depth());
            writer.abandon();
            reader.leave();
        }
    }

    @Test
    void tellsOfEachMessageAndBringsItOnceThroughTwoFilters() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.LOOPBACK, 0, credentials)) {
            broker.watch(told::add, inbox);
            Connection both = open(broker, "both", Optional.of(credentials));
            both.subscribe(List.of("+/online", "a/#", "last"));
            both.publish("a/online", new byte[] {1}, true);
            both.publish("elsewhere", new byte[0], false);
            both.publish("last", new byte[] {2}, false);
            assertEquals("a/online", inbox.take(LIMIT).orElseThrow().topic());
            assertEquals("last", inbox.take(LIMIT).orElseThrow().topic());
            assertEquals(List.of("a/online", "elsewhere", "last"), told);
            assertEquals(0, inbox.brokerLosses().refused());
            both.leave();
        }
    }

    @Test
    void whatItHadKeptIsKnownAsSuchAlsoAtEachConnection() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.LOOPBACK, 0, credentials)) {
            broker.watch(topic -> true, inbox);
            for (int connection = 0; connection < 3; connection++) {
                try (MqttBus bus = bus(broker)) {
                    if (connection > 0) {
                        assertTrue(inbox.take(LIMIT).orElseThrow().retained());
                    }
                    bus.publish("kept", "on", true);
                    assertFalse(inbox.take(LIMIT).orElseThrow().retained());
                }
            }
        }
    }

    @Test
    void closeReleasesThePortAndATakenPortIsAnError() throws Exception {
        int port;
        try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.LOOPBACK, 0, credentials)) {
            port = broker.port();
            IOException taken = assertThrows(
                    IOException.class, () -> EmbeddedBroker.start(EmbeddedBroker.LOOPBACK, port, credentials));
            assertTrue(String.valueOf(taken.getMessage()).contains("broker.port"));
        }
        try (EmbeddedBroker again = EmbeddedBroker.start(EmbeddedBroker.LOOPBACK, port, credentials)) {
            assertEquals(port, again.port());
        }
    }
}
