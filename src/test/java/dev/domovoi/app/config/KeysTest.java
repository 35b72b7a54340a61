package dev.domovoi.app.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.domovoi.act.notify.Notice;
import dev.domovoi.act.notify.Template;
import dev.domovoi.decide.Consent;
import dev.domovoi.decide.Maintenance;
import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.decide.Role;
import dev.domovoi.observe.DialectSettings;
import dev.domovoi.observe.generic.Layout;
import dev.domovoi.observe.generic.TopicPattern;
import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Pointer;
import dev.domovoi.signal.Network;
import dev.domovoi.signal.Quantity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every key: its default, and that a file and a variable set it.
final class KeysTest {
    private static final DialectSettings EVERY_DIALECT = new DialectSettings(
            "ghost",
            "house/zigbee",
            List.of(
                    new Layout(
                            TopicPattern.parse("shed/{device}/state"),
                            "",
                            List.of(
                                    new Layout.Measured(
                                            Pointer.parse("/w"), new Field(Quantity.POWER, Field.THOUSANDTHS), "left"),
                                    new Layout.Measured(Pointer.parse("/t"), Field.of(Quantity.TEMPERATURE), "")),
                            Optional.of(new Layout.Relay(
                                    Pointer.parse("/relay"),
                                    new Layout.TwoWords("1", "0"),
                                    "left",
                                    Optional.of(new Layout.Commanded(
                                            TopicPattern.parse("shed/{device}/set"),
                                            new Layout.TwoWords("go", "stop"))))),
                            Optional.of(new Layout.Presence(
                                    Pointer.parse("/there"), new Layout.TwoWords("true", "false")))),
                    new Layout(
                            TopicPattern.parse("shed/door"),
                            "door",
                            List.of(),
                            Optional.of(new Layout.Relay(
                                    Pointer.WHOLE, new Layout.TwoWords("open", "shut"), "", Optional.empty())),
                            Optional.empty())));

    private static final AgentConfig EVERYTHING = new AgentConfig(
            "Nest",
            ZoneId.of("Europe/Berlin"),
            new AgentConfig.Mqtt(
                    Optional.of(URI.create("mqtts://broker.lan:8884")),
                    Optional.of("me"),
                    Optional.of("s3cret"),
                    Optional.of(Path.of("ca.pem")),
                    Optional.of(Path.of("cert.pem")),
                    Optional.of(Path.of("key.pem")),
                    List.of("plugs/+/state", "more/#"),
                    "ghost",
                    "cellar",
                    true,
                    200),
            new AgentConfig.Broker("0.0.0.0", 2883, Optional.of(Path.of("users"))),
            Path.of("memory"),
            Mode.ACT,
            2.0,
            new AgentConfig.Act(
                    List.of(new AgentConfig.Allowed("off", "heater")),
                    7,
                    Duration.ofMinutes(20),
                    Duration.ofMinutes(40),
                    Duration.ofHours(2),
                    Duration.ofSeconds(90)),
            Map.of(
                    "heater",
                    new AgentConfig.Device(
                            Optional.of(Role.HEATER),
                            Optional.of("Heater"),
                            Optional.of("bath"),
                            true,
                            Optional.of(2_300.0),
                            Optional.of("1"),
                            Optional.of(2.5),
                            List.of("lamp", "dns", "pi4")),
                    "lamp",
                    new AgentConfig.Device(Optional.empty(), Optional.of("Lamp"), Optional.empty(), false)),
            new AgentConfig.Rules(
                    Optional.of(Path.of("my-rules")), Optional.of(3_450), List.of("people/anna", "people/ben")),
            new AgentConfig.Web(
                    "127.0.0.1", 8080, Optional.of("0123456789abcdef"), true, List.of("domovoi.example.org", "nest")),
            EVERY_DIALECT,
            Optional.of(new AgentConfig.Prometheus(
                    URI.create("https://prometheus.lan/base"),
                    Optional.of(new AgentConfig.Login("us", "pa55")),
                    Optional.of("tok"),
                    Optional.of(Path.of("metrics.pem")),
                    6,
                    List.of(
                            new AgentConfig.Exported(
                                    "plug_watts{job=\"plugs\"}", "name", "socket", "", Field.of(Quantity.POWER)),
                            new AgentConfig.Exported(
                                    "plug_milliwatts",
                                    "device",
                                    "",
                                    "0",
                                    new Field(Quantity.POWER, Field.THOUSANDTHS))),
                    Map.of("heater", "192.168.1.5:80"))),
            new AgentConfig.Node(Optional.of("pi4"), Path.of("/host"), Duration.ofSeconds(30)),
            Optional.of(new AgentConfig.Cluster(
                    "hearth",
                    "home",
                    "hearth-7",
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(4),
                    false)),
            new AgentConfig.Network(
                    Stream.of("2001:db8:77::/48", "203.0.113.0/24")
                            .flatMap(text -> Network.parse(text).stream())
                            .toList(),
                    Optional.of("counts/nlbwmon")),
            new AgentConfig.Notify(
                    Optional.of(new AgentConfig.Webhook(
                            URI.create("https://chat.example.org/hooks/1?key=2"),
                            Map.of("Authorization", "Bearer hooked", "X-Key", "k1", "X-Other", "k2"),
                            new Template("{\"text\":\"${why}\"}"),
                            new AgentConfig.Wanted(
                                    Set.of(Notice.Event.OPENED, Notice.Event.RESOLVED), Notice.Severity.CRITICAL))),
                    Optional.of(new AgentConfig.Ntfy(
                            URI.create("https://ntfy.sh/cellar"),
                            Optional.of("tk"),
                            new AgentConfig.Wanted(Set.of(Notice.Event.OPENED), Notice.Severity.WARNING))),
                    Optional.of(new AgentConfig.Alertmanager(
                            URI.create("http://alertmanager.lan:9093"), Notice.Severity.WARNING))),
            new AgentConfig.HomeAssistant(false, "hass"),
            Duration.ofDays(90),
            new AgentConfig.Care(
                    new Consent(true, Set.of("shed", "quarantine"), Duration.ofMinutes(30)),
                    List.of(
                            new Maintenance.Window(
                                    Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                                    LocalTime.of(9, 30),
                                    LocalTime.of(11, 0),
                                    Set.of("heater", "Lamp")),
                            new Maintenance.Window(
                                    Maintenance.Window.everyDay(), LocalTime.of(23, 0), LocalTime.of(1, 0), Set.of())),
                    Set.of()));

