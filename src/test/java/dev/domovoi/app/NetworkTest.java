package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.act.router.RouterCommand;
import dev.domovoi.act.router.RouterControl;
import dev.domovoi.app.bus.Await;
import dev.domovoi.app.router.NetworkView;
import dev.domovoi.app.router.Records;
import dev.domovoi.app.store.Store;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Plan;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A router on the broker beside the plugs, and the real agent: from messages to incidents, over a restart.
@Timeout(60)
final class NetworkTest {
    private static final DeviceId CLIENT = new DeviceId("client", Records.MAC);
    private static final String FLOWS = "domovoi/router/openwrt/flows";

    @TempDir
    Path folder;

    private static void scan(LivingHome home, int doors) {
        for (int port = 1; port <= doors; port++) {
            home.publish(
                    FLOWS,
                    Records.flow(
                            Records.MAC,
                            "192.168.1.20",
                            "198.51.100.9",
                            port,
                            home.time.instant().getEpochSecond(),
                            60,
                            true),
                    false);
        }
    }

    private static void decoded(Agent agent, int messages) {
        Await.until(
                messages + " messages are read",
                LivingHome.LIMIT,
                () -> agent.vitals().messages.of("router", "decoded") == messages);
    }

    private static List<String> kinds(Agent agent) {
        return agent.state().incidents().stream().map(Incident::kind).toList();
    }

    private static void pass(LivingHome home, Agent agent) {
        home.time.pass(Duration.ofMinutes(1));
        Instant now = home.time.instant();
        Await.until(
                "the minute has passed",
                LivingHome.LIMIT,
                () -> agent.network().clients().stream().anyMatch(client -> true)
                        && agent.waiting() == 0
                        && !home.time.instant().isAfter(now));
    }

    @Test
    void aScanBecomesAnIncidentOnTheBrokerAndIsKnownAfterARestart() throws Exception {
        try (LivingHome home = new LivingHome(folder)) {
            home.publish("domovoi/router/openwrt/leases", Records.leases(Records.MAC, "tv"), true);
            home.publish("domovoi/router/openwrt/health", Records.health(""), true);
            try (Agent agent = home.agent(Optional.empty())) {
                decoded(agent, 2);
                home.publish(FLOWS, "{\"client\":\"$(reboot)\"}", false);
                scan(home, 15);
                decoded(agent, 17);
                assertEquals(List.of(), kinds(agent), "held, since the agent has just begun");
                home.time.pass(Duration.ofMinutes(3));
                Await.until("it is told", LivingHome.LIMIT, () -> !home.alarmsAndActions.isEmpty());
                assertEquals(List.of("network:vertical_scan"), kinds(agent));
                assertEquals(1, agent.vitals().messages.of("router", "rejected"));
                assertEquals(1, agent.vitals().findings.of("vertical_scan", "medium"));
                assertEquals(1, agent.vitals().alarms.of("network:vertical_scan", "warning"));
                assertEquals(
                        0,
                        agent.vitals().record.days().stream()
                                .mapToLong(Store.KeptDay::alarms)
                                .sum());
                assertTrue(
                        home.alarmsAndActions.peek().startsWith("tv (aa:bb:cc:00:00:01): It tried 10 different ports"),
                        home.alarmsAndActions::toString);
                assertTrue(home.incident().contains("network:vertical_scan"));
            }
            goesOnAfterARestart(home);
        }
    }

    private static void goesOnAfterARestart(LivingHome home) {
        try (Agent agent = home.agent(Optional.empty())) {
            assertEquals(List.of("network:vertical_scan"), kinds(agent));
            scan(home, 12);
            Await.until(
                    "it is read again",
                    LivingHome.LIMIT,
                    () -> agent.vitals().messages.of("router", "decoded") >= 14);
            Await.until("all is handled", LivingHome.LIMIT, () -> agent.waiting() == 0);
            assertEquals(0, agent.vitals().findings.of("new_client", "low"));
            assertEquals(0, agent.vitals().findings.of("vertical_scan", "medium"), "told before, and known");
            assertEquals(1, home.alarmsAndActions.size());
        }
    }

    @Test
    void aForgottenClientLeavesNothingBehind() throws Exception {
        try (LivingHome home = new LivingHome(folder)) {
            try (Agent agent = home.agent(Optional.empty())) {
                scan(home, 15);
                decoded(agent, 15);
                home.time.pass(Duration.ofMinutes(3));
                Await.until(
                        "the incident is open",
                        LivingHome.LIMIT,
                        () -> !kinds(agent).isEmpty());
                pass(home, agent);
                assertEquals(Set.of(), agent.named("nobody"));
                assertEquals(Set.of(CLIENT), agent.named("AA:BB:CC:00:00:01"));
                assertEquals(1, agent.decisions(9).size());
                assertTrue(agent.forget(CLIENT));
                Await.until(
                        "the incident is gone",
                        LivingHome.LIMIT,
                        () -> kinds(agent).isEmpty());
                Await.until(
                        "its decisions are gone",
                        LivingHome.LIMIT,
                        () -> agent.decisions(9).isEmpty());
                assertEquals(Set.of(), agent.named(Records.MAC));
            }
            try (Store store = Store.open(home.stateDir())) {
                assertEquals(Set.of(), store.clients().keySet());
            }
        }
    }

