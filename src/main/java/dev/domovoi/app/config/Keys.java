package dev.domovoi.app.config;

import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.decide.Role;
import dev.domovoi.observe.generic.TopicPattern;
import dev.domovoi.observe.payload.Pointer;
import dev.domovoi.signal.Quantity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Every configuration key there is, in the order of the documentation.
public final class Keys {
    private Keys() {}

    static final Key<String> HOME_NAME =
            new Key<>("home.name", "home", "", "What the home is called in messages.", Parse::name);
    static final Key<ZoneId> HOME_ZONE = new Key<>(
            "home.zone",
            "UTC",
            "",
            "Time zone of the home, such as Europe/Berlin: habits follow local time.",
            Parse::zone);
    static final Key<URI> MQTT_URL = new Key<>(
            "mqtt.url",
            "",
            "",
            "Your broker: mqtt://host:1883, or mqtts://host:8883 for TLS. Not set: the embedded broker is started.",
            Parse::brokerUrl);
    static final Key<String> MQTT_USER = new Key<>("mqtt.user", "", "", "User name at your broker.", Parse::name);
    static final Key<String> MQTT_PASSWORD =
            new Key<>("mqtt.password", "", "", "Password at your broker; never logged.", Function.identity());
    static final Key<Path> MQTT_CA = new Key<>(
            "mqtt.ca", "", "", "PEM file of the authority that signed your broker's certificate.", Parse::file);
    static final Key<Path> MQTT_CERT =
            new Key<>("mqtt.cert", "", "", "PEM file of Domovoi's own client certificate.", Parse::file);
    static final Key<Path> MQTT_KEY =
            new Key<>("mqtt.key", "", "", "PEM file of the client certificate's key.", Parse::file);
    static final Key<String> MQTT_SUBSCRIBE = new Key<>(
            "mqtt.subscribe[]",
            "",
            "",
            "Further topic filters, for devices on topics that no dialect's defaults reach.",
            Parse::topicFilter);
    static final Key<String> MQTT_PREFIX =
            new Key<>("mqtt.prefix", "domovoi", "", "First level of Domovoi's own topics.", Parse::topicLevel);
    static final Key<String> MQTT_INSTANCE = new Key<>(
            "mqtt.instance", "agent", "", "Name of this process in topics and as MQTT client.", Parse::topicLevel);
    static final Key<Boolean> MQTT_APPROVALS = new Key<>(
            "mqtt.approvals",
            "false",
            "",
            "true: resume and approve are also taken over MQTT; only for a broker with an access list.",
            Parse::truth);
    static final Key<Integer> MQTT_QUEUE = new Key<>(
            "mqtt.queue",
            "5000",
            "messages",
            "How many live messages may wait to be read; when it is full, whoever has most waiting loses its oldest, which is counted.",
            text -> Parse.wholeNumber(text, 100, 1_000_000));
    static final Key<String> BROKER_LISTEN = new Key<>(
            "broker.listen",
            "127.0.0.1",
            "",
            "Address the embedded broker listens on; 0.0.0.0 lets your plugs in.",
            Parse::name);
    static final Key<Integer> BROKER_PORT = new Key<>(
            "broker.port",
            "1883",
            "",
            "Port of the embedded broker; 0 picks a free one.",
            text -> Parse.wholeNumber(text, 0, 65_535));
    static final Key<Path> BROKER_CREDENTIALS = new Key<>(
            "broker.credentials",
            "",
            "",
            "File with user:password of the embedded broker; not set: made at first start in the state directory.",
            Parse::file);
    static final Key<Path> STATE_DIR = new Key<>(
            "state.dir", "state", "", "Directory for what was learned and for the ledger of actions.", Parse::file);
    static final Key<Mode> MODE = new Key<>(
            "mode",
            "advise",
            "",
            "observe: only alarms; advise: also says what it would do; act: does what act.allow lists.",
            text -> Parse.word(Mode.class, text));
    static final Key<Double> ALARM_BUDGET = new Key<>(
            "alarm.budget",
            "1/week",
            "",
            "How many false alarms the whole home accepts: a number per day, week, month or year.",
            Parse::perWeek);
    static final Key<String> ALLOW_ACTION = new Key<>(
            "act.allow[].action",
            "",
            "",
            "What may be done: off (only a person switches it on again), shed (off for a while), quarantine (a client).",
            text -> Parse.oneOf(text, List.of("off", "shed", "quarantine")));
    static final Key<String> ALLOW_DEVICE = new Key<>(
            "act.allow[].device",
            "",
            "",
            "To which device, by its name in topics or a client's MAC; * for any client.",
            Parse::name);
    static final Key<Integer> PLANS_PER_HOUR = new Key<>(
            "act.budgets.plans",
            "5",
            "plans an hour",
            "At most so many plans (one incident's actions) in any hour, for the whole home.",
            text -> Parse.wholeNumber(text, 0, 400));
    static final Key<Duration> DEVICE_COOLDOWN = new Key<>(
            "act.cooldowns.device", "15m", "", "Rest between two plans for the same device.", Parse::duration);
    static final Key<Duration> KIND_COOLDOWN = new Key<>(
            "act.cooldowns.kind",
            "30m",
            "",
            "Rest between two plans that do the same for different incidents.",
            Parse::duration);
    static final Key<Duration> LEASE = new Key<>(
            "act.lease",
            "4h",
            "",
            "What is switched off for a while is given back after so long unless its reason goes on.",
            Parse::duration);
    static final Key<Duration> HOLD = new Key<>(
            "act.hold",
            "2m",
            "",
            "No alarm and no action for so long after a start, a reconnect or a clock jump.",
            Parse::duration);
    static final Key<Role> DEVICE_ROLE = new Key<>(
            "devices.*.role",
            "",
            "",
            "What hangs on the plug: " + Parse.words(Role.class) + ".",
            text -> Parse.word(Role.class, text));
    static final Key<String> DEVICE_NAME = new Key<>("devices.*.name", "", "", "What people call it.", Parse::name);
    static final Key<String> DEVICE_ROOM = new Key<>("devices.*.room", "", "", "Where it is.", Parse::name);
    static final Key<Boolean> DEVICE_PROTECTED = new Key<>(
            "devices.*.protected",
            "false",
            "",
            "true: never acted on, whatever else is allowed. false, written down: it may be, though it looks like a fridge.",
            Parse::truth);
    static final Key<String> DEVICE_RELAY = new Key<>(
            "devices.*.relay",
            "",
            "",
            "Channel of the relay that cuts it, where its power is told on another channel, as ESPHome and OpenBeken do.",
            Parse::name);
    static final Key<Integer> DEVICE_RATING = new Key<>(
            "devices.*.rating",
            "",
            "W",
            "What each of its sockets carries for long. More than half as much again is not believed. Not set: 3680"
                    + " where it has a relay and does not count both ways, else no limit below that of a home.",
            text -> Parse.wholeNumber(text, 1, 100_000));
    static final Key<String> ZIGBEE_BASE = new Key<>(
            "dialects.zigbee2mqtt.base",
            "zigbee2mqtt",
            "",
            "Base topic of Zigbee2MQTT, its mqtt.base_topic.",
            Parse::topic);
    static final Key<TopicPattern> GENERIC_TOPIC = new Key<>(
            "dialects.generic[].topic",
            "",
            "",
            "Topic filter of devices that no dialect knows; {device} stands for one level, the device's name.",
            TopicPattern::parse);
    static final Key<String> GENERIC_DEVICE = new Key<>(
            "dialects.generic[].device", "", "", "Name of the device, where the topic has no {device}.", Parse::name);
    static final Key<Pointer> READING_POINTER = new Key<>(
            "dialects.generic[].readings[].pointer",
            "",
            "",
            "Where in the JSON the number is, such as /meter/power. Not set: the payload is the number.",
            Pointer::parse);
    static final Key<Quantity> READING_QUANTITY = new Key<>(
            "dialects.generic[].readings[].quantity",
            "",
            "",
            "What it measures, in the words of decode, such as power or energy_total.",
            Parse::quantity);
    static final Key<String> READING_UNIT = new Key<>(
            "dialects.generic[].readings[].unit",
            "",
            "",
            "Unit of the number, such as mW. Not set: the quantity's own, such as W.",
            Function.identity());
    static final Key<String> READING_CHANNEL = new Key<>(
            "dialects.generic[].readings[].channel",
            "",
            "",
            "Which part of the device it belongs to, such as left. Not set: the whole device.",
            Parse::name);
    static final Key<Pointer> SWITCH_POINTER = new Key<>(
            "dialects.generic[].switch.pointer",
            "",
            "",
            "Where in the JSON the relay's state is. Not set: the payload is the state.",
            Pointer::parse);
    static final Key<String> SWITCH_ON = new Key<>(
            "dialects.generic[].switch.on", "", "", "Text of the state for on, such as ON, 1 or true.", Parse::name);
    static final Key<String> SWITCH_OFF =
            new Key<>("dialects.generic[].switch.off", "", "", "Text of the state for off.", Parse::name);
    static final Key<String> SWITCH_CHANNEL = new Key<>(
            "dialects.generic[].switch.channel",
            "",
            "",
            "Which part of the device the relay is. Not set: the whole device.",
            Parse::name);
    static final Key<TopicPattern> SWITCH_COMMAND = new Key<>(
            "dialects.generic[].switch.command",
            "",
            "",
            "Topic on which the relay hears commands, with {device} where the topic has it. Not set: it cannot be switched.",
            TopicPattern::parse);
    static final Key<String> COMMAND_ON = new Key<>(
            "dialects.generic[].switch.command_on",
            "",
            "",
            "Payload that switches on. Not set: the text of the state.",
            Parse::payload);
    static final Key<String> COMMAND_OFF = new Key<>(
            "dialects.generic[].switch.command_off",
            "",
            "",
            "Payload that switches off. Not set: the text of the state.",
            Parse::payload);
    static final Key<Pointer> PRESENCE_POINTER = new Key<>(
            "dialects.generic[].availability.pointer",
            "",
            "",
            "Where in the JSON the device says whether it is there. Not set: the payload says it.",
            Pointer::parse);
    static final Key<String> PRESENCE_ONLINE =
            new Key<>("dialects.generic[].availability.online", "", "", "Text that says it is there.", Parse::name);
    static final Key<String> PRESENCE_OFFLINE =
            new Key<>("dialects.generic[].availability.offline", "", "", "Text that says it is gone.", Parse::name);
    static final Key<String> NODE_NAME = new Key<>(
            "node.name",
            "",
            "",
            "Name of the node this agent runs on, as Kubernetes calls it. Not set: its vitals are not published.",
            Parse::nodeName);
    static final Key<Path> NODE_ROOT = new Key<>(
            "node.root",
            "/",
            "",
            "Where the node's /proc and /sys are: / on the machine itself, in a pod where they are mounted.",
            Parse::file);
    static final Key<Duration> NODE_INTERVAL = new Key<>(
            "node.interval", "15s", "", "How often the node's vitals are published, at least 1s.", Parse::interval);
    static final Key<String> CLUSTER_LEASE = new Key<>(
            "cluster.lease",
            "",
            "",
            "Name of the Kubernetes Lease that decides which pod leads. Not set: this process is alone and leads.",
            Parse::kubernetesName);
    static final Key<String> CLUSTER_NAMESPACE = new Key<>(
            "cluster.namespace",
            "",
            "",
            "Namespace of the Lease and of the ledger beside it (downward API: metadata.namespace).",
            Parse::kubernetesName);
    static final Key<String> CLUSTER_POD = new Key<>(
            "cluster.pod",
            "",
            "",
            "Name of this pod (downward API: metadata.name); also mqtt.instance, unless that is set.",
            Parse::kubernetesName);
    static final Key<Duration> CLUSTER_DURATION = new Key<>(
            "cluster.duration",
            "15s",
            "",
            "How long the others wait for a leader that is silent before one of them takes over.",
            Parse::duration);
    static final Key<Duration> CLUSTER_RENEW = new Key<>(
            "cluster.renew",
            "10s",
            "",
            "A leader that could not renew the Lease for so long stops acting; shorter than cluster.duration.",
            Parse::duration);
    static final Key<Duration> CLUSTER_RETRY = new Key<>(
            "cluster.retry",
            "2s",
            "",
            "How often the Lease is renewed or looked at; shorter than cluster.renew.",
            Parse::duration);
    static final Key<Boolean> CLUSTER_WATCH = new Key<>(
            "cluster.watch",
            "true",
            "",
            "true: the leader watches the conditions of nodes and pods in crash loops.",
            Parse::truth);

