package dev.domovoi.observe.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.observe.Decoded.Understood;
import dev.domovoi.observe.Decoder;
import dev.domovoi.observe.Dialects;
import dev.domovoi.observe.Fixtures;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class NodeVitalsTest {
    private static final String TOPIC = "domovoi/node/pi4/vitals";

    private final NodeVitals dialect = new NodeVitals("domovoi");

    private static String vitals(String observations) {
        return "{\"at\":\"2026-02-03T04:05:06Z\",\"observations\":[" + observations + "]}";
    }

    @TestFactory
    List<DynamicTest> readsWhatNodesSay() {
        return Fixtures.tests("node");
    }

    @Test
    void listensBelowThePrefixThatItWasGiven() {
        NodeVitals other = new NodeVitals("spirit");
        assertEquals(List.of("spirit/node/+/vitals"), other.subscriptions());
        assertEquals(
                Map.of("pi4|1m|load", 2.0),
                Fixtures.observed(
                        other,
                        NodeVitals.topic("spirit", "pi4"),
                        vitals("{\"channel\":\"1m\",\"quantity\":\"load\",\"value\":2,\"unit\":\"\"}")));
        assertEquals(Report.NOT_MINE, other.decode(Fixtures.message(TOPIC, vitals(""))));
    }

    @Test
    void isAskedBeforeAnyDialectThatMightTakeItsTopics() {
        Decoder.Result result = new Decoder(Dialects.all())
                .decode(Fixtures.message(
                        TOPIC, vitals("{\"channel\":null,\"quantity\":\"uptime\",\"value\":5,\"unit\":\"s\"}")));
        Decoder.Result.Known known = assertInstanceOf(Decoder.Result.Known.class, result);
        assertEquals("node", known.dialect());
        assertEquals(
                new DeviceId("node", "pi4"),
                known.understood().observations().getFirst().source().device());
    }

    @Test
    void whatWasRetainedStaysContext() {
        byte[] payload = vitals("{\"channel\":\"1m\",\"quantity\":\"load\",\"value\":2,\"unit\":\"\"}")
                .getBytes(StandardCharsets.UTF_8);
        Understood understood =
                assertInstanceOf(Understood.class, dialect.decode(new Message(Instant.EPOCH, TOPIC, payload, true)));
        assertTrue(understood.observations().getFirst().retained());
    }

    @Test
    void namesThePlaceTheExpectationAndTheValueOfWhatIsWrong() {
        Understood understood = Fixtures.understood(dialect, TOPIC, """
                {"at":"yesterday","observations":[
                 {"channel":"1m","quantity":"load","value":2,"unit":""},
                 {"channel":null,"quantity":"uptime","value":5,"unit":"h"},
                 {"channel":"1m","quantity":"load","value":3,"unit":""}]}""");
        assertFalse(understood.isRejected());
        assertEquals(
                List.of(
                        new Problem("at", "a time such as 2026-01-31T12:00:00Z", "\"yesterday\""),
                        new Problem("observations/1/unit", "\"s\"", "\"h\""),
                        new Problem("observations/2", "each quantity of a channel once", "load again")),
                understood.problems());
    }

    @Test
    void whatIsTooMuchIsRefusedWhole() {
        String item = "{\"channel\":\"%d\",\"quantity\":\"load\",\"value\":2,\"unit\":\"\"}";
        StringBuilder items = new StringBuilder(item.formatted(0));
        for (int i = 1; i < Report.MAX_OBSERVATIONS; i++) {
            items.append(',').append(item.formatted(i));
        }
        assertEquals(
                Report.MAX_OBSERVATIONS,
                Fixtures.observed(dialect, TOPIC, vitals(items.toString())).size());
        items.append(',').append(item.formatted(999));
        assertTrue(Fixtures.understood(dialect, TOPIC, vitals(items.toString())).isRejected());
    }

    @Test
    void survivesMutatedMessages() {
        Fixtures.mutate(() -> new NodeVitals("domovoi"), 14, 20_000);
    }
}
