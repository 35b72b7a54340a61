package dev.domovoi.app.config;

import dev.domovoi.signal.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Everything that was set, checked against the list of keys, and read through them.
final class Settings {
    private final Map<List<String>, Setting> byPath = new LinkedHashMap<>();

    /// Later settings win over earlier ones of the same path.
    Settings(List<Setting> settings) {
        for (Setting setting : settings) {
            keyOf(setting);
            byPath.put(setting.path(), setting);
        }
    }

    private static Key<?> keyOf(Setting setting) {
        return Keys.ALL.stream()
                .filter(key -> key.matches(setting.pattern()))
                .findFirst()
                .orElseThrow(() -> new ConfigException(setting.place(), unknown(setting)));
    }

    private static String unknown(Setting setting) {
        Optional<Key<?>> below =
                Keys.ALL.stream().filter(key -> key.isBelow(setting.pattern())).findFirst();
        if (below.isPresent()) {
            String name = setting.path().isEmpty() ? "the configuration" : "\"" + setting.name() + "\"";
            return setting.text().isEmpty()
                    ? name + " is empty; give it its keys or take it out"
                    : name + " expects keys or elements below it, such as \""
                            + below.get().path() + "\", and got one value";
        }
        String nearest = Nearest.of(
                String.join(".", setting.pattern()).replace(".[]", "[]"),
                Keys.ALL.stream().map(Key::path).toList());
        return "unknown key \"" + setting.name() + "\"; the nearest known one is \"" + nearest + "\"";
    }

    /// The value of a key without `*` and `[]`; its default where it is not set; empty where there is no default.
    <T> Optional<T> optional(Key<T> key) {
        Setting setting = byPath.get(key.segments());
        if (setting != null) {
            return Optional.of(parsed(key, setting));
        }
        return key.fallback().isEmpty()
                ? Optional.empty()
                : Optional.of(key.parser().apply(key.fallback()));
    }

    <T> T value(Key<T> key) {
        return optional(key).orElseThrow(() -> new IllegalStateException(key.path() + " has no default"));
    }

    /// Whether a key without `*` and `[]` was given a value.
    boolean isSet(Key<?> key) {
        return byPath.containsKey(key.segments());
    }

    /// Whether anything below a section was given a value.
    boolean isAnySetBelow(List<String> section) {
        return byPath.keySet().stream()
                .anyMatch(path -> path.size() > section.size()
                        && path.subList(0, section.size()).equals(section));
    }

    /// The values of a `...[]` key, in order.
    <T> List<T> list(Key<T> key) {
        List<T> values = new ArrayList<>();
        for (Setting setting : byPath.values()) {
            if (key.matches(setting.pattern())) {
                values.add(parsed(key, setting));
            }
        }
        return values;
    }

    /// The values of a key with one `*` or `[].`, by the name or position that stands there.
    <T> Map<String, T> byName(Key<T> key) {
        int at = Math.max(key.segments().indexOf("*"), key.segments().indexOf("[]"));
        Map<String, T> values = new LinkedHashMap<>();
        for (Setting setting : byPath.values()) {
            if (key.matches(setting.pattern())) {
                values.put(setting.path().get(at), parsed(key, setting));
            }
        }
        return values;
    }

    /// The elements of the lists of a `*...[]` key, in order, by the name that stands there.
    Map<String, List<Section>> elementsByName(Key<?> key) {
        int at = key.segments().indexOf("*");
        Map<String, List<Section>> elements = new TreeMap<>();
        for (Setting setting : byPath.values()) {
            if (key.matches(setting.pattern())) {
                elements.computeIfAbsent(setting.path().get(at), first -> new ArrayList<>())
                        .add(new Section(this, setting.path()));
            }
        }
        return elements;
    }

    /// The elements of a list at that path, in order, each by the path that leads to it.
    List<Section> elements(List<String> list) {
        return byPath.keySet().stream()
                .filter(path -> path.size() > list.size()
                        && path.subList(0, list.size()).equals(list)
                        && path.get(list.size()).startsWith("["))
                .map(path -> path.subList(0, list.size() + 1))
                .distinct()
                .map(path -> new Section(this, path))
                .toList();
    }

    /// The value of a key below the element of a list that the path leads to; empty where it is not set.
    <T> Optional<T> below(List<String> element, Key<T> key) {
        return setting(element, key).map(setting -> parsed(key, setting));
    }

    /// Where that key was set, otherwise where the first key of the element was.
    String placeBelow(List<String> element, Key<?> key) {
        return setting(element, key)
                .or(() -> byPath.values().stream()
                        .filter(setting -> setting.path().size() > element.size()
                                && setting.path().subList(0, element.size()).equals(element))
                        .findFirst())
                .map(Setting::place)
                .orElse(Setting.name(element));
    }

    private Optional<Setting> setting(List<String> element, Key<?> key) {
        List<String> path = new ArrayList<>(element);
        path.addAll(key.segments().subList(element.size(), key.segments().size()));
        return Optional.ofNullable(byPath.get(path));
    }

    /// Where something was set, for errors that only show when values are put together.
    String placeOf(String first, String second) {
        return byPath.values().stream()
                .filter(setting -> setting.path().size() > 2
                        && setting.path().getFirst().equals(first)
                        && setting.path().contains(second))
                .map(Setting::place)
                .findFirst()
                .orElse(first);
    }

    private static <T> T parsed(Key<T> key, Setting setting) {
        if (setting.text().isBlank()) {
            throw new ConfigException(setting.place(), setting.name() + " is empty; give it a value or take it out");
        }
        try {
            return key.parser().apply(setting.text());
        } catch (IllegalArgumentException wrong) {
            String shown = key.isSecret() ? "(hidden)" : "\"" + shown(setting.text()) + "\"";
            throw new ConfigException(
                    setting.place(), setting.name() + ": expected " + wrong.getMessage() + ", got " + shown);
        }
    }

    /// An address may hold a password that belongs elsewhere.
    private static String shown(String text) {
        return Text.shortened(text.replaceFirst("//[^/]*@", "//(hidden)@"));
    }
}
