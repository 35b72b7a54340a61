package dev.domovoi.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.observe.payload.Json;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.SwitchRecipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;

/// The recorded messages of each dialect, `fixtures/<dialect>/reports.json` and `refused.json`, and checks over them.
public final class Fixtures {
    public static final Path FOLDER = Path.of("src/test/resources/fixtures");

    private static final double RELATIVE_TOLERANCE = 1e-6;

    private Fixtures() {}

    public static Message message(String topic, String payload) {
        return new Message(Fixture.AT, topic, payload.getBytes(StandardCharsets.UTF_8), false);
    }

    public static Decoded.Understood understood(Dialect dialect, String topic, String payload) {
        return assertInstanceOf(Decoded.Understood.class, dialect.decode(message(topic, payload)));
    }

    public static Map<String, Double> observed(Dialect dialect, String topic, String payload) {
        return observed(dialect.decode(message(topic, payload)));
    }

    public static List<Decoded.Learned> learned(Dialect dialect, String topic, String payload) {
        return understood(dialect, topic, payload).learned();
    }

    /// The way to switch that the message teaches.
    public static Optional<SwitchRecipe> recipe(Dialect dialect, String topic, String payload) {
        return learned(dialect, topic, payload).stream()
                .filter(Decoded.Learned.Switch.class::isInstance)
                .map(lesson -> ((Decoded.Learned.Switch) lesson).recipe())
                .findFirst();
    }

    /// One test for each fixture: the dialect alone reads it as recorded, and among all dialects nobody takes it
    /// away.
    public static List<DynamicTest> tests(String dialect) {
        return load(dialect).stream()
                .map(fixture -> DynamicTest.dynamicTest(fixture.name(), () -> {
                    check(fresh(dialect), fixture);
                    checkAmongAll(dialect, fixture);
                }))
                .toList();
    }

    /// What the dialects are told for the fixtures of one: the configuration beside them, if there is one.
    public static DialectSettings settings(String dialect) {
        Path file = FOLDER.resolve(dialect).resolve("domovoi.yaml");
        return Files.exists(file)
                ? ConfigReader.read(Optional.of(file), Map.of()).dialects()
                : DialectSettings.usual();
    }

    /// A fresh instance of the dialect, as it is in the list.
    public static Dialect fresh(String name) {
        return Dialects.of(settings(name)).stream()
                .filter(dialect -> dialect.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public static List<Fixture> load(String dialect) {
        List<Fixture> fixtures = new ArrayList<>();
        for (String file : List.of("reports", "refused")) {
            byte[] bytes = bytes(FOLDER.resolve(dialect).resolve(file + ".json"));
            Json.Arr array =
                    (Json.Arr) assertInstanceOf(Json.Ok.class, Json.read(bytes)).value();
            array.items().forEach(item -> fixtures.add(Fixture.of((Json.Obj) item)));
        }
        return fixtures;
    }

    private static void check(Dialect dialect, Fixture fixture) {
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

    private static void checkAmongAll(String dialect, Fixture fixture) {
        Decoder decoder = new Decoder(Dialects.of(settings(dialect)));
        fixture.context().forEach(decoder::decode);
        if (decoder.decode(fixture.message()) instanceof Decoder.Result.Known known) {
            boolean isReported = !known.understood().observations().isEmpty();
            assertTrue(known.dialect().equals(dialect) || !isReported, () -> known.dialect() + " claims it");
            assertEquals(!fixture.expected().isEmpty(), isReported, known::toString);
        } else {
            assertEquals("ignored", fixture.status(), "nobody claims it");
        }
    }

    /// Decodes what random edits make of the fixtures; an exception out of the dialect fails the test.
    public static void mutate(Supplier<Dialect> fresh, long seed, int rounds) {
        System.out.println("mutations of " + fresh.get().name() + " from seed " + seed);
        Random random = new Random(seed);
        List<Message> messages = new ArrayList<>();
        for (Fixture fixture : load(fresh.get().name())) {
            messages.add(fixture.message());
            messages.addAll(fixture.context());
        }
        Dialect dialect = fresh.get();
        for (int round = 0; round < rounds; round++) {
            Message original = messages.get(random.nextInt(messages.size()));
            byte[] topic = original.topic().getBytes(StandardCharsets.UTF_8);
            String changed =
                    random.nextBoolean() ? original.topic() : new String(edited(topic, random), StandardCharsets.UTF_8);
            Message message =
                    new Message(Fixture.AT, changed, edited(original.payload(), random), random.nextBoolean());
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

    /// `device|channel|quantity` with its value.
    public static Map<String, Double> observed(Decoded decoded) {
        Map<String, Double> observed = new TreeMap<>();
        if (decoded instanceof Decoded.Understood understood) {
            for (Observation observation : understood.observations()) {
                String at = observation.source().device().name() + "|"
                        + observation.source().channel() + "|";
                switch (observation) {
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

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("fixture file " + file + " cannot be read", unreadable);
        }
    }
}
