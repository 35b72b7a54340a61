package dev.domovoi.app.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.domovoi.app.bus.Stranger.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What brokers say to a stranger, who comes with our address and nothing else of ours.
@Timeout(60)
final class StrangerTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Credentials KNOWN = new Credentials("domovoi", "correct-horse");

    @TempDir
    Path folder;

    @Test
    void aMosquittoForEverybodyLetsItInAlsoWhereWeHaveAPassword() throws IOException {
        try (RealMosquitto broker = RealMosquitto.open(folder).start()) {
            assertEquals(new Answer.LetIn(), Stranger.knock(options(broker.url(), Optional.empty()), LIMIT));
        }
    }

    @Test
    void aMosquittoWithPasswordsTurnsItAway() throws IOException {
        try (RealMosquitto broker = RealMosquitto.withPassword(folder, KNOWN).start()) {
            assertEquals(new Answer.TurnedAway(), Stranger.knock(options(broker.url(), Optional.empty()), LIMIT));
        }
    }

    @Test
    void aMosquittoWithPasswordsAndTlsTurnsItAway() throws IOException {
        try (RealMosquitto broker =
                RealMosquitto.withPasswordAndTls(folder, KNOWN).start()) {
            Tls trusting = new Tls(Optional.of(broker.ca()), Optional.empty());
            assertEquals(new Answer.TurnedAway(), Stranger.knock(options(broker.url(), Optional.of(trusting)), LIMIT));
        }
    }

    @Test
    void aMosquittoThatWantsACertificateTurnsItAwayAndOneThatOnlyEncryptsLetsItIn() throws IOException {
        try (RealMosquitto broker = RealMosquitto.withTls(folder, true).start()) {
            assertEquals(new Answer.TurnedAway(), Stranger.knock(certified(broker), LIMIT));
        }
        try (RealMosquitto broker = RealMosquitto.withTls(folder, false).start()) {
            assertEquals(new Answer.LetIn(), Stranger.knock(certified(broker), LIMIT));
        }
    }

    @Test
    void theEmbeddedBrokerTurnsItAway() throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.LOOPBACK, 0, KNOWN)) {
            URI url = URI.create("mqtt://127.0.0.1:" + broker.port());
            assertEquals(new Answer.TurnedAway(), Stranger.knock(options(url, Optional.empty()), LIMIT));
        }
    }

    @Test
    void nothingIsKnownOfABrokerThatHangsOrIsNotThere() throws IOException {
        try (RealMosquitto broker = RealMosquitto.open(folder).start()) {
            broker.freeze();
            assertUnclear(broker.url());
        }
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertUnclear(URI.create("mqtt://127.0.0.1:" + deaf.getLocalPort()));
        }
        assertUnclear(URI.create("mqtt://127.0.0.1:1"));
    }

    private static void assertUnclear(URI url) {
        assertInstanceOf(Answer.Unclear.class, Stranger.knock(options(url, Optional.empty()), SHORT));
    }

    private static MqttOptions certified(RealMosquitto broker) {
        Tls.ClientCertificate own = new Tls.ClientCertificate(broker.clientCertificate(), broker.clientKey());
        return options(broker.url(), Optional.of(new Tls(Optional.of(broker.ca()), Optional.of(own))));
    }

    private static MqttOptions options(URI url, Optional<Tls> tls) {
        return new MqttOptions(url, Optional.of(KNOWN), tls, "domovoi-test", Optional.empty());
    }
}
