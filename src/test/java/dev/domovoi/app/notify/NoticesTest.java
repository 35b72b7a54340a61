package dev.domovoi.app.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.domovoi.act.notify.Notice;
import dev.domovoi.act.notify.Notice.Event;
import dev.domovoi.app.TimeSource;
import dev.domovoi.app.Vitals;
import dev.domovoi.app.bus.Await;
import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.decide.Approval;
import dev.domovoi.decide.Cut;
import dev.domovoi.decide.Hold;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Severity;
import dev.domovoi.signal.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/// Who is told of which changes of incidents.
final class NoticesTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final HomeState QUIET = home(NOW.minusSeconds(60));

    private static List<String> nobody(DeviceId device) {
        return List.of();
    }

    private static HomeState home(Instant holdUntil, Incident... incidents) {
        HomeState empty = HomeState.empty();
        return new HomeState(
                empty.counters(),
                new Hold(holdUntil.minusSeconds(120), holdUntil),
                Optional.empty(),
                List.of(incidents),
                List.of(),
                List.of(),
                List.of(),
                0);
    }

    private static Incident incident(String id, Severity severity) {
        return new Incident(
                id,
                new DeviceId("tasmota", "heater"),
                "Heater",
                "unusual_power",
                severity,
                NOW,
                NOW,
                NOW,
                "Why.",
                new Cut.Open(),
                Optional.empty());
    }

    private static List<String> told(HomeState before, HomeState after) {
        return Changes.between(before, after, DeviceId::name, NOW).stream()
                .map(notice -> notice.incident() + " " + notice.event().word() + " "
                        + notice.severity().word()
                        + notice.before().map(old -> " from " + old.word()).orElse(""))
                .toList();
    }

    @Test
    void anIncidentIsToldWhenItOpensChangesItsSeverityAndEnds() {
        HomeState opened = home(NOW, incident("i-1", Severity.INFO));
        HomeState worse = home(NOW, incident("i-1", Severity.WARNING), incident("i-2", Severity.INFO));
        assertEquals(List.of("i-1 opened info"), told(QUIET, opened));
        assertEquals(List.of("i-1 changed warning from info", "i-2 opened info"), told(opened, worse));
        assertEquals(List.of("i-2 resolved info"), told(worse, home(NOW, incident("i-1", Severity.WARNING))));
    }

    @Test
    void aQuestionForApprovalIsToldOnce() {
        HomeState opened = home(NOW, incident("i-1", Severity.INFO));
        Instant until = NOW.plusSeconds(600);
        HomeState asked =
                asked(opened, new Approval("i-1", List.of("off tasmota:heater"), List.of("d-2"), until, false));
        HomeState given =
                asked(opened, new Approval("i-1", List.of("off tasmota:heater"), List.of("d-2"), until, true));
        assertEquals(List.of("i-1 asked info"), told(opened, asked));
        assertEquals(List.of(), told(asked, asked));
        assertEquals(List.of(), told(asked, given));
        assertEquals(
                "Why. May I: off tasmota:heater? Approve d-2 before 2026-03-10T12:10:00Z.",
                Changes.between(opened, asked, DeviceId::name, NOW).getFirst().why());
    }

    private static HomeState asked(HomeState before, Approval approval) {
        return new HomeState(
                before.counters(),
                before.hold(),
                Optional.empty(),
                before.incidents(),
                List.of(),
                List.of(),
                List.of(),
                0,
                List.of(approval),
                List.of(),
                before.door());
    }

    @Test
    void whatGoesOnOrWasRestoredIsNoNews() {
        HomeState restored = home(NOW, incident("i-1", Severity.INFO));
        HomeState later = home(
                NOW,
                new Incident(
                        "i-1",
                        new DeviceId("tasmota", "heater"),
                        "Heater",
                        "unusual_power",
                        Severity.INFO,
                        NOW,
                        NOW.plusSeconds(60),
                        NOW.plusSeconds(60),
                        "More of it.",
                        new Cut.Open(),
                        Optional.of(true)));
        assertEquals(List.of(), told(restored, restored));
        assertEquals(List.of(), told(restored, later));
    }

    @Test
    void onlyWhoWantsItIsToldAndFailuresAreCountedAndSaid() {
        AgentConfig config = ConfigReader.read(
                Optional.empty(),
                Map.of(
                        "DOMOVOI_NOTIFY_WEBHOOK_URL", "http://127.0.0.1:1/secret-hook",
                        "DOMOVOI_NOTIFY_WEBHOOK_SEVERITY", "critical",
                        "DOMOVOI_NOTIFY_NTFY_URL", "http://127.0.0.1:1/secret-topic",
                        "DOMOVOI_NOTIFY_NTFY_ON", "opened"));
        Vitals vitals = new Vitals();
        Queue<String> said = new ConcurrentLinkedQueue<>();
        TimeSource time = TimeSource.standing(NOW);
        try (Notices notices = new Notices(
                config, time, vitals, (kind, sentence) -> said.add(sentence), DeviceId::name, NoticesTest::nobody, 1)) {
            notices.start();
            HomeState open = home(NOW.minusSeconds(1), incident("i-1", Severity.WARNING));
            notices.minute(open);
            notices.changed(QUIET, open);
            Await.until(
                    "ntfy failed",
                    Duration.ofSeconds(10),
                    () -> vitals.notifications.of("ntfy", "retried") > 0 && !said.isEmpty());
            assertEquals(Map.of("ntfy", "no connection"), vitals.notifiers.all());
            assertEquals(List.of("The notifier ntfy cannot deliver: no connection."), List.copyOf(said));
            assertEquals(0, vitals.notifications.of("webhook", "retried"));
        }
    }

    @Test
    void onlyAnAlertmanagerIsToldOfTheSameAgainAndNotInAHold() {
        AgentConfig.Wanted all =
                new AgentConfig.Wanted(Set.of(Event.OPENED, Event.CHANGED, Event.RESOLVED), Notice.Severity.INFO);
        Notice still = Changes.still(incident("i-1", Severity.INFO), DeviceId::name, NOW);
        assertFalse(all.includes(still));
        AgentConfig config =
                ConfigReader.read(Optional.empty(), Map.of("DOMOVOI_NOTIFY_ALERTMANAGER_URL", "http://127.0.0.1:1"));
        Vitals vitals = new Vitals();
        try (Notices notices = new Notices(
                config,
                TimeSource.standing(NOW),
                vitals,
                (kind, sentence) -> {},
                DeviceId::name,
                NoticesTest::nobody,
                1)) {
            notices.minute(home(NOW.plusSeconds(60), incident("i-1", Severity.INFO)));
            notices.start();
            notices.changed(QUIET, QUIET);
            assertEquals(Map.of(), vitals.notifications.counts());
            notices.minute(home(NOW, incident("i-1", Severity.INFO)));
            Await.until(
                    "it is tried",
                    Duration.ofSeconds(10),
                    () -> vitals.notifications.of("alertmanager", "retried") == 1);
        }
    }
}
