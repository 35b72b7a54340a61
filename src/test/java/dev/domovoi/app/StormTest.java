package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.bus.Await;
import dev.domovoi.app.bus.RealMosquitto;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.load.Template;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Quantity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A storm of messages into a real agent, offered as fast as they can be made: far faster than they can be read.
@Timeout(120)
final class StormTest {
    private static final int DEVICES = 200;
    private static final int ROUNDS = 1_000;
    private static final int QUEUE = 500;

    /// Every so many devices one speaks rarely, for the last time a quarter before the end.
    private static final int QUIET_DEVICES_EVERY = 7;

    private static final int QUIET_ROUNDS = ROUNDS / 4;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HandTime time = new HandTime(Instant.parse("2026-03-01T12:00:00Z"));

    @TempDir
    Path folder;

    @Test
    void keepsTheNewestOfEveryDeviceAndThePauseAndCountsAllTheRest() throws Exception {
        try (RealMosquitto broker = RealMosquitto.open(Files.createDirectory(folder.resolve("broker")))
                        .start();
                Agent agent = agent(broker)) {
            List<Template> plugs = Template.ALL.stream()
                    .filter(template -> template.metric().equals("domovoi_power_watts"))
                    .toList();
            List<Template> devices = IntStream.range(0, DEVICES)
                    .mapToObj(i -> plugs.get(i % plugs.size()).of(i))
                    .toList();
            devices.forEach(device -> teach(agent, device));
            Await.until("what was taught is read", LIMIT, () -> agent.waiting() == 0);
            long offered = handled(agent);
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < DEVICES; i++) {
                    if (speaks(i, round)) {
                        offer(agent, devices.get(i).topic(), devices.get(i).saying(tenths(round)), false);
                        offered++;
                    }
                }
                if (round == ROUNDS / 2) {
                    offer(agent, "domovoi/command/pause", "2h", false);
                }
                assertTrue(
                        agent.inbox().depth() <= QUEUE + 1,
                        () -> "waiting: " + agent.inbox().depth());
                time.pass(Duration.ofMillis(10));
            }
            long all = offered;
            Await.until("all is read", LIMIT, () -> agent.waiting() == 0 && handled(agent) == all);
            assertTrue(agent.state().isPaused(time.instant()));
            assertTrue(
                    dropped(agent) > all / 10,
                    () -> "so few were dropped: " + agent.inbox().drops());
            Await.until("the newest is known", LIMIT, () -> watts(agent).equals(newest(devices)));
        }
    }

    /// Read or dropped, with its reason.
    private static long handled(Agent agent) {
        return sum(agent.vitals().messages.counts()) + dropped(agent);
    }

    private static long dropped(Agent agent) {
        return sum(agent.inbox().drops());
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static boolean speaks(int device, int round) {
        return device % QUIET_DEVICES_EVERY != 0 || round % QUIET_ROUNDS == 0;
    }

    private static int tenths(int round) {
        return 1_000 + round;
    }

    private static Map<String, Double> newest(List<Template> devices) {
        Map<String, Double> newest = new TreeMap<>();
        for (int i = 0; i < DEVICES; i++) {
            if (!devices.get(i).saysPower()) {
                continue;
            }
            int last = i % QUIET_DEVICES_EVERY == 0 ? ROUNDS - QUIET_ROUNDS : ROUNDS - 1;
            newest.put(devices.get(i).device(), tenths(last) / 10.0);
        }
        return newest;
    }

    private Map<String, Double> watts(Agent agent) {
        return agent.devices().current(time.instant()).stream()
                .filter(reading -> reading.quantity() == Quantity.POWER)
                .collect(Collectors.toMap(
                        reading -> reading.source().device().name(), Reading::value, Double::sum, TreeMap::new));
    }

    private static void teach(Agent agent, Template device) {
        for (int i = 0; i < device.taught().size(); i += 2) {
            offer(agent, device.taught().get(i), device.taught().get(i + 1), true);
        }
    }

    private static void offer(Agent agent, String topic, String payload, boolean retained) {
        agent.inbox().offer(topic, payload.getBytes(StandardCharsets.UTF_8), retained);
    }

    private Agent agent(RealMosquitto broker) throws Exception {
        Path file = folder.resolve("domovoi.yaml");
        Files.writeString(
                file, "mqtt: {url: \"%s\", queue: %d}\nstate: {dir: \"%s\"}\n".formatted(broker.url(), QUEUE, folder));
        AgentConfig config = ConfigReader.read(Optional.of(file), Map.of());
        Agent agent = Agent.start(config, time, Optional.empty(), (kind, sentence) -> {});
        Await.until("the agent is connected", LIMIT, agent::isConnected);
        return agent;
    }
}
