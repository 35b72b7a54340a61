package dev.domovoi.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The settings in environment variables: `DOMOVOI_MQTT_URL` for `mqtt.url`, and `..._FILE` for secrets.
final class Environment {
    private static final String PREFIX = "DOMOVOI_";
    private static final String IN_FILE = "_FILE";

    private Environment() {}

    static List<Setting> settings(Map<String, String> environment) {
        Map<String, Key<?>> known = variables();
        List<Setting> settings = new ArrayList<>();
        new TreeMap<>(environment).forEach((variable, text) -> {
            if (variable.startsWith(PREFIX)) {
                Key<?> key = known.get(variable);
                if (key == null) {
                    throw new ConfigException(
                            place(variable),
                            "unknown; the nearest known one is " + Nearest.of(variable, List.copyOf(known.keySet())));
                }
                if (environment.containsKey(variable + IN_FILE)) {
                    throw new ConfigException(place(variable), "is set beside " + variable + IN_FILE + "; keep one");
                }
                settings.addAll(settingsOf(variable, key, text));
            }
        });
        return settings;
    }

    private static Map<String, Key<?>> variables() {
        Map<String, Key<?>> known = new TreeMap<>();
        for (Key<?> key : Keys.ALL) {
            if (!key.variable().isEmpty()) {
                known.put(key.variable(), key);
                if (key.isSecret()) {
                    known.put(key.variable() + IN_FILE, key);
                }
            }
        }
        return known;
    }

    private static List<Setting> settingsOf(String variable, Key<?> key, String text) {
        String place = place(variable);
        String value = variable.equals(key.variable()) ? text : secret(text, place);
        if (!key.path().endsWith("[]")) {
            return List.of(new Setting(key.segments(), key.segments(), value, place, false));
        }
        List<Setting> elements = new ArrayList<>();
        for (String element : value.split(",", -1)) {
            List<String> path = new ArrayList<>(key.segments());
            path.set(path.size() - 1, "[" + elements.size() + "]");
            elements.add(new Setting(path, key.segments(), element.strip(), place, false));
        }
        return elements;
    }

    /// Without the line break that editors and `echo` put at the end of a file.
    private static String secret(String file, String place) {
        try {
            return TextFile.contents(Parse.file(file), place).replaceFirst("\\R+\\z", "");
        } catch (IllegalArgumentException malformed) {
            throw new ConfigException(place, "expected " + malformed.getMessage());
        }
    }

    private static String place(String variable) {
        return "environment variable " + variable;
    }
}
