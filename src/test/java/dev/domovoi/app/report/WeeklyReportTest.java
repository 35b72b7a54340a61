package dev.domovoi.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.domovoi.app.drill.DrillNight;
import dev.domovoi.app.store.ClosedIncidents.Closed;
import dev.domovoi.app.store.Store;
import dev.domovoi.app.store.Store.KeptDecision;
import dev.domovoi.decide.Cut;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Plan;
import dev.domovoi.decide.Severity;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a week's card says, and when it is told. Time is moved by hand, in a zone whose summer time begins on the last
/// day of the week before the 30th of March.
final class WeeklyReportTest {
    private static final ZoneId ROME = ZoneId.of("Europe/Rome");
    private static final DeviceId FRIDGE = new DeviceId("tasmota", "fridge");

    @TempDir
    Path folder;

    private final List<String> retained = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private Instant now = at("2026-03-25T12:00");
    private HomeState home = HomeState.empty();
    private boolean isConnected = true;
    private boolean wasWatched = true;
    private Optional<DrillNight> drilled = Optional.empty();

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ROME).toInstant();
    }

    private static Incident incident(String id, String kind, Instant at, Optional<Boolean> real) {
        return new Incident(
                id, FRIDGE, "fridge", kind, Severity.WARNING, at, at, at, "It is odd.", new Cut.Open(), real);
    }

    private static Plan plan(String id, Instant at, Plan.Progress progress) {
        return new Plan(id, "i-1", "d-1", new Action.SwitchOff(Source.whole(FRIDGE)), at, progress);
    }

    private static KeptDecision decision(String id, Instant at, String verdict, String guard) {
        return new KeptDecision(id, at, "{\"verdict\":\"" + verdict + "\",\"guard\":" + guard + "}");
    }

    private WeekCards cards(Store store) {
        return new WeekCards(store, () -> home, ROME, 1);
    }

    private WeeklyReport report(Store store) {
        return new WeeklyReport(
                "domovoi",
                cards(store),
                () -> drilled,
                before -> wasWatched,
                (topic, text) -> {
                    if (isConnected) {
                        assertEquals("domovoi/report/week", topic);
                        retained.add(text);
                    }
                    return isConnected;
                },
                () -> now,
                said::add);
    }

    private JsonNode told() throws IOException {
        return new ObjectMapper().readTree(retained.getLast());
    }

    /// The last hour of the week is the 23rd of its last day: an hour less is in it than in another week.
    @Test
    void aWeekBeginsOnMondayInTheHomesZone() {
        try (Store store = Store.open(folder)) {
            keep(store, "i-1", "2026-03-22T23:59");
            keep(store, "i-2", "2026-03-23T00:00");
            keep(store, "i-3", "2026-03-29T23:59");
            keep(store, "i-4", "2026-03-30T00:00");
            now = at("2026-03-30T00:01");
            List<WeekCard> weeks = cards(store).newest(3, now);
            assertEquals(
                    List.of("2026-03-30 1", "2026-03-23 2", "2026-03-16 1"),
                    weeks.stream()
                            .map(card -> card.monday() + " " + card.alarms().all())
                            .toList());
            assertEquals(
                    List.of(false, true, true),
                    weeks.stream().map(WeekCard::isOver).toList());
            assertEquals(LocalDate.parse("2026-03-23"), cards(store).last(now).monday());
            assertEquals(
                    Duration.ofHours(7 * 24 - 1), Duration.between(at("2026-03-23T00:00"), at("2026-03-30T00:00")));
        }
    }

    private static void keep(Store store, String id, String local) {
        Instant opened = at(local);
        store.closed().keep(new Closed(incident(id, "unusual_power", opened, Optional.empty()), opened.plusSeconds(1)));
    }

    @Test
    void aCardCountsWhatCameOfTheWeek() {
        Instant tuesday = at("2026-03-24T08:00");
        try (Store store = Store.open(folder)) {
            store.closed().keep(new Closed(incident("i-1", "unusual_power", tuesday, Optional.of(true)), tuesday));
            store.closed().keep(new Closed(incident("i-2", "unusual_power", tuesday, Optional.of(false)), tuesday));
            store.closed().keep(new Closed(incident("i-3", "stuck_on_heater", tuesday, Optional.empty()), tuesday));
            home = new HomeState(
                    new HomeState.Counters(4, 0, 0),
                    HomeState.empty().hold(),
                    Optional.empty(),
                    List.of(incident("i-4", "unusual_power", tuesday, Optional.empty())),
                    List.of(
                            plan("p-1", tuesday, Plan.Progress.DONE),
                            plan("p-2", tuesday, Plan.Progress.FAILED),
                            plan("p-3", tuesday, Plan.Progress.MAYBE_DONE),
                            plan("p-4", tuesday.minus(Duration.ofDays(3)), Plan.Progress.DONE)),
                    List.of(),
                    List.of(),
                    0);
            store.keep(
                    List.of(),
                    List.of(
                            decision("d-0", tuesday.minus(Duration.ofDays(3)), "held", "\"mode\""),
                            decision("d-1", tuesday, "held", "\"cooldown\""),
                            decision("d-2", tuesday, "held", "\"cooldown\""),
                            decision("d-3", tuesday, "held", "\"pause\""),
                            decision("d-4", tuesday, "would_act", "\"mode\""),
                            decision("d-6", at("2026-03-23T00:00").plusMillis(5), "held", "\"hold\""),
                            decision("d-7", at("2026-03-30T00:00").plusMillis(5), "held", "\"hold\""),
                            decision("d-5", tuesday, "alert", "null")));
            WeekCard card = cards(store).newest(1, now).getFirst();
            assertEquals(new WeekCard.Alarms(3, 1, 1), card.alarms());
            assertEquals(1, card.rules());
            assertEquals(Map.of("done", 1L, "failed", 1L, "unknown", 1L), card.plans());
            assertEquals(Map.of("cooldown", 2L, "hold", 1L, "pause", 1L), card.held());
            assertEquals(1, card.wouldAct());
            assertEquals(
                    List.of(
                            "So far in the week of Monday 2026-03-23: 3 alarms, of which 1 confirmed, 1 called false and"
                                    + " 1 not judged; the budget is 1 a week.",
                            "Rules and known behaviours opened 1 incident.",
                            "Actions: 1 done, 1 failed, 1 unknown.",
                            "Held back, by guard: 2 cooldown, 1 hold, 1 pause.",
                            "Only the mode stood in the way of 1 action."),
                    card.words());
        }
    }

    @Test
    void aNewCardIsToldEachMondayOnceAndAgainWhereItMayBeWrong() throws IOException {
        drilled = Optional.of(new DrillNight(
                now,
                List.of(
                        "{\"stream\":\"tasmota:fridge/power\",\"caught\":3,\"places\":8,\"faults\":[{\"places\":1}],"
                                + "\"says\":[\"It would catch: dead (3 of 4).\",\"It cannot see: drift, spikes.\"]}",
                        "{\"stream\":\"tasmota:tv/power\",\"scorer\":\"plug\",\"why\":\"too young\"}")));
        try (Store store = Store.open(folder)) {
            keep(store, "i-1", "2026-03-26T10:00");
            WeeklyReport report = report(store);
            minutes(report, 3);
            assertEquals(1, retained.size());
            assertEquals("2026-03-16", told().path("from").asText());
            now = at("2026-03-29T23:59");
            minutes(report, 1);
            assertEquals(1, retained.size());
            now = at("2026-03-30T00:00");
            isConnected = false;
            minutes(report, 2);
            isConnected = true;
            minutes(report, 2);
            assertEquals(2, retained.size());
            JsonNode card = told();
            assertEquals("2026-03-23", card.path("from").asText());
            assertEquals("2026-03-29", card.path("to").asText());
            assertEquals(1, card.path("unjudged").asInt());
            assertEquals(3, card.path("drill").path("caught").asInt());
            assertEquals(
                    "tasmota:fridge/power: drift, spikes.",
                    card.path("drill").path("would_miss").path(0).asText());
            assertEquals(1, said.size(), "only what is new is said: " + said);
            assertTrue(said.getFirst().contains("3 of 8 injected faults"), said.getFirst());
            Incident late = store.closed().find("i-1").orElseThrow().incident().judged(false);
            store.closed().keep(new Closed(late, now));
            report.changed();
            minutes(report, 2);
            assertEquals(3, retained.size());
            assertEquals(1, told().path("called_false").asInt());
            assertEquals(1, said.size());
        }
    }

    @Test
    void nothingIsToldOfAWeekInWhichNobodyWatched() {
        wasWatched = false;
        try (Store store = Store.open(folder)) {
            minutes(report(store), 3);
            assertEquals(List.of(), retained);
        }
    }

    private void minutes(WeeklyReport report, int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            report.minute();
            now = now.plusSeconds(60);
        }
    }
}