    private static final String ONLY_IN_A_FILE = """
            act: {allow: [{action: off, device: heater}]}
            devices: {heater: {role: heater, name: Heater, room: bath, protected: true, rating: 2300, relay: "1", priority: 2.5, powers: [Lamp, dns, pi4]},
              lamp: {name: Lamp}}
            maintenance:
              - {days: [sat, sun], from: "09:30", to: "11:00", devices: [heater, Lamp]}
              - {from: "23:00", to: "01:00"}
            dialects:
              generic:
                - topic: shed/{device}/state
                  readings:
                    - {pointer: /w, quantity: power, unit: mW, channel: left}
                    - {pointer: /t, quantity: temperature}
                  switch: {pointer: /relay, on: 1, off: 0, channel: left, command: "shed/{device}/set", command_on: go, command_off: stop}
                  availability: {pointer: /there, online: true, offline: false}
                - {topic: shed/door, device: door, switch: {on: open, off: shut}}
            prometheus:
              series:
                - {metric: 'plug_watts{job="plugs"}', device_label: name, channel_label: socket}
                - {metric: plug_milliwatts, channel: "0", unit: mW}
              names: {heater: "192.168.1.5:80"}
            notify:
              webhook: {headers: {X-Key: k1}, header_files: {X-Other: "src/test/resources/other-header"}}
            """;

