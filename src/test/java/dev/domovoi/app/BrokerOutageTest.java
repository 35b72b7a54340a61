package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.bus.Await;
import dev.domovoi.app.bus.Credentials;
import dev.domovoi.app.bus.RealMosquitto;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The agent on machine time against an encrypted Mosquitto that asks for a password, goes away and comes back.
@Timeout(120)
final class BrokerOutageTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
    private static final Credentials KNOWN = new Credentials("domovoi", "correct-horse");
    private static final String SHELLY_TOPIC = "shellyplusplugs-b0b21c10a2f4/status/switch:0";

    private final Queue<String> news = new ConcurrentLinkedQueue<>();

    @TempDir
    Path folder;

    private AgentConfig config(RealMosquitto broker, String password) throws IOException {
        Path file = folder.resolve("domovoi.yaml");
        Files.writeString(file, """
                mqtt: {url: "%s", user: domovoi, password: "%s", ca: "%s"}
                state: {dir: "%s"}
                mode: act
                act: {allow: [{action: "off", device: pow1}]}
                devices: {pow1: {role: heater}}
                """.formatted(broker.url(), password, broker.ca(), folder.resolve("state")));
        return ConfigReader.read(Optional.of(file), Map.of());
    }

    private Agent agent(RealMosquitto broker, String password) throws IOException {
        return Agent.start(
                config(broker, password),
                TimeSource.ofMachine(),
                Optional.empty(),
                (kind, sentence) -> news.add(kind + " " + sentence));
    }

    private static String tasmota(int watts) {
        return "{\"Time\":\"2026-11-22T10:00:00\",\"ENERGY\":{\"Total\":3.185,\"Power\":" + watts
                + ",\"Voltage\":230}}";
    }

    private static String shelly(int watts) {
        return "{\"id\":0,\"output\":true,\"apower\":" + watts + ",\"voltage\":229.5,\"current\":0.2}";
    }

    private static String watts(String device, String channel, int watts) {
        return "domovoi_power_watts{device=\"" + device + "\",channel=\"" + channel + "\",} " + watts + ".0";
    }

    /// Publishes as a plug would, and waits until the page shows it; the second is the agent's own, counted from when
    /// the broker has acknowledged the message.
    private static void shows(Page page, RealMosquitto broker, String topic, String payload, String line)
            throws IOException {
        broker.publish(topic, payload, false);
        Await.until("the page shows " + line, Duration.ofSeconds(1), () -> page.has(line));
    }

    private static void assertNothingWasDecided(Agent agent) {
        assertEquals(Map.of(), agent.vitals().alarms.counts());
        assertEquals(Map.of(), agent.vitals().actions.counts());
        assertTrue(agent.state().incidents().isEmpty() && agent.state().plans().isEmpty());
        assertEquals(Optional.empty(), agent.vitals().fault());
    }

    @Test
    void readingsAreShownWithinASecondAndFlowAgainAfterTheBrokerWasKilled() throws Exception {
        try (RealMosquitto broker =
                        RealMosquitto.withPasswordAndTls(folder, KNOWN).start();
                Agent agent = agent(broker, KNOWN.password())) {
            Await.until("connected", LIMIT, agent::isConnected);
            Page page = new Page(agent);
            shows(page, broker, "tele/pow1/SENSOR", tasmota(60), watts("pow1", "", 60));
            shows(page, broker, SHELLY_TOPIC, shelly(45), watts("shellyplusplugs-b0b21c10a2f4", "0", 45));
            assertTrue(page.has("domovoi_broker_connected 1.0"));

            broker.kill();
            Await.until("the page says so", LIMIT, () -> page.has("domovoi_broker_connected 0.0"));
            assertTrue(page.has(watts("pow1", "", 60)), "a value is not lost with the broker, only by its own habit");
            assertTrue(agent.isAlive());
            broker.start();
            Await.until("connected again", Duration.ofSeconds(30), agent::isConnected);
            shows(page, broker, "tele/pow1/SENSOR", tasmota(61), watts("pow1", "", 61));
            assertTrue(agent.state().hold().isOpen(agent.time().instant()), "a reconnect opens a hold");
            assertNothingWasDecided(agent);
            assertTimeout(CLOSE_LIMIT, agent::close);
        }
    }

    @Test
    void retainedGarbageChangesNothing() throws Exception {
        try (RealMosquitto broker =
                RealMosquitto.withPasswordAndTls(folder, KNOWN).start()) {
            broker.publish("tele/pow1/SENSOR", tasmota(1_000_000), true);
            broker.publish("tele/pow1/STATE", "{\"POWER\":", true);
            broker.publish("tele/broken/SENSOR", "{\"ENERGY\":{\"Power\":", true);
            broker.publish(SHELLY_TOPIC, shelly(3_600), true);
            broker.publish("domovoi/command/pause", "", true);
            broker.publish("domovoi/command/feedback/i-1", "false_alarm", true);
            try (Agent agent = agent(broker, KNOWN.password())) {
                Await.until("connected", LIMIT, agent::isConnected);
                Page page = new Page(agent);
                shows(page, broker, "tele/pow2/SENSOR", tasmota(7), watts("pow2", "", 7));
                assertEquals(
                        1,
                        page.text()
                                .lines()
                                .filter(line -> line.startsWith("domovoi_power_watts{"))
                                .count());
                assertFalse(agent.state().isPaused(agent.time().instant()));
                shows(page, broker, "tele/pow1/SENSOR", tasmota(60), watts("pow1", "", 60));
                assertTrue(page.text().contains("outcome=\"rejected\""));
                assertNothingWasDecided(agent);
            }
        }
    }

    @Test
    void aBrokerThatHangsDoesNotHoldUpTheEnd() throws Exception {
        try (RealMosquitto broker =
                        RealMosquitto.withPasswordAndTls(folder, KNOWN).start();
                Agent agent = agent(broker, KNOWN.password())) {
            Await.until("connected", LIMIT, agent::isConnected);
            broker.freeze();
            assertTimeout(CLOSE_LIMIT, agent::close);
        }
    }

    @Test
    void wrongCredentialsLeaveItAliveAndTryingAndRightOnesGiveItAWayIn() throws Exception {
        try (RealMosquitto broker = RealMosquitto.withPasswordAndTls(folder, KNOWN);
                Agent agent = agent(broker, KNOWN.password())) {
            Path passwords = folder.resolve("passwords");
            String right = Files.readString(passwords);
            Files.writeString(passwords, right.replace("domovoi:", "somebody:"));
            broker.start();
            Await.until("refused", LIMIT, () -> agent.brokerTrouble().orElse("").contains("refused the user domovoi"));
            assertTrue(agent.isAlive());
            assertFalse(agent.isConnected());
            broker.stop();
            Files.writeString(passwords, right);
            broker.start();
            Await.until("let in", Duration.ofSeconds(30), agent::isConnected);
            assertEquals(Optional.empty(), agent.brokerTrouble());
        }
    }
}
