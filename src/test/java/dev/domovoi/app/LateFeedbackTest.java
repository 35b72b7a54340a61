package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.act.Dispatcher;
import dev.domovoi.app.Afterwards.Judged;
import dev.domovoi.app.bus.Await;
import dev.domovoi.app.bus.Inbox;
import dev.domovoi.app.bus.MqttBus;
import dev.domovoi.app.bus.MqttOptions;
import dev.domovoi.app.report.WeekCard;
import dev.domovoi.app.store.Store;
import dev.domovoi.decide.Cut;
import dev.domovoi.decide.Event.Feedback;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Severity;
import dev.domovoi.signal.DeviceId;
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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a person says of an incident that is over, and whom it reaches.
@Timeout(60)
final class LateFeedbackTest {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    @TempDir
    Path folder;

    private final Vitals vitals = new Vitals();
    private final List<String> said = new ArrayList<>();

    private static Incident incident(String id, String kind) {
        return incident(id, kind, NOON);
    }

    private static Incident incident(String id, String kind, Instant at) {
        return new Incident(
                id,
                new DeviceId("tasmota", "heater"),
                "heater",
                kind,
                Severity.WARNING,
                at,
                at,
                at,
                "It is odd.",
                new Cut.Open(),
                Optional.empty());
    }

    private static HomeState home(Incident... open) {
        return new HomeState(
                HomeState.empty().counters(),
                HomeState.empty().hold(),
                Optional.empty(),
                List.of(open),
                List.of(),
                List.of(),
                List.of(),
                0);
    }

    /// Those of the home of a moment ago that are not in the home of now are over.
    private record Kept(Afterwards afterwards) implements Audience {
        @Override
        public void changed(HomeState before, HomeState after) {
            afterwards.changed(before, after);
        }

        @Override
        public Optional<Judged> late(Feedback feedback) {
            return afterwards.judge(feedback);
        }

        @Override
        public void minute() {}

        @Override
        public void reconnected() {}
    }

    private Announcer announcer(Store store) {
        InstantSource clock = InstantSource.fixed(NOON.plusSeconds(7_200));
        MqttOptions nowhere = new MqttOptions(
                URI.create("mqtt://127.0.0.1:1"), Optional.empty(), Optional.empty(), "test", Optional.empty());
        MqttBus bus = new MqttBus(
                nowhere,
                new Inbox(1, InstantSource.system()),
                new LivingHome.Deaf(),
                InstantSource.system(),
                new SplittableRandom(1));
        Afterwards afterwards = new Afterwards(store.closed(), clock);
        afterwards.changed(home(incident("i-1", "unusual_power"), incident("i-2", "stuck_on_heater")), home());
        return new Announcer(
                "domovoi",
                new LocalLedger(store),
                new Wire(bus, () -> true),
                new Dispatcher(action -> new Outcome.Refused("not here")),
                Duration.ofSeconds(1),
                vitals,
                (kind, sentence) -> said.add(sentence),
                clock,
                event -> {},
                new Kept(afterwards),
                relay -> {});
    }

    private RealisedRate rate() {
        return RealisedRate.of(vitals.record.days());
    }

    private static Optional<Boolean> kept(Store store, String id) {
        return store.closed().find(id).flatMap(one -> one.incident().real());
    }

    @Test
    void itIsWrittenDownAndCountedOnce() {
        try (Store store = Store.open(folder)) {
            Announcer announcer = announcer(store);
            vitals.record.alarmed(NOON);
            for (int saying = 0; saying < 2; saying++) {
                assertTrue(announcer.late(new Feedback("i-1", false)).isPresent());
            }
            assertEquals(Optional.of(false), kept(store, "i-1"));
            assertEquals(1, vitals.falseAlarms.of("unusual_power"));
            assertEquals(1, rate().calledFalse());
            assertEquals("Incident i-1 of heater, which is over, was a false alarm.", said.getFirst());
        }
    }

