package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.act.Dispatcher;
import dev.domovoi.app.bus.Await;
import dev.domovoi.app.bus.Inbox;
import dev.domovoi.app.bus.MqttBus;
import dev.domovoi.app.bus.MqttOptions;
import dev.domovoi.app.store.Store;
import dev.domovoi.app.store.Store.KeptDecision;
import dev.domovoi.decide.Cut;
import dev.domovoi.decide.Decision;
import dev.domovoi.decide.Event;
import dev.domovoi.decide.Evidence;
import dev.domovoi.decide.HomeDecider;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Plan;
import dev.domovoi.decide.Policy;
import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.decide.Severity;
import dev.domovoi.decide.Step;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Outcome;
import dev.domovoi.signal.Source;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept before anything is told, in a real store.
final class AnnouncerTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private final Vitals vitals = new Vitals();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final CountDownLatch performed = new CountDownLatch(1);
    private final List<Event> happened = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private Announcer announcer(Store store) {
        return announcer(new LocalLedger(store), () -> true);
    }

    private Announcer announcer(Ledger ledger, BooleanSupplier leads) {
        MqttOptions nowhere = new MqttOptions(
                URI.create("mqtt://127.0.0.1:1"), Optional.empty(), Optional.empty(), "test", Optional.empty());
        MqttBus bus = new MqttBus(
                nowhere,
                new Inbox(1, InstantSource.system()),
                new LivingHome.Deaf(),
                InstantSource.system(),
                new SplittableRandom(1));
        Dispatcher dispatcher = new Dispatcher(action -> {
            performed.countDown();
            return new Outcome.Refused("not here");
        });
        return new Announcer(
                "domovoi",
                ledger,
                new Wire(bus, leads),
                dispatcher,
                Duration.ofSeconds(1),
                vitals,
                (kind, sentence) -> said.add(sentence),
                InstantSource.fixed(NOW),
                happened::add,
                Audience.EMPTY,
                relay -> {});
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

    private static final Plan PLAN = new Plan(
            "p-1",
            "i-1",
            "d-1",
            new Action.SwitchOff(Source.whole(new DeviceId("tasmota", "heater"))),
            NOW,
            Plan.Progress.RUNNING);

    /// A ledger that keeps everything and sees a reason all the same.
    private record Reluctant(AtomicReference<Optional<String>> why) implements Ledger {
        @Override
        public HomeState restored() {
            return HomeState.empty();
        }

        @Override
        public Optional<String> keep(HomeState state, List<KeptDecision> decisions) {
            return why.get();
        }

        @Override
        public void age(HomeState state) {}
    }

    @Test
    void whatTheClustersLedgerDoesNotHoldIsNotDoneAndTheNextThingIs() throws InterruptedException {
        AtomicReference<Optional<String>> why = new AtomicReference<>(Optional.of("the ledger is away"));
        Announcer announcer = announcer(new Reluctant(why), () -> true);
        assertFalse(announcer.keep(HomeState.empty(), pause(HomeState.empty())), "nothing may be done");
        assertEquals(Optional.of(new Outcome.Refused("nothing was sent: the ledger is away")), announcer.run(PLAN));
        assertEquals(List.of("Acting is refused for now: the ledger is away."), said);
        assertEquals(Optional.of("acting is refused: the ledger is away"), vitals.fault());
        why.set(Optional.empty());
        assertTrue(announcer.keep(HomeState.empty(), pause(HomeState.empty())));
        assertEquals(Optional.empty(), vitals.fault());
        assertEquals(Optional.empty(), announcer.run(PLAN));
        assertTrue(performed.await(10, TimeUnit.SECONDS));
    }

    @Test
    void whoeverLeadsNoMoreTellsOfNoLateOutcome() throws InterruptedException {
        AtomicReference<Optional<String>> none = new AtomicReference<>(Optional.empty());
        Announcer announcer = announcer(new Reluctant(none), () -> performed.getCount() > 0);
        assertEquals(Optional.empty(), announcer.run(PLAN));
        assertTrue(performed.await(10, TimeUnit.SECONDS));
        Await.until("its thread has ended", Duration.ofSeconds(10), () -> isIdle(announcer));
        assertEquals(List.of(), happened);
        assertEquals(List.of(), said);
    }

    private static Incident incident(String kind) {
        return new Incident(
                "i-1",
                new DeviceId("tasmota", "washer"),
                "Washer",
                kind,
                Severity.INFO,
                NOW,
                NOW,
                NOW,
                "Washer has finished.",
                new Cut.Open(),
                Optional.empty());
    }

    @Test
    void whatARuleFoundIsNoAlarm() {
        Announcer announcer = announcer(new Reluctant(new AtomicReference<>(Optional.empty())), () -> true);
        announcer.opened(incident("appliance_finished"));
        announcer.calledFalse(incident("appliance_finished"));
        announcer.judged(incident("appliance_finished"), incident("appliance_finished"));
        assertEquals(Map.of(List.of("appliance_finished", "info"), 1L), vitals.fired.counts());
        assertEquals(Map.of(), vitals.alarms.counts());
        assertEquals(Map.of(), vitals.falseAlarms.counts());
        assertEquals(List.of(), vitals.record.days());
        announcer.opened(incident("unusual_power"));
        assertEquals(Map.of(List.of("unusual_power", "info"), 1L), vitals.alarms.counts());
        assertEquals(1, vitals.record.days().size());
    }

    @Test
    void whatHasNoActuatorIsCountedByWhatWasWanted() {
        Announcer announcer = announcer(new Reluctant(new AtomicReference<>(Optional.empty())), () -> true);
        Decision held = new Decision(
                "d-1",
                NOW,
                "standby_cut_off",
                "i-1",
                "TV",
                Decision.Verdict.HELD,
                Optional.empty(),
                Optional.of("mode"),
                new Evidence(new TreeMap<>(Map.of("wanted", new Evidence.Fact.Word("shed")))),
                "");
        announcer.tell(held);
        assertEquals(Map.of(List.of("shed", "held", "mode"), 1L), vitals.actions.counts());
    }

    /// A further plan is taken once the first one is through; it is refused by the actuator just the same.
    private static boolean isIdle(Announcer announcer) {
        return announcer.run(PLAN).isEmpty();
    }
}