    private static final Map<String, String> VARIABLES = Map.ofEntries(
            Map.entry("DOMOVOI_HOME_NAME", "Nest"),
            Map.entry("DOMOVOI_HOME_ZONE", "Europe/Berlin"),
            Map.entry("DOMOVOI_HOME_CONTRACT_WATTS", "3450"),
            Map.entry("DOMOVOI_HOME_PRESENCE", "people/anna, people/ben"),
            Map.entry("DOMOVOI_RULES_DIR", "my-rules"),
            Map.entry("DOMOVOI_MQTT_URL", "mqtts://broker.lan:8884"),
            Map.entry("DOMOVOI_MQTT_USER", "me"),
            Map.entry("DOMOVOI_MQTT_PASSWORD", "s3cret"),
            Map.entry("DOMOVOI_MQTT_CA", "ca.pem"),
            Map.entry("DOMOVOI_MQTT_CERT", "cert.pem"),
            Map.entry("DOMOVOI_MQTT_KEY", "key.pem"),
            Map.entry("DOMOVOI_MQTT_SUBSCRIBE", "plugs/+/state, more/#"),
            Map.entry("DOMOVOI_MQTT_PREFIX", "ghost"),
            Map.entry("DOMOVOI_MQTT_INSTANCE", "cellar"),
            Map.entry("DOMOVOI_MQTT_APPROVALS", "true"),
            Map.entry("DOMOVOI_MQTT_QUEUE", "200"),
            Map.entry("DOMOVOI_BROKER_LISTEN", "0.0.0.0"),
            Map.entry("DOMOVOI_BROKER_PORT", "2883"),
            Map.entry("DOMOVOI_BROKER_CREDENTIALS", "users"),
            Map.entry("DOMOVOI_STATE_DIR", "memory"),
            Map.entry("DOMOVOI_MODE", "act"),
            Map.entry("DOMOVOI_ALARM_BUDGET", "2/week"),
            Map.entry("DOMOVOI_ACT_BUDGETS_PLANS", "7"),
            Map.entry("DOMOVOI_ACT_COOLDOWNS_DEVICE", "20m"),
            Map.entry("DOMOVOI_ACT_COOLDOWNS_KIND", "40m"),
            Map.entry("DOMOVOI_ACT_LEASE", "2h"),
            Map.entry("DOMOVOI_ACT_HOLD", "90s"),
            Map.entry("DOMOVOI_ACT_APPROVAL", "shed, quarantine"),
            Map.entry("DOMOVOI_ACT_APPROVE_WITHIN", "30m"),
            Map.entry("DOMOVOI_WEB_LISTEN", "127.0.0.1"),
            Map.entry("DOMOVOI_WEB_PORT", "8080"),
            Map.entry("DOMOVOI_WEB_TOKEN", "0123456789abcdef"),
            Map.entry("DOMOVOI_WEB_OPEN_READING", "true"),
            Map.entry("DOMOVOI_WEB_HOSTS", "domovoi.example.org,nest"),
            Map.entry("DOMOVOI_DIALECTS_ZIGBEE2MQTT_BASE", "house/zigbee"),
            Map.entry("DOMOVOI_PROMETHEUS_URL", "https://prometheus.lan/base"),
            Map.entry("DOMOVOI_PROMETHEUS_USER", "us"),
            Map.entry("DOMOVOI_PROMETHEUS_PASSWORD", "pa55"),
            Map.entry("DOMOVOI_PROMETHEUS_TOKEN", "tok"),
            Map.entry("DOMOVOI_PROMETHEUS_CA", "metrics.pem"),
            Map.entry("DOMOVOI_PROMETHEUS_WEEKS", "6"),
            Map.entry("DOMOVOI_NODE_NAME", "pi4"),
            Map.entry("DOMOVOI_NODE_ROOT", "/host"),
            Map.entry("DOMOVOI_NODE_INTERVAL", "30s"),
            Map.entry("DOMOVOI_CLUSTER_LEASE", "hearth"),
            Map.entry("DOMOVOI_CLUSTER_NAMESPACE", "home"),
            Map.entry("DOMOVOI_CLUSTER_POD", "hearth-7"),
            Map.entry("DOMOVOI_CLUSTER_DURATION", "30s"),
            Map.entry("DOMOVOI_CLUSTER_RENEW", "20s"),
            Map.entry("DOMOVOI_CLUSTER_RETRY", "4s"),
            Map.entry("DOMOVOI_CLUSTER_WATCH", "false"),
            Map.entry("DOMOVOI_NOTIFY_WEBHOOK_URL", "https://chat.example.org/hooks/1?key=2"),
            Map.entry("DOMOVOI_NOTIFY_WEBHOOK_TOKEN", "hooked"),
            Map.entry("DOMOVOI_NOTIFY_WEBHOOK_TEMPLATE", "{\"text\":\"${why}\"}"),
            Map.entry("DOMOVOI_NOTIFY_WEBHOOK_ON", "opened, resolved"),
            Map.entry("DOMOVOI_NOTIFY_WEBHOOK_SEVERITY", "critical"),
            Map.entry("DOMOVOI_NOTIFY_NTFY_URL", "https://ntfy.sh/cellar"),
            Map.entry("DOMOVOI_NOTIFY_NTFY_TOKEN", "tk"),
            Map.entry("DOMOVOI_NOTIFY_NTFY_ON", "opened"),
            Map.entry("DOMOVOI_NOTIFY_NTFY_SEVERITY", "warning"),
            Map.entry("DOMOVOI_NOTIFY_ALERTMANAGER_URL", "http://alertmanager.lan:9093"),
            Map.entry("DOMOVOI_NOTIFY_ALERTMANAGER_SEVERITY", "warning"),
            Map.entry("DOMOVOI_HOME_ASSISTANT_DISCOVERY", "false"),
            Map.entry("DOMOVOI_HOME_ASSISTANT_PREFIX", "hass"),
            Map.entry("DOMOVOI_RETENTION_DECISIONS", "90"),
            Map.entry("DOMOVOI_NETWORK_HOME", "2001:db8:77::/48, 203.0.113.0/24"),
            Map.entry("DOMOVOI_NETWORK_NLBWMON", "counts/nlbwmon"));

