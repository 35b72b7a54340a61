package dev.domovoi.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said of a configuration that cannot be used.
final class ConfigErrorsTest {
    @TempDir
    Path directory;

    @Test
    void anUnknownKeyIsToldWithItsPlaceAndTheNearestKnownOne() {
        assertEquals(
                "c.yaml:2:11: unknown key \"mqtt.pasword\"; the nearest known one is \"mqtt.password\"",
                told("mqtt:\n pasword: hush\n"));
        assertEquals(
                "c.yaml:2:16: unknown key \"devices.fridge.rol\"; the nearest known one is \"devices.*.role\"",
                told("devices:\n fridge: {rol: fridge}\n"));
        assertEquals(
                "c.yaml:1:15: unknown key \"act.allow[0].what\"; the nearest known one is \"act.allow[].action\"",
                told("act: {allow: [{what: off}]}").replaceFirst(":1:\\d+", ":1:15"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            home.zone            | Mars/Olympus    | a time zone such as Europe/Berlin
            mqtt.url             | http://broker   | mqtt://host[:port] or mqtts://host[:port]
            mqtt.url             | broker          | mqtt://host[:port] or mqtts://host[:port]
            mqtt.subscribe       | '#'             | an MQTT topic filter such as plugs/+/state, not # alone
            mqtt.subscribe       | a/#/b           | an MQTT topic filter such as plugs/+/state, not # alone
            mqtt.subscribe       | a+/b            | an MQTT topic filter such as plugs/+/state, not # alone
            mqtt.prefix          | a/b             | 1 to 60 letters, digits, '_', '.' or '-'
            mqtt.instance        | a b             | 1 to 60 letters, digits, '_', '.' or '-'
            mqtt.approvals       | yes             | true or false
            mqtt.queue           | 99              | a whole number from 100 to 1000000
            mqtt.queue           | many            | a whole number from 100 to 1000000
            broker.port          | 65536           | a whole number from 0 to 65535
            web.port             | -1              | a whole number from 0 to 65535
            mode                 | advice          | one of observe, advise, act
            alarm.budget         | 0/week          | a rate above zero such as 1/week, 2/month or 0.5/day
            alarm.budget         | 1/fortnight     | a rate above zero such as 1/week, 2/month or 0.5/day
            act.budgets.plans    | 401             | a whole number from 0 to 400
            act.hold             | 2               | a duration such as 90s, 15m or 2h, of at most 1d
            act.cooldowns.device | 25h             | a duration such as 90s, 15m or 2h, of at most 1d
            """)
    void aWrongValueIsToldWithKeyExpectationAndValue(String key, String value, String expected) {
        String variable = "DOMOVOI_" + key.replace('.', '_').toUpperCase(java.util.Locale.ROOT);
        String message = toldOf(Map.of(variable, value));
        assertTrue(message.startsWith("environment variable " + variable + ": " + key), message);
        assertTrue(message.contains(": expected " + expected), message);
        assertTrue(message.endsWith(", got \"" + value + "\""), message);
    }

    @Test
    void aWrongValueInAFileIsToldWithItsPlace() {
        assertEquals(
                "c.yaml:3:9: devices.plug.role: expected one of heater, kettle, fridge, freezer, washer, dryer,"
                        + " dishwasher, router, node, media, light, other, got \"toaster\"",
                told("devices:\n plug:\n  role: toaster"));
        assertEquals(
                "c.yaml:2:13: act.allow[0].action: expected one of off, shed, quarantine, got \"on\"",
                told("act:\n allow: [{action: on, device: x}]").replaceFirst(":2:\\d+", ":2:13"));
        assertTrue(told("state: {dir: \"a\\0b\"}").contains("state.dir: expected a path of a file or directory"));
        assertTrue(told("devices: {a: {name: \"x\\ny\"}}").contains("expected 1 to 200 printable characters"));
    }

    @Test
    void secretsAreNeverShown() throws IOException {
        String inUrl = told("mqtt: {url: 'mqtt://me:hush@host'}");
        assertFalse(inUrl.contains("hush"), inUrl);
        assertTrue(inUrl.contains("user and password have keys of their own"), inUrl);
        String alone = told("mqtt: {password: hush}");
        assertFalse(alone.contains("hush"), alone);
        AgentConfig config = read("mqtt: {user: me, password: hush}", Map.of());
        assertFalse(config.toString().contains("hush"), config.toString());
    }

    @Test
    void anEmptyValueIsNoValue() {
        assertEquals("c.yaml:1:13: mqtt.url is empty; give it a value or take it out", told("mqtt: {url: \"\"}"));
        assertEquals("c.yaml:1:14: state.dir is empty; give it a value or take it out", told("state: {dir: ' '}"));
        assertEquals("c.yaml:1:14: home.name is empty; give it a value or take it out", told("home: {name: ~}"));
        assertEquals(
                "environment variable DOMOVOI_MQTT_URL: mqtt.url is empty; give it a value or take it out",
                toldOf(Map.of("DOMOVOI_MQTT_URL", "")));
        assertTrue(toldOf(Map.of("DOMOVOI_MQTT_SUBSCRIBE", "a,,b")).contains("mqtt.subscribe[1] is empty"));
    }

    @Test
    void anEmptySectionIsToldAsSuch() {
        assertTrue(told("mode: act\nact:\n").endsWith("\"act\" is empty; give it its keys or take it out"));
        assertTrue(told("devices:\n plug:\n").endsWith("\"devices.plug\" is empty; give it its keys or take it out"));
        assertTrue(told("act: {allow: [~]}").endsWith("\"act.allow[0]\" is empty; give it its keys or take it out"));
        assertTrue(
                told("mqtt:\n subscribe:\n").endsWith("\"mqtt.subscribe\" is empty; give it its keys or take it out"));
    }

    @Test
    void aValueInPlaceOfASectionOrAListIsToldAsSuch() {
        assertTrue(
                told("act: now").contains("\"act\" expects keys or elements below it, such as \"act.allow[].action\""));
        assertTrue(told("mqtt: {subscribe: a/#}").contains("such as \"mqtt.subscribe[]\", and got one value"));
        assertTrue(told("hello").contains("the configuration expects keys"));
        assertTrue(told("devices: [{role: fridge}]").contains("unknown key \"devices[0].role\""));
        assertTrue(told("mode: {x: act}").contains("unknown key \"mode.x\"; the nearest known one is \"mode\""));
    }

    @Test
    void emptyFilesAndEmptyBracketsChangeNothing() throws IOException {
        AgentConfig defaults = ConfigReader.read(Optional.empty(), Map.of());
        assertEquals(defaults, read("", Map.of()));
        assertEquals(defaults, read("# nothing\n", Map.of()));
        assertEquals(defaults, read("devices: {}\nact: {allow: []}\n", Map.of()));
    }

    @Test
    void brokenYamlIsToldWithItsPlace() {
        assertTrue(told("mode: act\nmode: observe\n").startsWith("c.yaml:2:1: "), told("mode: act\nmode: observe\n"));
        assertTrue(told("mode: act\n\thome: x\n").startsWith("c.yaml:2:1: not YAML: "));
        assertTrue(told("a: [1, 2\n").startsWith("c.yaml:2:1: not YAML: "));
        assertTrue(told("? [a]\n: b\n").startsWith("c.yaml:1:3: expected a plain word as key"));
        assertTrue(told("a: 1\n---\nb: 2\n").contains("not YAML: "));
        assertTrue(told("a: &x {b: *x}").contains("is nested too deeply"));
        assertTrue(told("[".repeat(100_000)).contains("c.yaml"));
    }

    @Test
    void anEntryOfTheAllowListNeedsActionAndDevice() {
        assertEquals(
                "c.yaml:3:13: act.allow[1] needs both: action (off, shed or quarantine) and device (its name)",
                told("act: {allow: [\n {action: off, device: a},\n {action: off}]}")
                        .replaceFirst(":3:\\d+", ":3:13"));
        assertTrue(told("act: {allow: [{device: a}]}").contains("act.allow[0] needs both"));
    }

    @Test
    void twoDevicesMayNotShareAName() {
        assertTrue(told("devices:\n a: {name: Lamp}\n b: {name: Lamp}\n")
                .contains("devices.b.name: \"Lamp\" is the name of a already; give each its own"));
    }

    @Test
    void whatBelongsTogetherMustBeSetTogether() {
        assertTrue(told("mqtt: {cert: a.pem}").contains("mqtt.cert, mqtt.key: one is set without the other"));
        assertTrue(told("mqtt: {user: me}").contains("mqtt.password: is not set, but mqtt.user is"));
    }

    @Test
    void aClusterNeedsPodNamespaceABrokerForAllAndTimesInOrder() {
        String cluster = "cluster: {lease: domovoi, namespace: home, pod: domovoi-1";
        String broker = "mqtt: {url: 'mqtt://broker'}\n";
        assertTrue(
                told("cluster: {namespace: home}").startsWith("cluster.lease: is not set, but cluster.namespace is"));
        assertTrue(told("cluster: {lease: domovoi}").startsWith("cluster.namespace: is not set, but cluster.lease is"));
        assertTrue(told("cluster: {lease: domovoi, namespace: home}").startsWith("cluster.pod: is not set"));
        assertTrue(told(cluster + "}").startsWith("mqtt.url: is not set, but cluster.lease is"));
        String expected = "cluster.duration, cluster.renew, cluster.retry: expected duration > renew > retry > 0, got ";
        assertEquals(expected + "10s, 10s and 2s", told(broker + cluster + ", duration: 10s}"));
        assertEquals(expected + "15s, 2s and 2s", told(broker + cluster + ", renew: 2s}"));
        assertEquals(expected + "15s, 10s and 0s", told(broker + cluster + ", retry: 0s}"));
        assertTrue(told("cluster: {lease: My_Lease}").contains("expected 1 to 63 small letters, digits, '-' or '.'"));
    }

    @Test
    void anUnknownVariableIsToldWithTheNearestKnownOne() {
        assertEquals(
                "environment variable DOMOVOI_MQT_URL: unknown; the nearest known one is DOMOVOI_MQTT_URL",
                toldOf(Map.of("DOMOVOI_MQT_URL", "mqtt://x")));
        assertTrue(toldOf(Map.of("DOMOVOI_HEAP", "64m")).contains("DOMOVOI_HEAP: unknown"));
    }

    @Test
    void aSecretComesFromAFileWithoutItsLastLineBreak() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), " hush \r\n");
        AgentConfig config = read("mqtt: {user: me}", Map.of("DOMOVOI_MQTT_PASSWORD_FILE", secret.toString()));
        assertEquals(Optional.of(" hush "), config.mqtt().password());
        assertTrue(toldOf(Map.of("DOMOVOI_MQTT_PASSWORD_FILE", secret.toString(), "DOMOVOI_MQTT_PASSWORD", "x"))
                .contains("is set beside DOMOVOI_MQTT_PASSWORD_FILE; keep one"));
    }

    @Test
    void aSecretsFileThatCannotBeReadIsTold() throws IOException {
        String variable = "DOMOVOI_MQTT_PASSWORD_FILE";
        Path missing = directory.resolve("none");
        assertEquals(
                "environment variable " + variable + ": there is no file " + missing,
                toldOf(Map.of(variable, missing.toString())));
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertTrue(toldOf(Map.of(variable, binary.toString())).endsWith(binary + " is not UTF-8 text"));
        assertTrue(toldOf(Map.of(variable, directory.toString())).contains("cannot read " + directory));
        assertTrue(toldOf(Map.of(variable, "a\0b")).contains("expected a path"));
        Path empty = Files.createFile(directory.resolve("empty"));
        assertTrue(toldOf(Map.of(variable, empty.toString())).contains("mqtt.password is empty"));
        Path huge = Files.write(directory.resolve("huge"), new byte[2 << 20]);
        assertTrue(toldOf(Map.of(variable, huge.toString())).contains("is too long"));
    }

    @Test
    void aMissingFileIsToldByItsName() {
        Path missing = directory.resolve("none.yaml");
        ConfigException told =
                assertThrows(ConfigException.class, () -> ConfigReader.read(Optional.of(missing), Map.of()));
        assertEquals(missing + ": there is no file " + missing, told.getMessage());
    }

    private String told(String yaml) {
        ConfigException told = assertThrows(ConfigException.class, () -> read(yaml, Map.of()));
        return String.valueOf(told.getMessage()).replace(directory + "/", "");
    }

    private static String toldOf(Map<String, String> environment) {
        ConfigException told =
                assertThrows(ConfigException.class, () -> ConfigReader.read(Optional.empty(), environment));
        return String.valueOf(told.getMessage());
    }

    private AgentConfig read(String yaml, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(directory.resolve("c.yaml"), yaml);
        return ConfigReader.read(Optional.of(file), environment);
    }
}
