package dev.domovoi.app.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// Which payloads have the same members.
final class ShapeTest {
    @Test
    void valuesDoNotCount() {
        same("{\"a\":1,\"b\":{\"c\":\"x\"}}", " {\"a\": -17.5 ,\"b\" :{\"c\":\"\\\"y\\\\\"}}");
        same("12.5", "on");
        same("\"a\"", "\"b\"");
        same("", "1");
    }

    @Test
    void namesDo() {
        different("{\"POWER1\":\"ON\"}", "{\"POWER2\":\"ON\"}");
        different("{\"output\":true}", "{\"apower\":1}");
        different("{\"a\":1}", "{\"a\":1,\"b\":2}");
        different("{\"a\":{\"b\":1}}", "{\"a\":1,\"b\":1}");
        different("{\"a\\\"b\":1}", "{\"a\\\"c\":1}");
        different("{\"a\":1}", "1");
    }

    @Test
    void aNameInAValueIsNone() {
        same("{\"a\":\"x\"}", "{\"a\":\"\\\"b\\\":1\"}");
    }

    @Test
    void anyBytesHaveAShape() {
        Random random = new Random(5);
        byte[] grams = "{}[]\":\\, a".getBytes(UTF_8);
        for (int round = 0; round < 20_000; round++) {
            byte[] payload = new byte[random.nextInt(30)];
            for (int i = 0; i < payload.length; i++) {
                payload[i] = random.nextInt(10) == 0 ? (byte) random.nextInt() : grams[random.nextInt(grams.length)];
            }
            assertEquals(Shape.of(payload), Shape.of(payload.clone()));
        }
    }

    private static void same(String one, String other) {
        assertEquals(Shape.of(one.getBytes(UTF_8)), Shape.of(other.getBytes(UTF_8)), one + " and " + other);
    }

    private static void different(String one, String other) {
        assertNotEquals(Shape.of(one.getBytes(UTF_8)), Shape.of(other.getBytes(UTF_8)), one + " and " + other);
    }
}
