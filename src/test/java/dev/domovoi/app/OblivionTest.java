package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.domovoi.app.Oblivion.Ended;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.app.history.Past;
import dev.domovoi.app.history.TickHistory;
import dev.domovoi.app.store.Store;
import dev.domovoi.app.store.Store.KeptDecision;
import dev.domovoi.app.web.ServedSite;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import dev.domovoi.signal.Tick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What `forget` leaves, with and without an agent at work.
@Timeout(60)
final class OblivionTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final String MAC = "aa:bb:cc:00:00:01";

    @TempDir
    Path folder;

    private AgentConfig config() throws IOException {
        Path file = Files.writeString(folder.resolve("c.yaml"), "state: {dir: \"" + folder + "\"}\nweb: {port: 0}\n");
        return ConfigReader.read(Optional.of(file), Map.of());
    }

    private Ended forget(String name) throws IOException {
        return new Oblivion(config()).forget(name);
    }

    private void keep() {
        byte[] state = {1};
        try (Store store = Store.open(folder)) {
            store.keepLearned(
                    Map.of(
                            "tasmota:fridge/power", state,
                            "tasmota:fridge/1/power", state,
                            "tasmota:fridge2/power", state,
                            "shelly:fridge2/power", state),
                    Map.of(MAC, state, "2001:db8::9", state),
                    List.of(),
                    NOON);
            store.keep(
                    List.of(),
                    List.of(
                            decision("d-1", "fridge"),
                            decision("d-2", MAC),
                            decision("d-3", "heater"),
                            called("d-4", "tv (" + MAC + ")")));
        }
        TickHistory history = new TickHistory(folder, Streams.TICK, (file, problem) -> {});
        for (String name : List.of("fridge", "heater")) {
            StreamId stream = new StreamId(Source.whole(new DeviceId("tasmota", name)), Quantity.POWER);
            history.keep(new Tick(stream, NOON, 5, NOON));
        }
        history.writeAll();
    }

    private static KeptDecision decision(String id, String subject) {
        return new KeptDecision(id, NOON, "{\"id\":\"" + id + "\",\"subject\":\"" + subject + "\"}");
    }

    /// A decision about the client by the name that it had then.
    private static KeptDecision called(String id, String subject) {
        return new KeptDecision(
                id, NOON, "{\"subject\":\"" + subject + "\",\"evidence\":{\"client\":\"" + MAC + "\"}}");
    }

    private List<String> history() throws IOException {
        return Past.in(folder, ZoneOffset.UTC, problem -> {}).streams().stream()
                .map(StreamId::toString)
                .toList();
    }

    @Test
    void withoutAnAgentTheStoreForgetsTheOneThatIsMeant() throws IOException {
        assertInstanceOf(Ended.Refused.class, forget("fridge"));
        keep();
        assertEquals(new Ended.Forgotten("tasmota:fridge is forgotten."), forget("fridge"));
        assertEquals(new Ended.Forgotten("client:" + MAC + " is forgotten."), forget("AA:BB:CC:00:00:01"));
        assertEquals(new Ended.Forgotten("client:2001:db8::9 is forgotten."), forget("2001:DB8:0::9"));
        assertEquals(
                new Ended.Refused("several have this name; say which: shelly:fridge2, tasmota:fridge2"),
                forget("fridge2"));
        assertEquals(
                new Ended.Refused("nothing is kept about a device or client of the name nobody"), forget("nobody"));
        try (Store store = Store.open(folder)) {
            assertEquals(
                    Set.of("tasmota:fridge2/power", "shelly:fridge2/power"),
                    store.streams().keySet());
            assertEquals(Map.of(), store.clients());
            assertEquals(
                    List.of("d-3"),
                    store.decisions(9).stream().map(KeptDecision::id).toList());
        }
        assertEquals(List.of("tasmota:heater/power"), history());
    }

    @Test
    void theAgentAtWorkIsAskedWithItsToken() throws Exception {
        try (LivingHome home = new LivingHome(folder)) {
            try (Agent agent = home.agent(Optional.of(PastHome.recording(folder)));
                    ServedSite site = new ServedSite(agent, InstantSource.system())) {
                Path file = Files.writeString(
                        folder.resolve("web.yaml"),
                        "state: {dir: \"" + home.stateDir() + "\"}\nweb: {listen: 127.0.0.1, port: " + site.port()
                                + "}\n");
                Oblivion oblivion = new Oblivion(ConfigReader.read(Optional.of(file), Map.of()));
                assertEquals(2, agent.vitals().progress().size());
                assertInstanceOf(Ended.Forgotten.class, oblivion.forget("freezer"));
                home.time.pass(java.time.Duration.ofMinutes(2));
                dev.domovoi.app.bus.Await.until(
                        "it is forgotten",
                        LivingHome.LIMIT,
                        () -> agent.vitals().progress().size() == 1);
                assertEquals(
                        new Ended.Refused("Nothing is kept about a device or client of this name."),
                        oblivion.forget("no \"body\""));
            }
            try (Store store = Store.open(home.stateDir())) {
                assertEquals(Set.of("tasmota:heater/power"), store.streams().keySet());
            }
        }
    }
}