    @Test
    void anIncidentOfAClientPausesTheLearningOfNoPlug() {
        Streams alone = streams();
        Streams beside = streams();
        Source plug = Source.whole(new DeviceId("tasmota", "plug"));
        for (int minute = 0; minute < 900; minute++) {
            Instant now = HeardHome.NOON.plus(Duration.ofMinutes(minute));
            for (Streams each : List.of(alone, beside)) {
                each.accept(new Reading(plug, Quantity.POWER, 40 + minute % 60, now, false));
                each.advance(now, score -> {});
            }
            alone.keepApart(Map.of(), now);
            beside.keepApart(Map.of(CLIENT, Streams.Unusual.YES), now);
        }
        assertArrayEquals(
                alone.states().get("tasmota:plug/power"), beside.states().get("tasmota:plug/power"));
    }

    private static Streams streams() {
        return new Streams(ZoneOffset.UTC, 1, Map.of(), (stream, problem) -> {});
    }

    @Test
    void learnedStreamsOfTheNetworkSpendFromTheBudgetOfTheHome() {
        Streams streams = new Streams(ZoneOffset.UTC, 6, Map.of("a", new byte[0]), (stream, problem) -> {});
        streams.shareWith(2);
        streams.advance(HeardHome.NOON, score -> {});
        assertEquals(2, streams.sharePerWeek());
    }

    @Test
    void aQuarantineIsAskedForOverTheBrokerAndAnsweredByTheRouter() throws Exception {
        try (LivingHome home = new LivingHome(folder);
                Agent agent = home.agent(Optional.empty())) {
            RouterControl control = agent.routers().orElseThrow();
            RouterCommand command = RouterCommand.quarantine(
                    "openwrt",
                    7,
                    Records.MAC,
                    Duration.ofHours(1),
                    home.time.instant().plusSeconds(60));
            CompletableFuture<Outcome> outcome = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> outcome.complete(control.perform(command)));
            String order = home.order();
            assertTrue(
                    order.startsWith("domovoi/router/openwrt/command 7 quarantine " + Records.MAC + " 3600 "), order);
            home.publish(
                    "domovoi/router/openwrt/ack",
                    "{\"at\":\"x\",\"counter\":7,\"command\":\"quarantine\",\"mac\":\"" + Records.MAC
                            + "\",\"result\":\"done\",\"why\":\"\",\"blocked\":[{\"mac\":\"" + Records.MAC
                            + "\",\"seconds\":3600}]}",
                    false);
            assertInstanceOf(
                    Outcome.Done.class,
                    outcome.get(LivingHome.LIMIT.toSeconds(), java.util.concurrent.TimeUnit.SECONDS));
            Await.until(
                    "the router is known",
                    LivingHome.LIMIT,
                    () -> agent.network().routers().stream()
                            .map(NetworkView.Router::name)
                            .anyMatch("openwrt"::equals));
        }
    }

    @Test
    void aClientIsKeptOutByARuleAndLetInAgainWhenAPersonSaysSo() throws Exception {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        Files.writeString(rules.resolve("mine.yaml"), """
                rules:
                  - name: scanner
                    about: Whoever scans is kept out.
                    clients: all
                    when: {client.finding: {is: vertical_scan}}
                    severity: warning
                    then: [{notify: "{name} scans."}, {quarantine: {lasts: 1h}}]
                """);
        try (LivingHome home = new LivingHome(
                        folder,
                        "mode: act",
                        "act: {allow: [{action: quarantine, device: \"*\"}]}",
                        "rules: {dir: \"" + rules + "\"}");
                Agent agent = home.agent(Optional.empty())) {
            home.publish("domovoi/router/openwrt/health", Records.health(""), true);
            decoded(agent, 1);
            home.time.pass(Duration.ofMinutes(3));
            scan(home, 15);
            decoded(agent, 16);
            pass(home, agent);
            pass(home, agent);
            String order = home.order();
            assertTrue(order.startsWith("domovoi/router/openwrt/command "), order);
            assertTrue(order.contains(" quarantine " + Records.MAC + " 3600 "), order);
            answer(home, order, true);
            Await.until("it is kept out", LivingHome.LIMIT, () -> hasEnded(agent, 1));
            assertEquals(1, agent.state().leases().size());
            assertTrue(agent.ask(new Event.ReleaseAll()));
            String release = home.order();
            assertTrue(release.contains(" release " + Records.MAC + " 0 "), release);
            answer(home, release, false);
            Await.until(
                    "it is let in",
                    LivingHome.LIMIT,
                    () -> agent.state().leases().isEmpty());
        }
    }

    private static boolean hasEnded(Agent agent, int plans) {
        return agent.state().plans().stream()
                        .filter(plan -> plan.progress() == Plan.Progress.DONE)
                        .count()
                == plans;
    }

    private static void answer(LivingHome home, String order, boolean isOut) {
        String[] words = order.split(" ", -1);
        home.publish(
                "domovoi/router/openwrt/ack",
                "{\"at\":\"x\",\"counter\":" + words[1] + ",\"command\":\"" + words[2] + "\",\"mac\":\"" + Records.MAC
                        + "\",\"result\":\"done\",\"why\":\"\",\"blocked\":["
                        + (isOut ? "{\"mac\":\"" + Records.MAC + "\",\"seconds\":3600}" : "") + "]}",
                false);
    }
}
