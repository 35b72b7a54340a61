package dev.domovoi.app.config;

import dev.domovoi.decide.Policy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads the configuration: defaults, then the YAML file, then the environment.
public final class ConfigReader {
    private ConfigReader() {}

    /// The configuration of a file (or of none) under an environment; throws [ConfigException] for anything wrong.
    public static AgentConfig read(Optional<Path> file, Map<String, String> environment) {
        List<Setting> settings = new ArrayList<>();
        file.ifPresent(
                path -> settings.addAll(YamlSettings.of(path.toString(), TextFile.contents(path, path.toString()))));
        for (Setting setting : Environment.settings(environment)) {
            settings.removeIf(before -> before.pattern().equals(setting.pattern()) && before.isFromFile());
            settings.add(setting);
        }
        return configOf(new Settings(settings));
    }

    private static AgentConfig configOf(Settings settings) {
        Optional<AgentConfig.Cluster> cluster = clusterOf(settings);
        return new AgentConfig(
                settings.value(Keys.HOME_NAME),
                settings.value(Keys.HOME_ZONE),
                mqttOf(settings, cluster),
                new AgentConfig.Broker(
                        settings.value(Keys.BROKER_LISTEN),
                        settings.value(Keys.BROKER_PORT),
                        settings.optional(Keys.BROKER_CREDENTIALS)),
                settings.value(Keys.STATE_DIR),
                settings.value(Keys.MODE),
                settings.value(Keys.ALARM_BUDGET),
                new AgentConfig.Act(
                        allowed(settings),
                        settings.value(Keys.PLANS_PER_HOUR),
                        settings.value(Keys.DEVICE_COOLDOWN),
                        settings.value(Keys.KIND_COOLDOWN),
                        settings.value(Keys.LEASE),
                        settings.value(Keys.HOLD)),
                devices(settings),
                new AgentConfig.Rules(
                        settings.optional(RuleKeys.DIR),
                        settings.optional(RuleKeys.CONTRACT),
                        settings.list(RuleKeys.PRESENCE)),
                new AgentConfig.Web(
                        settings.value(WebKeys.LISTEN),
                        settings.value(WebKeys.PORT),
                        settings.optional(WebKeys.TOKEN),
                        settings.value(WebKeys.OPEN_READING),
                        settings.list(WebKeys.HOSTS)),
                DialectReader.read(settings),
                PrometheusReader.read(settings),
                new AgentConfig.Node(
                        settings.optional(Keys.NODE_NAME),
                        settings.value(Keys.NODE_ROOT),
                        settings.value(Keys.NODE_INTERVAL)),
                cluster,
                new AgentConfig.Network(settings.list(NetworkKeys.HOME), settings.optional(NetworkKeys.NLBWMON)),
                NotifyReader.read(settings),
                new AgentConfig.HomeAssistant(
                        settings.value(HomeAssistantKeys.DISCOVERY), settings.value(HomeAssistantKeys.PREFIX)),
                RetentionKeys.decisions(settings),
                CareReader.read(settings));
    }

    /// Empty outside a cluster.
    private static Optional<AgentConfig.Cluster> clusterOf(Settings settings) {
        if (settings.optional(Keys.CLUSTER_LEASE).isEmpty()) {
            requireAlone(settings);
        }
        return settings.optional(Keys.CLUSTER_LEASE).map(lease -> {
            AgentConfig.Cluster cluster = new AgentConfig.Cluster(
                    lease,
                    inACluster(settings, Keys.CLUSTER_NAMESPACE),
                    inACluster(settings, Keys.CLUSTER_POD),
                    settings.value(Keys.CLUSTER_DURATION),
                    settings.value(Keys.CLUSTER_RENEW),
                    settings.value(Keys.CLUSTER_RETRY),
                    settings.value(Keys.CLUSTER_WATCH));
            inACluster(settings, Keys.MQTT_URL);
            boolean isInOrder = cluster.duration().compareTo(cluster.renew()) > 0
                    && cluster.renew().compareTo(cluster.retry()) > 0
                    && cluster.retry().isPositive();
            if (!isInOrder) {
                throw new ConfigException(
                        "cluster.duration, cluster.renew, cluster.retry",
                        "expected duration > renew > retry > 0, got "
                                + cluster.duration().toSeconds() + "s, "
                                + cluster.renew().toSeconds() + "s and "
                                + cluster.retry().toSeconds() + "s");
            }
            return cluster;
        });
    }

    /// A pod that has lost the name of the Lease would lead beside the one that leads.
    private static void requireAlone(Settings settings) {
        for (Key<?> key : List.of(Keys.CLUSTER_NAMESPACE, Keys.CLUSTER_POD)) {
            if (settings.optional(key).isPresent()) {
                throw new ConfigException(
                        "cluster.lease",
                        "is not set, but " + key.path() + " is: every pod would lead; set it, or leave " + key.path()
                                + " out");
            }
        }
    }

