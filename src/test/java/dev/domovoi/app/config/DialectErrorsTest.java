package dev.domovoi.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said of a layout that cannot be used.
final class DialectErrorsTest {
    @TempDir
    Path directory;

    @Test
    void aMistypedQuantityIsToldWithItsPlaceAndTheNearestOne() {
        assertEquals(
                "c.yaml:5:20: dialects.generic[0].readings[1].quantity: expected a quantity; the nearest known one is"
                        + " \"energy_total\", got \"energy_totl\"",
                told("""
                        dialects:
                          generic:
                            - topic: shed/{device}
                              readings: [{quantity: power},
                                {quantity: energy_totl}]
                        """));
    }

    @Test
    void aUnitOfAnotherQuantityIsToldWithThoseThatFit() {
        String told = layout("topic: \"shed/{device}\", readings: [{quantity: power, unit: kWh}]");
        assertTrue(told.startsWith("c.yaml:1:"), told);
        assertTrue(
                told.endsWith(
                        "dialects.generic[0].readings[0].unit: expected a unit of power (W, kW, mW), got \"kWh\""),
                told);
    }

    @Test
    void aMistypedKeyIsToldWithTheNearestOne() {
        assertTrue(layout("topic: a/b, device: x, readings: [{pointr: /a}]")
                .endsWith("unknown key \"dialects.generic[0].readings[0].pointr\"; the nearest known one is"
                        + " \"dialects.generic[].readings[].pointer\""));
    }

    @Test
    void aReadingNeedsAQuantityAndALayoutATopic() {
        assertTrue(layout("topic: a/b, device: x, readings: [{pointer: /a}]")
                .contains("dialects.generic[0].readings[0] needs quantity: What it measures"));
        assertTrue(layout("readings: [{quantity: power}]").contains("dialects.generic[0] needs topic: Topic filter"));
    }

    @Test
    void aLayoutNeedsOneWayToNameItsDevice() {
        String expected = "needs either {device} as a level of its topic or the name of its device in device";
        assertTrue(layout("topic: a/b, readings: [{quantity: power}]").endsWith(expected));
        assertTrue(layout("topic: \"a/{device}\", device: x, readings: [{quantity: power}]")
                .endsWith(expected));
    }

    @Test
    void aLayoutThatReadsNothingIsRefused() {
        assertTrue(layout("topic: \"a/{device}\"").endsWith("give it readings, switch or availability"));
    }

    @Test
    void aTopicWithoutAPlainLevelIsRefused() {
        assertTrue(layout("topic: \"{device}/#\", readings: [{quantity: power}]")
                .contains("expected an MQTT topic filter such as plugs/{device}/state"));
    }

    @Test
    void aPointerThatIsNoneIsRefused() {
        assertTrue(layout("topic: \"a/{device}\", readings: [{pointer: w, quantity: power}]")
                .contains("expected a JSON pointer such as /meter/power"));
    }

    @Test
    void aSwitchNeedsTwoDifferentTexts() {
        assertTrue(layout("topic: \"a/{device}\", switch: {on: ON}")
                .contains("needs switch.off: Text of the state for off"));
        assertTrue(
                layout("topic: \"a/{device}\", switch: {on: ON, off: ON}").contains("two different texts are needed"));
        assertTrue(
                layout("topic: \"a/{device}\", availability: {online: here}").contains("needs availability.offline"));
        assertTrue(layout("topic: \"a/{device}\", switch: {on: ON, off: OFF, command: \"b/{device}\", command_on: OFF}")
                .contains("two different texts are needed"));
    }

    @Test
    void aCommandNamesTheDeviceAsTheTopicDoes() {
        String expected = "with {device} exactly where the layout's topic has it";
        assertTrue(layout("topic: \"a/{device}\", switch: {on: ON, off: OFF, command: b/all}")
                .contains(expected));
        assertTrue(layout("topic: \"a/{device}\", switch: {on: ON, off: OFF, command: \"b/{device}/+\"}")
                .contains(expected));
        assertTrue(layout("topic: \"a/{device}\", switch: {on: ON, off: OFF, command_off: x}")
                .endsWith("has payloads but no topic: give switch.command"));
    }

    @Test
    void aCommandThatWouldComeBackAsTheDevicesOwnWordIsRefused() {
        String same = layout("topic: \"a/{device}/x\", switch: {on: ON, off: OFF, command: \"a/{device}/x\"}");
        assertTrue(same.contains("our own command would look like the device's answer"), same);
        assertTrue(layout("topic: \"a/{device}/#\", switch: {on: ON, off: OFF, command: \"a/{device}/set\"}")
                .contains("our own command would look like the device's answer"));
        assertTrue(layout("topic: \"a/{device}\", switch: {on: ON, off: OFF, command: \"b/{device}\"}},"
                        + " {topic: b/+, device: x, readings: [{quantity: power}]")
                .contains("our own command would look like the device's answer"));
    }

    @Test
    void aCommandThatOnlyTurnsTheRelayOverIsRefused() {
        assertTrue(
                layout("topic: \"a/{device}\", switch: {on: ON, off: OFF, command: \"b/{device}\", command_on: Toggle}")
                        .contains("expected a payload that says on or off, got \"Toggle\""));
        assertTrue(layout("topic: \"a/{device}\", switch: {on: ON, off: OFF, command: \"b/{device}\", command_off:"
                        + " '{\"state\": \"TOGGLE\"}'}")
                .contains("told twice, it would undo itself"));
    }

    @Test
    void theBaseOfTheZigbeeBridgeIsATopic() {
        assertTrue(told("dialects: {zigbee2mqtt: {base: z/#}}").contains("expected a topic such as zigbee2mqtt"));
    }

    private String layout(String keys) {
        return told("dialects: {generic: [{" + keys + "}]}");
    }

    private String told(String yaml) {
        ConfigException told = assertThrows(ConfigException.class, () -> read(yaml));
        return String.valueOf(told.getMessage()).replace(directory + "/", "");
    }

    private void read(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("c.yaml"), yaml);
        ConfigReader.read(Optional.of(file), Map.of());
    }
}