    private static final List<Key<?>> GENERAL = List.of(
            HOME_NAME,
            HOME_ZONE,
            MQTT_URL,
            MQTT_USER,
            MQTT_PASSWORD,
            MQTT_CA,
            MQTT_CERT,
            MQTT_KEY,
            MQTT_SUBSCRIBE,
            MQTT_PREFIX,
            MQTT_INSTANCE,
            MQTT_APPROVALS,
            MQTT_QUEUE,
            BROKER_LISTEN,
            BROKER_PORT,
            BROKER_CREDENTIALS,
            STATE_DIR,
            MODE,
            ALARM_BUDGET,
            ALLOW_ACTION,
            ALLOW_DEVICE,
            PLANS_PER_HOUR,
            DEVICE_COOLDOWN,
            KIND_COOLDOWN,
            LEASE,
            HOLD,
            DEVICE_ROLE,
            DEVICE_NAME,
            DEVICE_ROOM,
            DEVICE_PROTECTED,
            DEVICE_RATING,
            DEVICE_RELAY,
            ZIGBEE_BASE,
            GENERIC_TOPIC,
            GENERIC_DEVICE,
            READING_POINTER,
            READING_QUANTITY,
            READING_UNIT,
            READING_CHANNEL,
            SWITCH_POINTER,
            SWITCH_ON,
            SWITCH_OFF,
            SWITCH_CHANNEL,
            SWITCH_COMMAND,
            COMMAND_ON,
            COMMAND_OFF,
            PRESENCE_POINTER,
            PRESENCE_ONLINE,
            PRESENCE_OFFLINE,
            NODE_NAME,
            NODE_ROOT,
            NODE_INTERVAL,
            CLUSTER_LEASE,
            CLUSTER_NAMESPACE,
            CLUSTER_POD,
            CLUSTER_DURATION,
            CLUSTER_RENEW,
            CLUSTER_RETRY,
            CLUSTER_WATCH,
            RetentionKeys.DECISIONS);

    /// All of them.
    public static final List<Key<?>> ALL = Stream.of(
                    GENERAL,
                    RuleKeys.ALL,
                    PrometheusKeys.ALL,
                    NetworkKeys.ALL,
                    NotifyKeys.ALL,
                    HomeAssistantKeys.ALL,
                    WebKeys.ALL,
                    CareKeys.ALL)
            .flatMap(List::stream)
            .toList();
}
