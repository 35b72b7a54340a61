package dev.domovoi.app.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.decide.Cut;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Severity;
import dev.domovoi.signal.DeviceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A plug and what hangs on it are one piece of news.
final class GroupedTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Incident RACK = incident("i-1", "Rack", Severity.WARNING);
    private static final Incident NODE = incident("i-2", "pi4", Severity.WARNING);

    private final Grouped grouped =
            new Grouped(device -> device.name().equals("pi4") ? List.of("Strip", "Rack") : List.of());

    @Test
    void whatHangsOnAPlugThatIsToldOfIsNotToldOfAgain() {
        assertEquals(List.of("i-1 opened"), told(home(), home(RACK)));
        assertEquals(List.of(), told(home(RACK), home(RACK, NODE)));
        assertEquals(List.of(), grouped.alone(home(RACK, NODE)));
        assertEquals(List.of(), told(home(RACK, NODE), home(RACK)), "nobody was told that it began");
    }

    @Test
    void whatOutlastsThePlugIsToldOfThen() {
        told(home(RACK), home(RACK, NODE));
        assertEquals(List.of("i-1 resolved"), told(home(RACK, NODE), home(NODE)));
        assertEquals(List.of(NODE), grouped.alone(home(NODE)));
        assertEquals(List.of(), grouped.alone(home(NODE)), "once");
        assertEquals(List.of("i-2 resolved"), told(home(NODE), home()));
    }

    @Test
    void whatIsOrBecomesCriticalIsAlwaysToldOf() {
        Incident critical = incident("i-2", "pi4", Severity.CRITICAL);
        assertEquals(List.of("i-2 opened"), told(home(RACK), home(RACK, critical)));
        told(home(RACK), home(RACK, NODE));
        assertEquals(List.of("i-2 changed"), told(home(RACK, NODE), home(RACK, critical)));
        assertEquals(List.of("i-2 resolved"), told(home(RACK, critical), home(RACK)));
    }

    @Test
    void aFinishedProgrammeOrAFalseAlarmUpstreamSwallowsNothing() {
        Incident finished = incident("i-1", "Rack", Severity.INFO);
        assertEquals(List.of("i-2 opened"), told(home(finished), home(finished, NODE)));
        Incident lamp = incident("i-3", "lamp", Severity.WARNING);
        assertEquals(List.of("i-3 opened"), told(home(RACK), home(RACK, lamp)), "it hangs elsewhere");
        Incident wrong = new Incident(
                "i-1",
                RACK.device(),
                "Rack",
                "unusual_power",
                Severity.WARNING,
                NOW,
                NOW,
                NOW,
                "Why.",
                new Cut.Open(),
                Optional.of(false));
        assertEquals(List.of("i-2 opened"), told(home(wrong), home(wrong, NODE)));
    }

    @Test
    void whatIsKeptBackIsNotRepeatedEither() {
        told(home(RACK), home(RACK, NODE));
        assertEquals(true, grouped.isTold(Changes.still(RACK, DeviceId::name, NOW), home(RACK, NODE)));
        assertEquals(false, grouped.isTold(Changes.still(NODE, DeviceId::name, NOW), home(RACK, NODE)));
    }

    private List<String> told(HomeState before, HomeState after) {
        return Changes.between(before, after, DeviceId::name, NOW).stream()
                .filter(notice -> grouped.isTold(notice, after))
                .map(notice -> notice.incident() + " " + notice.event().word())
                .toList();
    }

    private static HomeState home(Incident... incidents) {
        HomeState empty = HomeState.empty();
        return new HomeState(
                empty.counters(),
                empty.hold(),
                Optional.empty(),
                List.of(incidents),
                List.of(),
                List.of(),
                List.of(),
                0);
    }

    private static Incident incident(String id, String name, Severity severity) {
        return new Incident(
                id,
                new DeviceId("tasmota", name),
                name,
                "unusual_power",
                severity,
                NOW,
                NOW,
                NOW,
                "Why.",
                new Cut.Open(),
                Optional.empty());
    }
}