    @Test
    void whoChangesTheirMindIsHeard() {
        try (Store store = Store.open(folder)) {
            Announcer announcer = announcer(store);
            vitals.record.alarmed(NOON);
            announcer.late(new Feedback("i-1", false));
            Judged judged = announcer.late(new Feedback("i-1", true)).orElseThrow();
            assertEquals(Optional.of(false), judged.before().real());
            assertEquals(Optional.of(true), judged.after().real());
            assertEquals(Optional.of(true), kept(store, "i-1"));
            assertEquals(0, rate().calledFalse());
            assertEquals(0, rate().unconfirmed(), "the budget is of alarms that nobody confirmed");
        }
    }

    @Test
    void whatSpendsNothingOfTheBudgetIsOnlyWrittenDown() {
        try (Store store = Store.open(folder)) {
            announcer(store).late(new Feedback("i-2", false));
            assertEquals(Optional.of(false), kept(store, "i-2"));
            assertEquals(0, vitals.falseAlarms.of("stuck_on_heater"));
            assertEquals(0, rate().calledFalse());
        }
    }

    @Test
    void anIncidentThatNobodyKnowsIsNamed() {
        try (Store store = Store.open(folder)) {
            assertEquals(Optional.empty(), announcer(store).late(new Feedback("i-99", false)));
            assertEquals(
                    List.of(
                            "Nothing is known of an incident i-99: it is not open, and none of that id was closed in the"
                                    + " last 10 weeks. What was said of it is lost."),
                    said);
        }
    }

    @Test
    void whatCannotBeWrittenDownIsSaidAndNoBug() {
        Store store = Store.open(folder);
        Announcer announcer = announcer(store);
        store.close();
        assertEquals(Optional.empty(), announcer.late(new Feedback("i-1", false)));
        assertEquals(1, said.size());
        assertTrue(said.getFirst().startsWith("What was said of incident i-1 is lost: cannot "), said::getFirst);
        assertTrue(said.getFirst().endsWith("Say it again when that is mended."), said::getFirst);
        assertEquals(0, vitals.falseAlarms.of("unusual_power"));
    }

    /// From the broker's topic to the record, over a restart, with everything real but the time: an incident of which
    /// nothing was heard for two days is over once the hold is.
    @Test
    void feedbackOverTheBrokerReachesAClosedIncidentAlsoAfterARestart() throws Exception {
        try (LivingHome home = new LivingHome(folder)) {
            Instant old = home.time.instant().minus(Duration.ofDays(2));
            try (Store store = Store.open(home.stateDir())) {
                store.keep(home(incident("i-1", "unusual_power", old)).durable(), List.of());
            }
            try (Agent agent = home.agent(Optional.empty())) {
                assertEquals(1, agent.state().incidents().size());
                Await.until("it is over", LivingHome.LIMIT, () -> {
                    home.time.pass(Duration.ofMinutes(1));
                    return agent.state().incidents().isEmpty();
                });
                home.publish("domovoi/command/feedback/i-1", "true", false);
                home.publish("domovoi/command/feedback/i-99", "true", false);
                Await.until(
                        "both are heard",
                        LivingHome.LIMIT,
                        () -> home.said.stream().anyMatch(sentence -> sentence.contains("an incident i-99")));
                assertTrue(agent.knowsIncident("i-1"));
                assertFalse(agent.knowsIncident("i-99"));
                assertTrue(home.said.contains("Incident i-1 of heater, which is over, was real."));
            }
            try (Agent agent = home.agent(Optional.empty())) {
                assertEquals(new WeekCard.Alarms(1, 1, 0), alarms(agent));
                home.publish("domovoi/command/feedback/i-1", "false_alarm", false);
                Await.until(
                        "it is counted",
                        LivingHome.LIMIT,
                        () -> agent.vitals().falseAlarms.of("unusual_power") == 1);
                assertEquals(new WeekCard.Alarms(1, 0, 1), alarms(agent));
            }
        }
    }

    /// Of this week and the one before.
    private static WeekCard.Alarms alarms(Agent agent) {
        return agent.weeks(2).stream()
                .map(WeekCard::alarms)
                .filter(week -> week.all() > 0)
                .findFirst()
                .orElseThrow();
    }
}
