package dev.domovoi.observe;

import dev.domovoi.observe.payload.Json;
import dev.domovoi.signal.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A message as a device sent it, with those seen before it, and what it means: `device|channel|quantity` with its
/// value.
public record Fixture(
        String name, List<Message> context, Message message, String status, Map<String, Double> expected) {
    /// When every message of a fixture arrived.
    public static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    static Fixture of(Json.Obj fixture) {
        List<Message> context = ((Json.Arr) member(fixture, "context"))
                .items().stream().map(item -> message((Json.Obj) item)).toList();
        Map<String, Double> expected = new TreeMap<>();
        for (Json item : ((Json.Arr) member(fixture, "expect")).items()) {
            Json.Obj due = (Json.Obj) item;
            String channel = member(due, "channel") instanceof Json.Text(String text) ? text : "";
            expected.put(text(due, "device") + "|" + channel + "|" + text(due, "quantity"), value(due));
        }
        return new Fixture(text(fixture, "name"), context, message(fixture), text(fixture, "status"), expected);
    }

    private static double value(Json.Obj due) {
        return switch (member(due, "value")) {
            case Json.Bool(boolean flag) -> flag ? 1 : 0;
            case Json other -> Json.number(other).orElseThrow();
        };
    }

    /// Bytes that are no text stand in `payload_b64`.
    private static Message message(Json.Obj message) {
        boolean retained = member(message, "retained").equals(new Json.Bool(true));
        byte[] payload = message.member("payload_b64").isPresent()
                ? Base64.getDecoder().decode(text(message, "payload_b64"))
                : text(message, "payload").getBytes(StandardCharsets.UTF_8);
        return new Message(AT, text(message, "topic"), payload, retained);
    }

    private static String text(Json.Obj object, String name) {
        return ((Json.Text) member(object, name)).value();
    }

    private static Json member(Json.Obj object, String name) {
        return object.member(name).orElseThrow(() -> new AssertionError("a fixture lacks " + name + ": " + object));
    }
}
