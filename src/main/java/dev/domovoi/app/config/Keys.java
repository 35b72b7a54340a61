package dev.domovoi.app.config;

import dev.domovoi.decide.Policy.Mode;
import dev.domovoi.decide.Role;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;

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
            "true: resume (and later approve) are also taken over MQTT; only for a broker with an access list.",
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
            "act.allow[].action", "", "", "What may be done: off.", text -> Parse.oneOf(text, List.of("off")));
    static final Key<String> ALLOW_DEVICE =
            new Key<>("act.allow[].device", "", "", "To which device, by its name in topics.", Parse::name);
    static final Key<Integer> PLANS_PER_HOUR = new Key<>(
            "act.budgets.plans",
            "5",
            "plans an hour",
            "At most so many plans (one incident's actions) in any hour, for the whole home.",
            text -> Parse.wholeNumber(text, 0, 400));
    static final Key<Duration> DEVICE_COOLDOWN = new Key<>(
            "act.cooldowns.device", "15m", "", "Rest between two plans for the same device.", Parse::duration);
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
            "devices.*.protected", "false", "", "true: never acted on, whatever else is allowed.", Parse::truth);
    static final Key<String> WEB_LISTEN =
            new Key<>("web.listen", "0.0.0.0", "", "Address of /metrics and /health.", Parse::name);
    static final Key<Integer> WEB_PORT = new Key<>(
            "web.port",
            "9463",
            "",
            "Port of /metrics and /health; 0 picks a free one.",
            text -> Parse.wholeNumber(text, 0, 65_535));

    /// All of them.
    public static final List<Key<?>> ALL = List.of(
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
            HOLD,
            DEVICE_ROLE,
            DEVICE_NAME,
            DEVICE_ROOM,
            DEVICE_PROTECTED,
            WEB_LISTEN,
            WEB_PORT);
}
