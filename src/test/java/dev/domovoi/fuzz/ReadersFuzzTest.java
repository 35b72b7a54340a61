package dev.domovoi.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.app.config.ConfigException;
import dev.domovoi.app.config.ConfigReader;
import dev.domovoi.app.recording.RecordedLine;
import dev.domovoi.app.recording.RecordingReader;
import dev.domovoi.observe.payload.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/// The readers of payloads, recordings and the configuration. An input that found something is kept in a file below
/// `ReadersFuzzTestInputs/<method>`.
final class ReadersFuzzTest {
    private static final String LINES = """
            {"tst":"2026-11-22T05:33:10.310183Z+0100","topic":"tele/plug/SENSOR","qos":0,"retain":1,"payload":"{}"}
            {"topic":"a/b","payload_b64":"AAEC","retained":true,"fresh":true,"other":{"x":[1,{"y":null}]}}
            {"topic":"c","payload":null,"context":[{"topic":"d","payload":"x","tst":"2026-11-22T05:33:10Z"}]}
            """;
    private static final String YAML = """
            home: {name: Dacha, zone: Europe/Berlin}
            mqtt: {url: "mqtts://broker:8883", user: agent, password: s3cret, subscribe: ["my/#"], queue: 500}
            state: {dir: /tmp/state}
            mode: act
            alarm: {budget: 2/week}
            devices:
              boiler: &it {role: heater, name: "Boiler", protected: true}
              other: *it
            act: {allow: [{action: "off", device: boiler}], hold: 2m, budgets: {plans: 1}, cooldowns: {device: 8h}}
            web: {port: 8080}
            """;
    private static final int MOST_DEPTH = 32;

    @TempDir
    static Path folder = Path.of("unset");

    static Stream<byte[]> recordings() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(LINES.getBytes(UTF_8));
        }
        return Stream.concat(
                Stream.of(compressed.toByteArray()), Edits.of(LINES, 200).map(text -> text.getBytes(UTF_8)));
    }

    /// Every line is a value; only an [IOException] may end the reading.
    @MethodSource("recordings")
    @MillionRuns
    void recording(byte[] input) {
        long lines = 0;
        try (RecordingReader reader = new RecordingReader(new ByteArrayInputStream(input))) {
            for (Optional<RecordedLine> line = reader.next(); line.isPresent(); line = reader.next()) {
                lines++;
                assertEquals(lines, line.get().number());
            }
        } catch (IOException allowed) {
            assertFalse(allowed.toString().isEmpty());
        }
    }

    static Stream<byte[]> configurations() {
        return Edits.of(YAML, 200).map(text -> text.getBytes(UTF_8));
    }

    /// It is read, or a [ConfigException] says why not.
    @MethodSource("configurations")
    @MillionRuns
    void configuration(byte[] input) throws IOException {
        Path file = folder.resolve("fuzz.yaml");
        Files.write(file, input);
        try {
            ConfigReader.read(Optional.of(file), Map.of());
        } catch (ConfigException told) {
            assertFalse(String.valueOf(told.getMessage()).isBlank());
        }
    }

    @Test
    void noMistakeAroundThePasswordShowsIt() throws IOException {
        Path file = folder.resolve("edited.yaml");
        for (String yaml : Edits.of(YAML, 1_000).toList()) {
            Files.writeString(file, yaml.replace("\uD800", "?"));
            try {
                ConfigReader.read(Optional.of(file), Map.of());
            } catch (ConfigException told) {
                boolean isThere = yaml.contains(" password: s3cret,") && yaml.indexOf("s3c") == yaml.lastIndexOf("s3c");
                assertFalse(isThere && String.valueOf(told.getMessage()).contains("s3cret"), told::getMessage);
            }
        }
    }

    static Stream<byte[]> documents() {
        return Stream.of(
                        "{\"a\":[1,-2.5e3,\"x\\u00e9\",true,null,{\"b\":[]}]}",
                        "[nan,-inf,NaN,1e999]",
                        "\uFEFF{\"a\":1,\"a\":2}",
                        "\"text\"",
                        "[[[[[[[[1]]]]]]]]")
                .map(text -> text.getBytes(UTF_8));
    }

    /// A document within limits, or a problem.
    @MethodSource("documents")
    @MillionRuns
    void json(byte[] input) {
        switch (Json.read(input)) {
            case Json.Ok(Json document) -> assertTrue(depth(document) <= MOST_DEPTH);
            case Json.Bad(var problem) -> assertFalse(problem.expected().isEmpty());
        }
    }

    private static int depth(Json json) {
        return switch (json) {
            case Json.Obj(Map<String, Json> members) ->
                1
                        + members.values().stream()
                                .mapToInt(ReadersFuzzTest::depth)
                                .max()
                                .orElse(0);
            case Json.Arr(var items) ->
                1 + items.stream().mapToInt(ReadersFuzzTest::depth).max().orElse(0);
            case Json.Num(double value) -> {
                assertFalse(Double.isNaN(value), "NaN is no number");
                yield 0;
            }
            case Json.Text _, Json.Bool _, Json.Null _ -> 0;
        };
    }
}