    @TempDir
    Path directory;

    @Test
    void withoutAFileAndVariablesTheDefaultsHold() {
        AgentConfig expected = new AgentConfig(
                "home",
                ZoneId.of("UTC"),
                new AgentConfig.Mqtt(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        "domovoi",
                        "agent",
                        false,
                        5_000),
                new AgentConfig.Broker("127.0.0.1", 1883, Optional.empty()),
                Path.of("state"),
                Mode.ADVISE,
                1.0,
                new AgentConfig.Act(
                        List.of(),
                        5,
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(30),
                        Duration.ofHours(4),
                        Duration.ofMinutes(2)),
                Map.of(),
                AgentConfig.Rules.SHIPPED,
                new AgentConfig.Web("0.0.0.0", 9463, Optional.empty(), false, List.of()),
                DialectSettings.usual(),
                Optional.empty(),
                new AgentConfig.Node(Optional.empty(), Path.of("/"), Duration.ofSeconds(15)),
                Optional.empty(),
                new AgentConfig.Network(List.of(), Optional.empty()),
                AgentConfig.Notify.NOBODY,
                new AgentConfig.HomeAssistant(true, "homeassistant"),
                Duration.ofDays(400),
                AgentConfig.Care.USUAL);
        assertEquals(expected, ConfigReader.read(Optional.empty(), Map.of("PATH", "/bin", "HOME", "/root")));
    }

    @Test
    void aFileSetsEveryKey() throws IOException {
        assertEquals(EVERYTHING, ConfigReader.read(Optional.of(file(ConfigFixture.YAML)), Map.of()));
    }

    @Test
    void variablesSetEveryKeyThatIsNotBelowAListOrAName() throws IOException {
        assertEquals(EVERYTHING, ConfigReader.read(Optional.of(file(ONLY_IN_A_FILE)), VARIABLES));
        assertEquals(
                Keys.ALL.stream()
                        .map(Key::variable)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet()),
                VARIABLES.keySet());
    }

    @Test
    void aVariableOverridesTheFileAndAListReplacesAllOfIt() throws IOException {
        Map<String, String> variables = new HashMap<>();
        variables.put("DOMOVOI_MQTT_SUBSCRIBE", "only/this");
        variables.put("DOMOVOI_MODE", "observe");
        AgentConfig config = ConfigReader.read(Optional.of(file(ConfigFixture.YAML)), variables);
        assertEquals(List.of("only/this"), config.mqtt().subscribe());
        assertEquals(Mode.OBSERVE, config.mode());
        assertEquals("Nest", config.homeName());
    }

    @Test
    void everyKeySaysWhatItMeansAndItsDefaultIsValid() {
        for (Key<?> key : Keys.ALL) {
            assertTrue(key.meaning().endsWith("."), key.path());
            if (!key.fallback().isEmpty()) {
                assertDoesNotThrow(() -> key.parser().apply(key.fallback()), key.path());
            }
        }
    }

    @Test
    void deviceNamesMayHaveDotsSlashesAndSpaces() throws IOException {
        AgentConfig config = ConfigReader.read(Optional.of(file("""
                devices:
                  attic/plug.2: {role: fridge}
                  Living room: {name: Lamp}
                  zigbee2mqtt:plug: {protected: true}
                  "7": {room: cellar}
                """)), Map.of());
        assertEquals(
                Set.of("attic/plug.2", "Living room", "zigbee2mqtt:plug", "7"),
                config.devices().keySet());
    }

    @Test
    void inAClusterThePodsNameIsTheInstanceUnlessOneIsSet() {
        Map<String, String> variables = new HashMap<>(Map.of(
                "DOMOVOI_CLUSTER_LEASE", "domovoi",
                "DOMOVOI_CLUSTER_NAMESPACE", "home",
                "DOMOVOI_CLUSTER_POD", "domovoi-x7k2p",
                "DOMOVOI_MQTT_URL", "mqtt://broker"));
        AgentConfig config = ConfigReader.read(Optional.empty(), variables);
        assertEquals("domovoi-x7k2p", config.mqtt().instance());
        assertEquals(
                Optional.of(new AgentConfig.Cluster(
                        "domovoi",
                        "home",
                        "domovoi-x7k2p",
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(2),
                        true)),
                config.cluster());
        variables.put("DOMOVOI_MQTT_INSTANCE", "pi4");
        assertEquals(
                "pi4", ConfigReader.read(Optional.empty(), variables).mqtt().instance());
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(directory.resolve("domovoi.yaml"), yaml);
    }
}
