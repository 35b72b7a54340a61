package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.act.Dispatcher;
import dev.domovoi.app.bus.Inbox;
import dev.domovoi.app.bus.MqttBus;
import dev.domovoi.app.bus.MqttOptions;
import dev.domovoi.app.store.Store;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.HomeDecider;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Policy;
import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.decide.Step;
import dev.domovoi.signal.Outcome;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept before anything is told, in a real store.
final class AnnouncerTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private final Vitals vitals = new Vitals();
    private final List<String> said = new ArrayList<>();

    @TempDir
    Path folder;

    private Announcer announcer(Store store) {
        MqttOptions nowhere = new MqttOptions(
                URI.create("mqtt://127.0.0.1:1"), Optional.empty(), Optional.empty(), "test", Optional.empty());
        MqttBus bus = new MqttBus(
                nowhere,
                new Inbox(1, InstantSource.system()),
                new LivingHome.Deaf(),
                InstantSource.system(),
                new SplittableRandom(1));
        Dispatcher dispatcher = new Dispatcher(action -> new Outcome.Refused("not here"));
        return new Announcer(
                "domovoi",
                new LocalLedger(store),
                new Wire(bus, () -> true),
                dispatcher,
                Duration.ofSeconds(1),
                vitals,
                (kind, sentence) -> said.add(sentence),
                InstantSource.fixed(NOW),
                event -> {});
    }

    private static Step pause(HomeState before) {
        return new HomeDecider(Policy.of(Mode.ACT, List.of())).decide(before, new Event.Pause(Optional.empty()), NOW);
    }

    @Test
    void whatAPersonOrderedIsOnTheDiskAtOnce() {
        try (Store store = Store.open(folder)) {
            assertTrue(announcer(store).keep(HomeState.empty(), pause(HomeState.empty())));
            assertTrue(HomeState.restored(store.home()).isPaused(NOW));
        }
    }

    @Test
    void aStoreThatCannotBeWrittenIsAFaultThatHealthTells() {
        Store store = Store.open(folder);
        store.close();
        assertFalse(announcer(store).keep(HomeState.empty(), pause(HomeState.empty())));
        assertTrue(vitals.fault().orElse("").startsWith("acting is refused: cannot keep the state of deciding"));
        assertEquals(1, said.size());
    }
}
