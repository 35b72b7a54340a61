package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.Narrator.Kind;
import dev.domovoi.app.bus.Await;
import dev.domovoi.app.bus.Credentials;
import dev.domovoi.app.bus.RealMosquitto;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.decide.Door;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real agent beside a real Mosquitto that lets in anyone, and that is closed later.
@Timeout(120)
final class OpenBrokerTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Credentials KNOWN = new Credentials("domovoi", "correct-horse");
    private static final String RULE = """
            rules:
              - name: out
                devices: {role: light}
                when: {all: [{device.switch: on}, {trigger: {name: out, within: 5min}}]}
                then: [notify: "{name} is on", shed]
            """;

    private final HandTime time = new HandTime(Instant.parse("2026-03-10T12:00:00Z"));
    private final Queue<String> said = new ConcurrentLinkedQueue<>();

    @TempDir
    Path folder;

    private AgentConfig config(RealMosquitto broker) throws IOException {
        Path rules = Files.createDirectories(folder.resolve("rules"));
        Files.writeString(rules.resolve("mine.yaml"), RULE);
        Path file = folder.resolve("domovoi.yaml");
        Files.writeString(file, """
                mqtt: {url: "%s", user: domovoi, password: correct-horse}
                state: {dir: "%s"}
                rules: {dir: "%s"}
                mode: act
                act: {allow: [{action: shed, device: lamp}]}
                devices: {lamp: {role: light}}
                """.formatted(broker.url(), folder.resolve("state"), rules));
        return ConfigReader.read(Optional.of(file), Map.of());
    }

    @Test
    void alarmsGoOnAndNothingIsDoneUntilTheDoorIsShut() throws Exception {
        Path home = Files.createDirectories(folder.resolve("broker"));
        try (RealMosquitto broker = RealMosquitto.withPassword(home, KNOWN)) {
            Path configuration = home.resolve("mosquitto.conf");
            String closed = Files.readString(configuration);
            Files.writeString(configuration, closed.replace("allow_anonymous false", "allow_anonymous true"));
            broker.start();
            try (Agent agent = Agent.start(config(broker), time, Optional.empty(), this::hear)) {
                Await.until("the open door is known", LIMIT, () -> agent.state().door() == Door.OPEN);
                assertTrue(said.stream().anyMatch(line -> line.startsWith("TROUBLE The broker lets in anyone")));
                assertTrue(new Page(agent).has("domovoi_broker_open 1.0"));
                asksForOut(agent, broker);
                Await.until("it is held", LIMIT, () -> shed(agent, "held", "open_broker") == 1);
                assertEquals(1, agent.state().incidents().size(), "it is told of");
                assertEquals(List.of(), agent.state().plans(), "and not done");

                broker.stop();
                Files.writeString(configuration, closed);
                broker.start();
                Await.until("the shut door is known", LIMIT, () -> agent.state().door() == Door.CLOSED);
                assertTrue(new Page(agent).has("domovoi_broker_open 0.0"));
                time.pass(Duration.ofMinutes(20));
                asksForOut(agent, broker);
                Await.until("it is done", LIMIT, () -> shed(agent, "act", "none") == 1);
            }
        }
    }

    /// After the hold: the lamp says that it is on, somebody triggers the rule, and a minute passes.
    private void asksForOut(Agent agent, RealMosquitto broker) throws IOException {
        time.pass(Duration.ofMinutes(3));
        broker.publish("tele/lamp/STATE", "{\"POWER\":\"ON\"}", false);
        broker.publish("tele/lamp/SENSOR", PastHome.sensor(40), false);
        Instant now = time.instant();
        Await.until(
                "the lamp is heard", LIMIT, () -> !agent.devices().current(now).isEmpty());
        broker.publish("domovoi/trigger/out", "", false);
        Await.until("the trigger is read", LIMIT, () -> agent.waiting() == 0);
        time.pass(Duration.ofMinutes(1));
    }

    private static long shed(Agent agent, String verdict, String guard) {
        return agent.vitals().actions.of("shed", verdict, guard);
    }

    private void hear(Kind kind, String sentence) {
        said.add(kind + " " + sentence);
    }
}
