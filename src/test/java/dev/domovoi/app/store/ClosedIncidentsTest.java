package dev.domovoi.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.app.store.ClosedIncidents.Closed;
import dev.domovoi.decide.Cut;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Severity;
import dev.domovoi.signal.DeviceId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept of incidents that are over.
final class ClosedIncidentsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @TempDir
    Path folder;

    private static Closed closed(String id, String device, Instant at) {
        return new Closed(
                new Incident(
                        id,
                        new DeviceId("tasmota", device),
                        "the " + device,
                        "unusual_power",
                        Severity.CRITICAL,
                        at.minusSeconds(60),
                        at.minusSeconds(30),
                        at,
                        "It draws 2 kW.",
                        new Cut.Open(),
                        Optional.empty()),
                at);
    }

    private static List<String> ids(List<Closed> found) {
        return found.stream().map(one -> one.incident().id()).toList();
    }

    @Test
    void oneComesBackAsItWasAfterReopening() {
        Closed one = closed("i-1", "heater", NOON);
        Closed judged = new Closed(closed("i-2", "tv", NOON).incident().judged(false), NOON);
        try (Store store = Store.open(folder)) {
            store.closed().keep(one);
            store.closed().keep(judged);
        }
        try (Store store = Store.open(folder)) {
            assertEquals(Optional.of(one), store.closed().find("i-1"));
            assertEquals(Optional.of(judged), store.closed().find("i-2"));
            assertEquals(Optional.empty(), store.closed().find("i-3"));
            store.closed().forget(new DeviceId("tasmota", "tv"));
            assertEquals(List.of("i-1"), ids(store.closed().openedSince(Instant.EPOCH)));
        }
    }

    @Test
    void whatIsOlderThanTenWeeksIsForgotten() {
        try (Store store = Store.open(folder)) {
            store.closed().keep(closed("i-1", "heater", NOON));
            store.closed().keep(closed("i-2", "heater", NOON.plus(Duration.ofDays(1))));
            store.closed()
                    .keep(closed(
                            "i-3", "heater", NOON.plus(ClosedIncidents.KEPT).plusSeconds(1)));
            assertEquals(List.of("i-2", "i-3"), ids(store.closed().openedSince(Instant.EPOCH)));
            assertEquals(List.of("i-3"), ids(store.closed().openedSince(NOON.plus(Duration.ofDays(2)))));
        }
    }
}
