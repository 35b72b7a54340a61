package dev.domovoi.app.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads the configuration: defaults, then the YAML file, then the environment.
public final class ConfigReader {
    private static final String VARIABLE_PREFIX = "DOMOVOI_";

    private ConfigReader() {}

    /// The configuration of a file (or of none) under an environment; throws [ConfigException] for anything wrong.
    public static AgentConfig read(Optional<Path> file, Map<String, String> environment) {
        List<Setting> settings = new ArrayList<>();
        file.ifPresent(path -> settings.addAll(YamlSettings.of(path.toString(), contents(path, path.toString()))));
        settings.addAll(fromEnvironment(environment));
        return configOf(new Settings(settings));
    }

    private static AgentConfig configOf(Settings settings) {
        return new AgentConfig(
                settings.value(Keys.HOME_NAME),
                settings.value(Keys.HOME_ZONE),
                mqttOf(settings),
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
                        settings.value(Keys.HOLD)),
                devices(settings),
                new AgentConfig.Web(settings.value(Keys.WEB_LISTEN), settings.value(Keys.WEB_PORT)));
    }

    private static AgentConfig.Mqtt mqttOf(Settings settings) {
        AgentConfig.Mqtt mqtt = new AgentConfig.Mqtt(
                settings.optional(Keys.MQTT_URL),
                settings.optional(Keys.MQTT_USER),
                settings.optional(Keys.MQTT_PASSWORD),
                settings.optional(Keys.MQTT_CA),
                settings.optional(Keys.MQTT_CERT),
                settings.optional(Keys.MQTT_KEY),
                settings.list(Keys.MQTT_SUBSCRIBE),
                settings.value(Keys.MQTT_PREFIX),
                settings.value(Keys.MQTT_INSTANCE),
                settings.value(Keys.MQTT_APPROVALS),
                settings.value(Keys.MQTT_QUEUE));
        if (mqtt.cert().isPresent() != mqtt.key().isPresent()) {
            throw new ConfigException("mqtt.cert, mqtt.key", "one is set without the other; a client needs both");
        }
        if (mqtt.password().isPresent() && mqtt.user().isEmpty()) {
            throw new ConfigException("mqtt.password", "is set without mqtt.user");
        }
        return mqtt;
    }

    private static List<AgentConfig.Allowed> allowed(Settings settings) {
        Map<String, String> actions = settings.byName(Keys.ALLOW_ACTION);
        Map<String, String> devices = settings.byName(Keys.ALLOW_DEVICE);
        Set<String> positions = new TreeSet<>(actions.keySet());
        positions.addAll(devices.keySet());
        List<AgentConfig.Allowed> list = new ArrayList<>();
        for (String position : positions) {
            String action = actions.get(position);
            String device = devices.get(position);
            if (action == null || device == null) {
                throw new ConfigException(
                        settings.placeOf("act", position),
                        "act.allow" + position + " needs both: action (off) and device (its name)");
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
        Set<String> all = new TreeSet<>(roles.keySet());
        all.addAll(names.keySet());
        all.addAll(rooms.keySet());
        all.addAll(guarded.keySet());
        Map<String, AgentConfig.Device> devices = new LinkedHashMap<>();
        for (String device : all) {
            devices.put(
                    device,
                    new AgentConfig.Device(
                            Optional.ofNullable(roles.get(device)),
                            Optional.ofNullable(names.get(device)),
                            Optional.ofNullable(rooms.get(device)),
                            guarded.getOrDefault(device, false)));
        }
        return Map.copyOf(devices);
    }

    private static List<Setting> fromEnvironment(Map<String, String> environment) {
        Map<String, Key<?>> known = new TreeMap<>();
        for (Key<?> key : Keys.ALL) {
            if (!key.variable().isEmpty()) {
                known.put(key.variable(), key);
                if (key.isSecret()) {
                    known.put(key.variable() + "_FILE", key);
                }
            }
        }
        List<Setting> settings = new ArrayList<>();
        new TreeMap<>(environment).forEach((variable, text) -> {
            if (variable.startsWith(VARIABLE_PREFIX)) {
                Key<?> key = known.get(variable);
                if (key == null) {
                    throw new ConfigException(
                            "environment variable " + variable,
                            "unknown; the nearest known one is " + Nearest.of(variable, List.copyOf(known.keySet())));
                }
                settings.addAll(settingsOf(variable, key, text));
            }
        });
        return settings;
    }

    private static List<Setting> settingsOf(String variable, Key<?> key, String text) {
        String place = "environment variable " + variable;
        String value = variable.equals(key.variable())
                ? text
                : contents(Path.of(text), place).strip();
        if (!key.path().endsWith("[]")) {
            return List.of(new Setting(key.segments(), key.segments(), value, place));
        }
        List<Setting> elements = new ArrayList<>();
        for (String element : Arrays.asList(value.split(","))) {
            List<String> path = new ArrayList<>(key.segments());
            path.set(path.size() - 1, "[" + elements.size() + "]");
            elements.add(new Setting(path, key.segments(), element.strip(), place));
        }
        return elements;
    }

    private static String contents(Path file, String place) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw new ConfigException(place, "there is no file " + file);
        } catch (MalformedInputException binary) {
            throw new ConfigException(place, file + " is not UTF-8 text");
        } catch (IOException unreadable) {
            throw new ConfigException(place, "cannot read " + file + ": " + unreadable.getMessage());
        }
    }
}
