package dev.domovoi.app.rules;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `rules/decisions.schema.json` and the reader know the same words; `-Dgolden.update=true` writes it anew.
final class SchemaTest {
    private static final Path FILE = Path.of("rules/decisions.schema.json");
    private static final JsonNode SCHEMA = Schema.made();
    private static final Validator VALIDATOR = new Validator(SCHEMA);

    @Test
    void theFileIsWhatTheReaderKnows() throws IOException {
        String made = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(SCHEMA) + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(FILE, made);
        }
        assertEquals(made, Files.readString(FILE));
    }

    static Stream<String> good() throws IOException {
        try (Stream<Path> shipped = Files.list(Path.of("rules/decisions"))) {
            List<String> texts = shipped.sorted().map(SchemaTest::text).toList();
            Stream<String> conditions = Stream.of(
                            "device.power: {above: 1 kW}",
                            "device.power: {rate: 1h, at_most: -5 W/h}",
                            "device.power: {count: 1h, crossing: 20 W, below: 3}",
                            "device.switch: {avg: 1h, above: 0.5}",
                            "device.switch: on",
                            "device.switch: true",
                            "device.state: {is_not: [quiet, live]}",
                            "device.room: {is: kitchen}",
                            "device.temperature: {above: 4 °C, on: freezer}",
                            "device.power: {above: home.power}",
                            "device.power: {above: 12.5% of home.power}",
                            "any: [trigger: party, time: {from: \"22:00\", to: \"06:00\"}, days: [sat, sun]]",
                            "{trigger: {name: party, within: 2h}, for: 1min}",
                            "not: {home.presence: away}")
                    .map(SchemaTest::about);
            return Stream.concat(texts.stream(), conditions);
        }
    }

    @ParameterizedTest
    @MethodSource("good")
    void whatTheReaderTakesTheSchemaTakes(String yaml) {
        assertDoesNotThrow(() -> RuleFiles.rulesOf("r.yaml", yaml));
        assertTrue(VALIDATOR.accepts(yaml), yaml);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "device.pwer: {above: 1 W}",
                "device.power: {above: 1 kWh}",
                "device.power: {above: much}",
                "device.power: {above: 1 W, below: 3 W}",
                "device.power: {over: 1 W}",
                "device.power: {avg: 10, above: 1 W}",
                "device.power: 5 W",
                "device.switch: of",
                "device.state: los",
                "device.state: {above: 1}",
                "device.power: {above: device.pwer}",
                "{all: [], for: 1min}",
                "all: {device.switch: on}",
                "{device.switch: on, not: {device.switch: off}}",
                "{device.switch: on, for: soon}",
                "time: {from: \"22:00\"}",
                "time: {from: 22, to: 23}",
                "days: [mo]",
                "trigger: a/b",
                "for: 1min",
                "device.switch: {is: on, name: x}"
            })
    void whatTheSchemaRefusesTheReaderRefuses(String condition) {
        assertFalse(VALIDATOR.accepts(about(condition)), condition);
        RuleFilesTest.refused(about(condition));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rules: []",
                "rule: []",
                "rules: [{name: A, when: {device.switch: on}, devices: all, then: [switch_off]}]",
                "rules: [{name: unusual_a, when: {device.switch: on}, devices: all, then: [switch_off]}]",
                "rules: [{name: a, devices: all, then: [switch_off]}]",
                "rules: [{name: a, when: {device.switch: on}, devices: all}]",
                "rules: [{name: a, when: {device.switch: on}, devices: some, then: [switch_off]}]",
                "rules: [{name: a, when: {device.switch: on}, devices: all, nodes: all, then: [switch_off]}]",
                "rules: [{name: a, when: {device.switch: on}, devices: {rol: x}, then: [switch_off]}]",
                "rules: [{name: a, when: {device.switch: on}, devices: all, then: [switch_of]}]",
                "rules: [{name: a, when: {device.switch: on}, devices: all, then: [notify: x, power_cycle: 1]}]",
                "rules: [{name: a, when: {device.switch: on}, devices: all, then: [power_cycle]}]",
                "rules: [{name: a, when: {device.switch: on}, devices: all, then: [switch_off], severity: bad}]",
                "rules: [{name: a, when: {device.switch: on}, devices: all, then: [switch_off], cooldown: 5}]",
                "rules: [{name: a, when: {home.power: {above: 1 W}}, then: [shed: {next_after: 1s}]}]"
            })
    void andSoWithWholeRules(String yaml) {
        assertFalse(VALIDATOR.accepts(yaml), yaml);
        RuleFilesTest.refused(yaml);
    }

    private static String about(String condition) {
        String when = condition.startsWith("{") ? condition : "{" + condition + "}";
        return "rules: [{name: a, devices: all, when: " + when + ", then: [switch_off]}]";
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }
}
