package dev.domovoi.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.decide.Event.ClientSeen;
import dev.domovoi.decide.Event.Found;
import dev.domovoi.decide.Event.Unsettled;
import dev.domovoi.decide.Event.Unsettled.Cause;
import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Finding;
import dev.domovoi.signal.Finding.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// From what was found of a client to incidents.
final class ClientAlarmsTest {
    private static final String MAC = "aa:bb:cc:00:00:01";
    private static final DeviceId CLIENT = new DeviceId("client", MAC);

    private final Home home = Home.settled(Mode.ACT);

    private Step found(Kind kind, Finding.Severity severity, boolean isNews) {
        Finding finding = new Finding(
                home.now,
                MAC,
                kind,
                severity,
                List.of(new Finding.Fact.Word("peer", "198.51.100.9"), new Finding.Fact.Count("ports", 12)),
                "It tried 12 doors.");
        return home.happens(new Found(finding, "tv (" + MAC + ")", isNews, 1));
    }

    private void seen(Optional<Integer> secondsAgo) {
        home.happens(new ClientSeen(CLIENT, secondsAgo.map(home.now::minusSeconds)));
    }

    @Test
    void aBurstIsOneIncidentThatIsToldOnceForEachKindAndWhenItGetsWorse() {
        found(Kind.VERTICAL_SCAN, Finding.Severity.MEDIUM, true);
        found(Kind.VERTICAL_SCAN, Finding.Severity.MEDIUM, true);
        found(Kind.BRUTE_FORCE, Finding.Severity.MEDIUM, true);
        found(Kind.BRUTE_FORCE, Finding.Severity.MEDIUM, false);
        found(Kind.VERTICAL_SCAN, Finding.Severity.HIGH, true);
        assertEquals(List.of("alert", "alert", "alert"), home.verdicts());
        assertEquals(1, home.state.incidents().size());
        Incident incident = home.state.incidents().getFirst();
        assertEquals(
                List.of("network:vertical_scan", Severity.CRITICAL, CLIENT),
                List.of(incident.kind(), incident.severity(), incident.device()));
        Decision told = home.decisions.getFirst();
        assertEquals("tv (" + MAC + "): It tried 12 doors.", told.why());
        assertEquals(new Evidence.Fact.Amount(12), told.evidence().facts().get("ports"));
        assertEquals(new Evidence.Fact.Word(MAC), told.evidence().facts().get("client"));
        HomeState back = HomeState.restored(home.state.durable());
        assertEquals(home.state, back.with(home.state.hold()).with(Door.CLOSED));
    }

    @Test
    void whatIsOnlyWorthKnowingOpensNothing() {
        assertEquals(
                List.of(), found(Kind.NEW_CLIENT, Finding.Severity.LOW, false).decisions());
        assertEquals(List.of(), home.state.incidents());
    }

    @Test
    void itIsOverWhenTheClientWasWatchedForAnHourAndDidNothing() {
        found(Kind.VERTICAL_SCAN, Finding.Severity.MEDIUM, true);
        for (int minute = 0; minute < 50; minute++) {
            home.passes(Duration.ofMinutes(1));
            seen(Optional.of(10));
        }
        for (int minute = 0; minute < 58; minute++) {
            home.passes(Duration.ofMinutes(1));
            seen(Optional.empty());
            home.happens(new Event.Minute());
            assertEquals(1, home.state.incidents().size(), "after " + minute);
        }
        home.passes(Duration.ofMinutes(3));
        home.happens(new Event.Minute());
        assertEquals(List.of(), home.state.incidents());
        assertTrue(home.effects.getLast() instanceof Effect.Clear);
    }

    @Test
    void silenceIsNoGoodNews() {
        found(Kind.VERTICAL_SCAN, Finding.Severity.MEDIUM, true);
        home.passes(Duration.ofHours(23));
        home.happens(new Event.Minute());
        assertEquals(1, home.state.incidents().size());
        home.passes(Duration.ofHours(2));
        home.happens(new Event.Minute());
        assertEquals(List.of(), home.state.incidents());
    }

    @Test
    void nothingBeginsDuringAHold() {
        home.happens(new Unsettled(Cause.RECONNECT));
        assertEquals(
                List.of(),
                found(Kind.VERTICAL_SCAN, Finding.Severity.HIGH, true).decisions());
    }

    @Test
    void whatIsForgottenIsTakenDown() {
        found(Kind.VERTICAL_SCAN, Finding.Severity.HIGH, true);
        home.overdraws();
        assertEquals(2, home.state.incidents().size());
        home.happens(new Event.Forgotten(CLIENT));
        assertEquals(
                List.of(Home.DEVICE),
                home.state.incidents().stream().map(Incident::device).toList());
    }

    @Test
    void aNameThatCannotBeShownIsOurOwnFault() {
        Finding finding = new Finding(home.now, MAC, Kind.BEACON, Finding.Severity.LOW, List.of(), "It calls.");
        assertThrows(IllegalArgumentException.class, () -> new Found(finding, "a\nb", true, 1));
    }

    /// Whoever makes up machines by the hundred must not hide a heater that burns.
    @Test
    void clientsTakeNoPlaceFromDevices() {
        for (int i = 0; i < HomeState.MOST_INCIDENTS; i++) {
            Finding finding = new Finding(
                    home.now,
                    "10.0.%d.%d".formatted(i / 250, i % 250),
                    Kind.VERTICAL_SCAN,
                    Finding.Severity.MEDIUM,
                    List.of(),
                    "");
            home.happens(new Found(finding, finding.client(), true, 1));
        }
        assertEquals(ClientAlarms.MOST_OPEN, home.state.incidents().size());
        assertEquals(HomeState.MOST_INCIDENTS - ClientAlarms.MOST_OPEN, home.state.unshownAlarms());
    }
}
