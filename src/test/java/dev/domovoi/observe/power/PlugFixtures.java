package dev.domovoi.observe.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.observe.Decoded;
import dev.domovoi.observe.Dialect;
import dev.domovoi.observe.payload.Json;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Quantity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;

/// Recorded messages of a dialect and what each of them means.
public final class PlugFixtures {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final double RELATIVE_TOLERANCE = 1e-6;

    private PlugFixtures() {}

    /// A recorded message with those seen before it.
    record Fixture(String name, List<Message> context, Message message, String status, Map<String, Double> expected) {}

    public static Message message(String topic, String payload) {
        return new Message(AT, topic, payload.getBytes(StandardCharsets.UTF_8), false);
    }

    public static Decoded.Understood understood(Dialect dialect, String topic, String payload) {
        return assertInstanceOf(Decoded.Understood.class, dialect.decode(message(topic, payload)));
    }

    public static Map<String, Double> observed(Dialect dialect, String topic, String payload) {
        return observed(dialect.decode(message(topic, payload)));
    }

    static List<Decoded.Learned> learned(Dialect dialect, String topic, String payload) {
        return understood(dialect, topic, payload).learned();
    }

    public static List<DynamicTest> tests(Supplier<Dialect> fresh) {
        return load(fresh.get().name()).stream()
                .map(fixture -> DynamicTest.dynamicTest(fixture.name(), () -> check(fresh.get(), fixture)))
                .toList();
    }

    static List<Fixture> load(String dialect) {
        List<Fixture> fixtures = new ArrayList<>();
        for (String file : List.of("reports", "refused")) {
            Json.Arr array = (Json.Arr) ((Json.Ok) Json.read(bytes(dialect + "/" + file + ".json"))).value();
            array.items().forEach(item -> fixtures.add(fixture((Json.Obj) item)));
        }
        return fixtures;
    }

    static void check(Dialect dialect, Fixture fixture) {
        fixture.context().forEach(dialect::decode);
        Decoded decoded = dialect.decode(fixture.message());
        Map<String, Double> observed = observed(decoded);
        assertEquals(fixture.expected().keySet(), observed.keySet(), decoded::toString);
        fixture.expected()
                .forEach((what, value) -> assertEquals(
                        value,
                        observed.getOrDefault(what, Double.NaN),
                        Math.abs(value) * RELATIVE_TOLERANCE + 1e-12,
                        what));
        assertEquals(fixture.status(), status(decoded), decoded::toString);
    }

    /// Decodes what random edits make of the fixtures; an exception out of the dialect fails the test.
    public static void mutate(Supplier<Dialect> fresh, long seed, int rounds) {
        System.out.println("mutations of " + fresh.get().name() + " from seed " + seed);
        Random random = new Random(seed);
        List<Fixture> fixtures = load(fresh.get().name());
        Dialect dialect = fresh.get();
        for (int round = 0; round < rounds; round++) {
            Message original = fixtures.get(random.nextInt(fixtures.size())).message();
            byte[] topic = original.topic().getBytes(StandardCharsets.UTF_8);
            String changed =
                    random.nextBoolean() ? original.topic() : new String(edited(topic, random), StandardCharsets.UTF_8);
            Message message = new Message(AT, changed, edited(original.payload(), random), random.nextBoolean());
            if (dialect.decode(message) instanceof Decoded.Understood understood) {
                assertTrue(understood.observations().size() <= Report.MAX_OBSERVATIONS, message::toString);
            }
        }
    }

    private static byte[] edited(byte[] bytes, Random random) {
        byte[] edited = bytes.clone();
        String grams = "{}[]\",:0-9e.null/true\0\u00ff";
        for (int edits = random.nextInt(4); edits > 0 && edited.length > 0; edits--) {
            edited[random.nextInt(edited.length)] = (byte) grams.charAt(random.nextInt(grams.length()));
        }
        int end = random.nextInt(4) == 0 ? random.nextInt(edited.length + 1) : edited.length;
        return Arrays.copyOf(edited, end);
    }

    private static String status(Decoded decoded) {
        return switch (decoded) {
            case Decoded.NotMine() -> "ignored";
            case Decoded.Understood understood when understood.isRejected() -> "rejected";
            case Decoded.Understood understood -> understood.observations().isEmpty() ? "ignored" : "decoded";
        };
    }

    /// `device|channel|quantity` with its value; humidity is not compared.
    public static Map<String, Double> observed(Decoded decoded) {
        Map<String, Double> observed = new TreeMap<>();
        if (decoded instanceof Decoded.Understood understood) {
            for (Observation observation : understood.observations()) {
                String at = observation.source().device().name() + "|"
                        + observation.source().channel() + "|";
                switch (observation) {
                    case Observation.Reading reading when reading.quantity() == Quantity.HUMIDITY -> {}
                    case Observation.Reading reading ->
                        once(observed, at + reading.quantity().word(), reading.value());
                    case Observation.SwitchState state -> once(observed, at + "switch", state.on() ? 1 : 0);
                    case Observation.Availability state -> once(observed, at + "availability", state.online() ? 1 : 0);
                    case Observation.Status state ->
                        once(observed, at + state.condition().word(), state.holds() ? 1 : 0);
                }
            }
        }
        return observed;
    }

    private static void once(Map<String, Double> observed, String what, double value) {
        assertEquals(null, observed.put(what, value), () -> what + " is reported twice");
    }

    private static Fixture fixture(Json.Obj fixture) {
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

    private static Message message(Json.Obj message) {
        boolean retained = member(message, "retained").equals(new Json.Bool(true));
        byte[] payload = text(message, "payload").getBytes(StandardCharsets.UTF_8);
        return new Message(AT, text(message, "topic"), payload, retained);
    }

    private static String text(Json.Obj object, String name) {
        return ((Json.Text) member(object, name)).value();
    }

    private static Json member(Json.Obj object, String name) {
        return object.member(name).orElseThrow();
    }

    private static byte[] bytes(String file) {
        try (InputStream stream = PlugFixtures.class.getResourceAsStream("/fixtures/" + file)) {
            if (stream == null) {
                throw new AssertionError("fixture file " + file + " is missing");
            }
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new AssertionError("fixture file " + file + " cannot be read", unreadable);
        }
    }
}
