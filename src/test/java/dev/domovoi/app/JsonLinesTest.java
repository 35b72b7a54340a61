package dev.domovoi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.domovoi.decide.Cut;
import dev.domovoi.decide.Decision;
import dev.domovoi.decide.Decision.Verdict;
import dev.domovoi.decide.Evidence;
import dev.domovoi.decide.Evidence.Fact;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Severity;
import dev.domovoi.signal.Action;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The lines that are published.
final class JsonLinesTest {
    private static final Instant AT = Instant.parse("2026-03-02T12:00:00Z");
    private static final DeviceId PLUG = new DeviceId("tasmota", "attic/\"plug\"");

    @Test
    void aDecisionCarriesItsReasons() {
        Evidence evidence = new Evidence(new TreeMap<>(Map.of(
                "watts", new Fact.Amount(12.5),
                "role", new Fact.Word("heater"),
                "guards", new Fact.Words(List.of("mode", "hold")))));
        Decision decision = new Decision(
                "d1",
                AT,
                "safety",
                "i1",
                "Heater",
                Verdict.WOULD_ACT,
                Optional.of(new Action.SwitchOff(new Source(PLUG, "1"))),
                Optional.of("mode"),
                evidence,
                "It draws \"too much\".");
        assertEquals(
                "{\"id\":\"d1\",\"at\":\"2026-03-02T12:00:00Z\",\"rule\":\"safety\",\"incident\":\"i1\","
                        + "\"subject\":\"Heater\",\"verdict\":\"would_act\",\"action\":{\"action\":\"off\","
                        + "\"device\":\"attic/\\\"plug\\\"\",\"channel\":\"1\"},\"guard\":\"mode\","
                        + "\"evidence\":{\"guards\":[\"mode\",\"hold\"],\"role\":\"heater\",\"watts\":12.5},"
                        + "\"why\":\"It draws \\\"too much\\\".\"}",
                JsonLines.of(decision));
    }

    @Test
    void anAlertHasNeitherActionNorGuard() {
        Decision decision = new Decision(
                "d1",
                AT,
                "alarm",
                "i1",
                "Lamp",
                Verdict.ALERT,
                Optional.empty(),
                Optional.empty(),
                new Evidence(new TreeMap<>()),
                "Why\nnot.");
        assertEquals(
                "{\"id\":\"d1\",\"at\":\"2026-03-02T12:00:00Z\",\"rule\":\"alarm\",\"incident\":\"i1\","
                        + "\"subject\":\"Lamp\",\"verdict\":\"alert\",\"action\":null,\"guard\":null,\"evidence\":{},"
                        + "\"why\":\"Why\\nnot.\"}",
                JsonLines.of(decision));
    }

    @Test
    void anIncidentSaysWhetherItIsOpen() {
        Incident incident = new Incident(
                "i1",
                PLUG,
                "Lamp",
                "unusual_power",
                Severity.WARNING,
                AT,
                AT,
                AT,
                "More than usual.",
                new Cut.Open(),
                Optional.empty());
        assertEquals(
                "{\"id\":\"i1\",\"at\":\"2026-03-02T12:01:00Z\",\"device\":\"attic/\\\"plug\\\"\",\"name\":\"Lamp\","
                        + "\"kind\":\"unusual_power\",\"severity\":\"warning\",\"open\":false,"
                        + "\"opened_at\":\"2026-03-02T12:00:00Z\",\"why\":\"More than usual.\"}",
                JsonLines.of(incident, false, AT.plusSeconds(60)));
    }

    @Test
    void aScoreCarriesWhatWasExpected() {
        StreamId stream = new StreamId(Source.whole(new DeviceId("shelly", "tv")), Quantity.POWER);
        Score score = new Score(stream, AT, 7, new Score.Expected(1, 2, 3), 0.25, 1.5, true, AT, AT, "High.");
        assertEquals(
                "{\"at\":\"2026-03-02T12:00:00Z\",\"stream\":\"shelly:tv/power\",\"value\":7.0,"
                        + "\"expected\":{\"low\":1.0,\"median\":2.0,\"high\":3.0},\"tail_probability\":0.25,"
                        + "\"surprise_nats\":1.5,\"alarms\":true,\"why\":\"High.\"}",
                JsonLines.of(score));
    }
}
