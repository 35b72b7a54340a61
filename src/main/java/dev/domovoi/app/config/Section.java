package dev.domovoi.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One element of a list in the configuration, with the keys that are set below it.
record Section(Settings settings, List<String> path) {
    String name() {
        return Setting.name(path);
    }

    <T> Optional<T> optional(Key<T> key) {
        return settings.below(path, key);
    }

    <T> T required(Key<T> key) {
        return optional(key).orElseThrow(() -> fault(key, name() + " needs " + last(key) + ": " + key.meaning()));
    }

    boolean has(Key<?> key) {
        return optional(key).isPresent();
    }

    /// The elements of a list below this one.
    List<Section> elements(String list) {
        List<String> longer = new ArrayList<>(path);
        longer.add(list);
        return settings.elements(longer);
    }

    /// What is wrong, with the place of the key, or of this element where the key is not set.
    ConfigException fault(Key<?> key, String reason) {
        return new ConfigException(settings.placeBelow(path, key), reason);
    }

    /// The key as it is written below this element.
    private String last(Key<?> key) {
        List<String> segments = key.segments();
        return Setting.name(segments.subList(path.size(), segments.size()));
    }
}