    private static <T> T inACluster(Settings settings, Key<T> key) {
        return settings.optional(key)
                .orElseThrow(() -> new ConfigException(
                        key.path(),
                        "is not set, but cluster.lease is: every pod needs it; set it, or leave cluster.lease out"));
    }

    private static AgentConfig.Mqtt mqttOf(Settings settings, Optional<AgentConfig.Cluster> cluster) {
        AgentConfig.Mqtt mqtt = new AgentConfig.Mqtt(
                settings.optional(Keys.MQTT_URL),
                settings.optional(Keys.MQTT_USER),
                settings.optional(Keys.MQTT_PASSWORD),
                settings.optional(Keys.MQTT_CA),
                settings.optional(Keys.MQTT_CERT),
                settings.optional(Keys.MQTT_KEY),
                settings.list(Keys.MQTT_SUBSCRIBE),
                settings.value(Keys.MQTT_PREFIX),
                cluster.map(AgentConfig.Cluster::pod)
                        .filter(pod -> !settings.isSet(Keys.MQTT_INSTANCE))
                        .orElseGet(() -> settings.value(Keys.MQTT_INSTANCE)),
                settings.value(Keys.MQTT_APPROVALS),
                settings.value(Keys.MQTT_QUEUE));
        if (mqtt.cert().isPresent() != mqtt.key().isPresent()) {
            throw new ConfigException("mqtt.cert, mqtt.key", "one is set without the other; a client needs both");
        }
        if (mqtt.password().isPresent() != mqtt.user().isPresent()) {
            String there = mqtt.user().isPresent() ? "mqtt.user" : "mqtt.password";
            String lacking = mqtt.user().isPresent() ? "mqtt.password" : "mqtt.user";
            throw new ConfigException(
                    lacking,
                    "is not set, but " + there + " is (in the file or by a DOMOVOI_ variable); set both or neither");
        }
        return mqtt;
    }

    private static List<AgentConfig.Allowed> allowed(Settings settings) {
        Map<String, String> actions = settings.byName(Keys.ALLOW_ACTION);
        Map<String, String> devices = settings.byName(Keys.ALLOW_DEVICE);
        Set<String> positions = new LinkedHashSet<>(actions.keySet());
        positions.addAll(devices.keySet());
        List<AgentConfig.Allowed> list = new ArrayList<>();
        for (String position : positions) {
            String action = actions.get(position);
            String device = devices.get(position);
            if (action == null || device == null) {
                throw new ConfigException(
                        settings.placeOf("act", position),
                        "act.allow" + position + " needs both: action (off, shed or quarantine) and device (its name)");
            }
            if (device.equals(Policy.Allowed.ANY) && !action.equals("quarantine")) {
                throw new ConfigException(
                        settings.placeOf("act", position),
                        "act.allow" + position + ".device: * stands for any client to quarantine; to " + action
                                + " a device, name it");
            }
            list.add(new AgentConfig.Allowed(action, device));
        }
        return List.copyOf(list);
    }

    private static Map<String, AgentConfig.Device> devices(Settings settings) {
        var roles = settings.byName(Keys.DEVICE_ROLE);
        var names = settings.byName(Keys.DEVICE_NAME);
        var rooms = settings.byName(Keys.DEVICE_ROOM);
        var guarded = settings.byName(Keys.DEVICE_PROTECTED);
        var ratings = settings.byName(Keys.DEVICE_RATING);
        var relays = settings.byName(Keys.DEVICE_RELAY);
        var priorities = settings.byName(RuleKeys.PRIORITY);
        Set<String> all = new TreeSet<>(PowersReader.plugs(settings));
        List.of(roles, names, rooms, guarded, ratings, relays, priorities).forEach(set -> all.addAll(set.keySet()));
        requireDifferent(all, names, settings);
        var powers = PowersReader.read(settings, all, names);
        Map<String, AgentConfig.Device> devices = new LinkedHashMap<>();
        for (String device : all) {
            devices.put(
                    device,
                    new AgentConfig.Device(
                            Optional.ofNullable(roles.get(device)),
                            Optional.ofNullable(names.get(device)),
                            Optional.ofNullable(rooms.get(device)),
                            guarded.getOrDefault(device, false),
                            Optional.ofNullable(ratings.get(device)).map(Integer::doubleValue),
                            Optional.ofNullable(relays.get(device)),
                            Optional.ofNullable(priorities.get(device)),
                            powers.getOrDefault(device, List.of())));
        }
        return Map.copyOf(devices);
    }

    /// People and the allow list mean one device by a name.
    private static void requireDifferent(Set<String> devices, Map<String, String> names, Settings settings) {
        Map<String, String> owners = new LinkedHashMap<>();
        devices.forEach(device -> owners.put(device, device));
        names.forEach((device, name) -> {
            String other = name.equals(device) ? null : owners.putIfAbsent(name, device);
            if (other != null) {
                throw new ConfigException(
                        settings.placeOf("devices", device),
                        "devices." + device + ".name: \"" + name + "\" is the name of " + other
                                + " already; give each its own");
            }
        });
    }
}
