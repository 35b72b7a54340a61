package dev.domovoi.app.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.HandTime;
import dev.domovoi.app.bus.Await;
import dev.domovoi.app.bus.Publication;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.observe.Fixtures;
import dev.domovoi.observe.node.NodeVitals;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class NodePublisherTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String ALARM = "sys/class/hwmon/hwmon1/in0_lcrit_alarm";

    private final HandTime time = new HandTime(Instant.parse("2026-02-03T04:05:06Z"));
    private final List<NodePublisher> started = new ArrayList<>();
    private final List<String> topics = new CopyOnWriteArrayList<>();
    private final List<Map<String, Double>> messages = new CopyOnWriteArrayList<>();
    private final List<String> sentences = new CopyOnWriteArrayList<>();
    private volatile Publication answer = new Publication.Queued();

    @TempDir
    Path root;

    private FakeNode pi;

    @BeforeEach
    void makeThePi() {
        pi = FakeNode.raspberryPi4(root);
    }

    private void start(Map<String, String> settings) {
        start(settings, this::publish);
    }

    private void start() {
        start(Map.of("DOMOVOI_NODE_NAME", "pi4", "DOMOVOI_NODE_ROOT", root.toString()));
    }

    private void start(Map<String, String> settings, NodePublisher.Publish publish) {
        AgentConfig config = ConfigReader.read(Optional.empty(), settings);
        NodePublisher publisher = new NodePublisher(config, publish, (kind, sentence) -> sentences.add(sentence), time);
        started.add(publisher);
        publisher.start();
    }

    @AfterEach
    void close() {
        started.forEach(NodePublisher::close);
    }

    private Publication publish(String topic, String text) {
        Publication outcome = answer;
        topics.add(topic);
        messages.add(Fixtures.observed(new NodeVitals("domovoi"), NodeVitals.topic("domovoi", "pi4"), text));
        return outcome;
    }

    private void await(int rounds) {
        Await.until(rounds + " rounds", LIMIT, () -> messages.size() >= rounds);
        assertEquals(rounds, messages.size());
    }

    private double undervoltage(int message) {
        return messages.get(message).getOrDefault("pi4||undervoltage", Double.NaN);
    }

    /// The publisher reads the clock before and after each look at the node: of three readings two enclose a new one.
    private void letItLook() {
        long before = time.looks();
        Await.until("a look", LIMIT, () -> time.looks() >= before + 3);
    }

    @Test
    void publishesAtOnceAndThenOnceAnInterval() {
        start();
        await(1);
        time.pass(Duration.ofSeconds(14));
        letItLook();
        await(1);
        time.pass(Duration.ofSeconds(1));
        await(2);
        time.pass(Duration.ofHours(1));
        await(3);
        assertEquals(List.of(), sentences);
        assertEquals("domovoi/node/pi4/vitals", topics.getFirst());
        assertEquals(159_886_802, messages.getFirst().get("pi4|io.some|psi_total"));
    }

    @Test
    void theIntervalAndThePrefixAreTheConfiguredOnes() {
        Map<String, String> settings = Map.of(
                "DOMOVOI_NODE_NAME", "pi4",
                "DOMOVOI_NODE_ROOT", root.toString(),
                "DOMOVOI_NODE_INTERVAL", "1m",
                "DOMOVOI_MQTT_PREFIX", "spirit");
        start(settings);
        await(1);
        time.pass(Duration.ofSeconds(59));
        letItLook();
        await(1);
        time.pass(Duration.ofSeconds(1));
        await(2);
        assertEquals("spirit/node/pi4/vitals", topics.getFirst());
    }

    @Test
    void withoutANameNothingIsPublished() {
        start(Map.of("DOMOVOI_NODE_ROOT", root.toString()));
        assertEquals(0, time.looks());
        assertEquals(List.of(), topics);
    }

    @Test
    void anUndervoltageBetweenTwoRoundsIsInTheNextMessageAndOnlyThere() {
        start();
        await(1);
        pi.put(ALARM, "1\n");
        letItLook();
        pi.put(ALARM, "0\n");
        letItLook();
        time.pass(Duration.ofSeconds(15));
        await(2);
        time.pass(Duration.ofSeconds(15));
        await(3);
        assertEquals(0, undervoltage(0));
        assertEquals(1, undervoltage(1));
        assertEquals(0, undervoltage(2));
    }

    @Test
    void anUndervoltageThatCouldNotBeToldIsToldWhenTheBrokerIsBack() {
        start();
        await(1);
        answer = new Publication.NotConnected();
        pi.put(ALARM, "1\n");
        letItLook();
        pi.put(ALARM, "0\n");
        letItLook();
        time.pass(Duration.ofSeconds(15));
        await(2);
        answer = new Publication.Queued();
        time.pass(Duration.ofSeconds(15));
        await(3);
        time.pass(Duration.ofSeconds(15));
        await(4);
        assertEquals(1, undervoltage(2));
        assertEquals(0, undervoltage(3));
        assertEquals(List.of(), sentences);
    }

    @Test
    void whatCannotBeReadIsSaidOnceAndTheRestGoesOn() {
        pi.put("proc/loadavg", "busy\n");
        start();
        await(1);
        time.pass(Duration.ofSeconds(15));
        await(2);
        assertEquals(
                List.of("Vitals of node pi4: [/proc/loadavg] expected three averages from 0 up, got busy"), sentences);
        assertEquals(1_186.54, messages.get(1).get("pi4||uptime"));
    }

    @Test
    void whatCannotBePublishedIsSaidOnceAndTriedAgain() {
        answer = new Publication.Full("100 messages wait");
        start();
        await(1);
        time.pass(Duration.ofSeconds(15));
        await(2);
        assertEquals(List.of("Vitals of node pi4: a message is left out: 100 messages wait"), sentences);
    }

    @Test
    void aBugIsSaidOnceAndEndsNothing() {
        start(Map.of("DOMOVOI_NODE_NAME", "pi4", "DOMOVOI_NODE_ROOT", root.toString()), (topic, text) -> {
            publish(topic, text);
            throw new IllegalStateException("out of order");
        });
        await(1);
        time.pass(Duration.ofSeconds(15));
        await(2);
        time.pass(Duration.ofSeconds(15));
        await(3);
        Await.until("the bug is said", LIMIT, () -> !sentences.isEmpty());
        assertEquals(1, sentences.size(), sentences::toString);
        assertTrue(sentences.getFirst().contains("out of order"), sentences::toString);
    }

    @Test
    void afterClosingNothingIsPublishedWhileAnotherGoesOn() {
        start();
        await(1);
        close();
        start(Map.of("DOMOVOI_NODE_NAME", "pi5", "DOMOVOI_NODE_ROOT", root.toString()));
        for (int rounds = 2; rounds < 6; rounds++) {
            await(rounds);
            letItLook();
            time.pass(Duration.ofHours(1));
        }
        assertEquals(1, Collections.frequency(topics, "domovoi/node/pi4/vitals"));
    }
}
