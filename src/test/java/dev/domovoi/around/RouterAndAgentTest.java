package dev.domovoi.around;

import static dev.domovoi.around.RouterScene.LAN1;
import static dev.domovoi.around.RouterScene.WAN;
import static dev.domovoi.around.RouterScene.eventually;
import static dev.domovoi.around.RouterScene.get;
import static dev.domovoi.around.RouterScene.quarantine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.domovoi.app.Agent;
import dev.domovoi.app.HandTime;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.decide.Event;
import dev.domovoi.signal.DeviceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The router's agent and Domovoi's own on one broker: packets of a client become a finding, a rule keeps the client
/// out, the router's kernel does it, and a person lets it in again.
@Timeout(120)
final class RouterAndAgentTest {
    @RegisterExtension
    static final OpenHome HOME = new OpenHome();

    private static final DeviceId CLIENT = new DeviceId("client", LAN1);

    /// The router's clock is the machine's: a command is compared with it.
    private final HandTime time = new HandTime(Instant.ofEpochSecond(now()));

    private final Queue<String> said = new ConcurrentLinkedQueue<>();

    private static long now() {
        return RouterScene.soon() - 60;
    }

    private AgentConfig config(Tunnel broker) throws Exception {
        Path folder = Files.createDirectories(HOME.folder().resolve("domovoi/rules"));
        Files.writeString(folder.resolve("mine.yaml"), """
                rules:
                  - name: scanner
                    about: Whoever scans is kept out.
                    clients: all
                    when: {client.finding: {is: vertical_scan}}
                    severity: warning
                    then: [{notify: "{name} scans."}, {quarantine: {lasts: 1h}}]
                """);
        Path file = Files.writeString(HOME.folder().resolve("domovoi/domovoi.yaml"), """
                mqtt: {url: "mqtt://127.0.0.1:%d", user: domovoi, password: "%s"}
                state: {dir: "%s/domovoi/state"}
                mode: act
                act: {allow: [{action: quarantine, device: "*"}]}
                rules: {dir: "%s"}
                """.formatted(
                        broker.port(), RouterScene.PASSWORD, HOME.folder(), folder));
        return ConfigReader.read(Optional.of(file), Map.of());
    }

    @Test
    void whoScansIsKeptOutByTheKernelUntilAPersonLetsItIn() throws Exception {
        RouterScene scene = HOME.scene();
        scene.startAgent();
        // a command of somebody whose clock was ahead: the agent has to count from there
        scene.assertDone(quarantine(now() + 5000, LAN1, 1));
        try (Tunnel broker = Tunnel.open(scene.home, "hub", "192.168.1.4", 1883);
                Agent agent =
                        Agent.start(config(broker), time, Optional.empty(), (kind, sentence) -> said.add(sentence))) {
            eventually("the router is heard", () -> !agent.network().routers().isEmpty());
            time.pass(Duration.ofMinutes(3)); // the agent holds after its start
            assertTrue(scene.succeeds("lan1", get(WAN)));
            scan(scene);
            awaitFinding(agent);
            eventually("it is kept out: " + said, () -> scene.of("ack").size() == 3);
            assertTrue(scene.of("ack").get(1).get("why").asText().startsWith("old counter after "));
            JsonNode ack = scene.last("ack");
            assertEquals("done", ack.get("result").asText(), ack::toString);
            assertEquals(LAN1, ack.get("blocked").get(0).get("mac").asText());
            assertFalse(scene.succeeds("lan1", "timeout 1 busybox wget -q -O /dev/null http://" + WAN + "/page"));
            assertTrue(scene.succeeds("lan2", get(WAN)), "somebody else was stopped");
            assertTrue(agent.ask(new Event.ReleaseAll()));
            eventually("it is let in: " + said, () -> agent.state().leases().isEmpty());
            assertTrue(scene.succeeds("lan1", get(WAN)));
        }
    }

    /// Doors that nobody answers at: an answer would end the router's entry at once, and with it the record.
    private static void scan(RouterScene scene) throws Exception {
        scene.home
                .on(
                        "wan",
                        "nft 'table inet deaf { chain in { type filter hook input priority 0; tcp dport 1-20 drop; }; }'")
                .orFail();
        String knock = "for port in $(seq 1 20); do timeout 1 busybox nc " + WAN + " $port </dev/null & done; wait";
        scene.home.on("lan1", knock).orFail();
    }

    /// The records come with the router's next look; clients are looked at each minute.
    private void awaitFinding(Agent agent) {
        eventually(
                "the scan is told",
                () -> HOME.scene().flowsOfThisAgent().stream()
                                .filter(flow -> flow.get("dport").asInt() <= 20)
                                .count()
                        >= 20);
        eventually("the scan is found: " + said, () -> {
            if (agent.waiting() == 0) {
                time.pass(Duration.ofSeconds(10));
            }
            return agent.network()
                    .client(CLIENT)
                    .flatMap(client -> client.finding())
                    .filter("vertical_scan"::equals)
                    .isPresent();
        });
    }
}
