package dev.domovoi.app.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.signal.Message;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The client against Mosquitto.
final class MqttBusTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Credentials KNOWN = new Credentials("domovoi", "correct-horse");
    private static final MqttBus.Listener QUIET = new MqttBus.Listener() {
        @Override
        public void connected(Instant at) {}

        @Override
        public void lost(Instant at, String why) {}
    };

    private static final List<String> ONE_CLIENT =
            List.of("MQTT Call: agent", "MQTT Ping: agent", "MQTT Rec: agent", "MQTT Snd: agent");

    private final InstantSource clock = InstantSource.system();
    private final Inbox inbox = new Inbox(100, clock);

    @TempDir
    Path home;

    private MqttBus bus(MqttOptions options) {
        MqttBus bus = new MqttBus(options, inbox, QUIET, clock, new SplittableRandom(7));
        assertEquals(List.of(), bus.subscribe(List.of("tele/#")));
        bus.start();
        return bus;
    }

    private static void awaitConnected(MqttBus bus) {
        Await.until("connected", LIMIT, bus::isConnected);
    }

    private Message next() throws InterruptedException {
        return inbox.take(LIMIT).orElseThrow(() -> new AssertionError("no message"));
    }

    private static MqttOptions options(URI url, Optional<Credentials> credentials, Optional<Tls> tls) {
        return new MqttOptions(url, credentials, tls, "agent", Optional.of(Will.offline("domovoi/agent/a/status")));
    }

    @Test
    void receivesWithTheRightPasswordAndPassesTheRetainedFlagOn() throws Exception {
        try (RealMosquitto broker = RealMosquitto.withPassword(home, KNOWN).start()) {
            broker.publish("tele/fridge/LWT", "Online", true);
            try (MqttBus bus = bus(options(broker.url(), Optional.of(KNOWN), Optional.empty()))) {
                awaitConnected(bus);
                assertTrue(next().retained());
                broker.publish("tele/fridge/SENSOR", "{}", false);
                Message live = next();
                assertEquals("tele/fridge/SENSOR", live.topic());
                assertFalse(live.retained());
                assertInstanceOf(Publication.Queued.class, bus.publish("tele/own", "x", false));
                assertEquals("x", next().text());
                assertInstanceOf(Publication.Invalid.class, bus.publish("a/#", "x", false));
            }
        }
    }

    @Test
    void aWrongPasswordNamesTheKeysAndNeverThePassword() throws Exception {
        try (RealMosquitto broker = RealMosquitto.withPassword(home, KNOWN).start()) {
            MqttOptions wrong =
                    options(broker.url(), Optional.of(new Credentials("domovoi", "battery-staple")), Optional.empty());
            ConnectFailure failure = failure(wrong);
            assertEquals("check mqtt.user and mqtt.password", failure.remedy());
            assertFalse((failure + " " + wrong).contains("battery-staple"));
        }
    }

    @Test
    void aClosedPortNamesTheUrlAndPublishingSaysNotConnected() throws Exception {
        try (RealMosquitto broker = RealMosquitto.open(home)) {
            MqttOptions nobody = options(broker.url(), Optional.empty(), Optional.empty());
            assertTrue(failure(nobody).remedy().contains("mqtt.url"));
            try (MqttBus bus = bus(nobody)) {
                assertInstanceOf(Publication.NotConnected.class, bus.publish("a", "x", false));
            }
        }
    }

    @Test
    void subscribesAgainAfterTheBrokerWasKilledAndRestarted() throws Exception {
        try (RealMosquitto broker = RealMosquitto.open(home).start();
                MqttBus bus = bus(options(broker.url(), Optional.empty(), Optional.empty()))) {
            awaitConnected(bus);
            assertEquals(
                    1,
                    bus.subscribe(List.of("stat/#", "tele/#", "bad/#/filter")).size());
            broker.kill();
            Await.until("lost", LIMIT, () -> !bus.isConnected());
            broker.start();
            awaitConnected(bus);
            broker.publish("stat/fridge/POWER", "ON", false);
            assertEquals("ON", next().text());
            Await.until("one client's threads", LIMIT, () -> threads().equals(ONE_CLIENT));
        }
    }

    @Test
    void theStatusTopicTellsOnlineThenOfflineAtAGoodbye() throws Exception {
        try (RealMosquitto broker = RealMosquitto.open(home).start();
                MqttBus watcher = watcher(broker)) {
            awaitConnected(watcher);
            try (MqttBus bus = bus(options(broker.url(), Optional.empty(), Optional.empty()))) {
                awaitConnected(bus);
                assertEquals(Will.ONLINE, next().text());
            }
            assertEquals(Will.OFFLINE, next().text());
        }
    }

    @Test
    void theBrokerPublishesTheWillWhenTheConnectionIsCut() throws Exception {
        try (RealMosquitto broker = RealMosquitto.open(home).start();
                MqttBus watcher = watcher(broker)) {
            awaitConnected(watcher);
            Connection doomed =
                    Connection.open(options(broker.url(), Optional.empty(), Optional.empty()), new Inbox(1, clock));
            doomed.announce();
            assertEquals(Will.ONLINE, next().text());
            doomed.abandon();
            assertEquals(Will.OFFLINE, next().text());
        }
    }

    @Test
    void speaksTlsWithACaAndShowsItsOwnCertificate() throws Exception {
        try (RealMosquitto broker = RealMosquitto.withTls(home, true).start()) {
            Tls.ClientCertificate own = new Tls.ClientCertificate(broker.clientCertificate(), broker.clientKey());
            Tls mutual = new Tls(Optional.of(broker.ca()), Optional.of(own));
            try (MqttBus bus = bus(options(broker.url(), Optional.empty(), Optional.of(mutual)))) {
                awaitConnected(bus);
                broker.publish("tele/a", "1", false);
                assertEquals("1", next().text());
            }
            Tls bare = new Tls(Optional.of(broker.ca()), Optional.empty());
            ConnectFailure refused = failure(options(broker.url(), Optional.empty(), Optional.of(bare)));
            assertTrue(refused.remedy().contains("mqtt.cert"), refused.toString());
            Await.until("no thread stays behind", LIMIT, () -> threads().isEmpty());
        }
    }

    @Test
    void aForeignCaIsNamedAsTheCause() throws Exception {
        Path other = Files.createDirectory(home.resolve("other"));
        try (RealMosquitto broker = RealMosquitto.withTls(home, false).start();
                RealMosquitto stranger = RealMosquitto.withTls(other, false)) {
            Tls foreign = new Tls(Optional.of(stranger.ca()), Optional.empty());
            ConnectFailure refused = failure(options(broker.url(), Optional.empty(), Optional.of(foreign)));
            assertTrue(refused.remedy().contains("mqtt.ca"), refused.toString());
            Tls right = new Tls(Optional.of(broker.ca()), Optional.empty());
            Connection.open(options(broker.url(), Optional.empty(), Optional.of(right)), inbox)
                    .leave();
        }
    }

    @Test
    void traditionalKeysAreReadAndForeignOnesNamed() throws Exception {
        try (RealMosquitto broker = RealMosquitto.withTls(home, false)) {
            broker.run("openssl", "ec", "-in", "client.key", "-out", "sec1.key");
            tls(broker, "sec1.key").socketFactory();
            assertTrue(problem(tls(broker, "server.key")).contains("does not belong"));
            assertTrue(problem(tls(broker, "absent.key")).contains("does not exist"));
            assertTrue(problem(tls(broker, "names")).contains("not a PEM file"));
        }
    }

    private Tls tls(RealMosquitto broker, String key) {
        return new Tls(
                Optional.of(broker.ca()),
                Optional.of(new Tls.ClientCertificate(broker.clientCertificate(), home.resolve(key))));
    }

    private static String problem(Tls tls) {
        return String.valueOf(
                assertThrows(TlsFileException.class, tls::socketFactory).getMessage());
    }

    private MqttBus watcher(RealMosquitto broker) {
        MqttOptions options =
                new MqttOptions(broker.url(), Optional.empty(), Optional.empty(), "watcher", Optional.empty());
        MqttBus watcher = bus(options);
        assertEquals(List.of(), watcher.subscribe(List.of("domovoi/agent/+/status")));
        return watcher;
    }

    private ConnectFailure failure(MqttOptions options) {
        return ConnectFailure.of(assertThrows(Exception.class, () -> Connection.open(options, inbox)), options);
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("MQTT "))
                .sorted()
                .toList();
    }
}
