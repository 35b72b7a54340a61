package dev.domovoi.app.config;

import dev.domovoi.decide.Vital;
import dev.domovoi.decide.Wiring;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads what hangs on what, and refuses what cannot be: an unknown name, and a circle.
final class PowersReader {
    private static final int MOST_LINKS = 10;

    private final Map<String, List<Section>> entries;
    private final Map<String, String> keys = new LinkedHashMap<>();

    private PowersReader(Settings settings, Set<String> devices, Map<String, String> names) {
        this.entries = settings.elementsByName(RuleKeys.POWERS);
        Vital.words().forEach(word -> keys.put(word, word));
        settings.optional(Keys.NODE_NAME).ifPresent(node -> keys.put(node, node));
        names.forEach((device, name) -> keys.put(name, device));
        devices.forEach(device -> keys.put(device, device));
    }

    /// The devices that are said to power something.
    static Set<String> plugs(Settings settings) {
        return settings.elementsByName(RuleKeys.POWERS).keySet();
    }

    /// What each device powers, by the keys of `devices` or the words of [Vital]; `names` are what people call them.
    static Map<String, List<String>> read(Settings settings, Set<String> devices, Map<String, String> names) {
        PowersReader reader = new PowersReader(settings, devices, names);
        Map<String, List<String>> powers = new LinkedHashMap<>();
        reader.entries.forEach((plug, list) ->
                powers.put(plug, list.stream().map(reader::key).distinct().toList()));
        reader.requireNoCircle(powers);
        return powers;
    }

    private String key(Section entry) {
        String name = entry.required(RuleKeys.POWERS);
        String key = keys.get(name);
        if (key == null) {
            throw entry.fault(
                    RuleKeys.POWERS,
                    entry.name() + ": unknown name \"" + name + "\"; the nearest known one is \""
                            + Nearest.of(name, List.copyOf(keys.keySet()))
                            + "\". A node or router is known once it is in devices with its role");
        }
        return key;
    }

    private void requireNoCircle(Map<String, List<String>> powers) {
        Map<String, Wiring.Thing> things = powers.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, plug -> new Wiring.Thing(plug.getKey(), Optional.empty(), plug.getValue())));
        List<String> circle = new Wiring(things, Set.of()).circle();
        if (circle.isEmpty()) {
            return;
        }
        String first = circle.getFirst();
        Section closing = entries.getOrDefault(circle.getLast(), List.of()).stream()
                .filter(entry -> key(entry).equals(first))
                .findFirst()
                .orElseThrow();
        throw closing.fault(
                RuleKeys.POWERS, closing.name() + ": " + links(circle) + ": a circle; take one of them out");
    }

    private static String links(List<String> circle) {
        List<String> links = new ArrayList<>();
        for (int i = 0; i < Math.min(circle.size(), MOST_LINKS); i++) {
            links.add(circle.get(i) + " powers " + circle.get((i + 1) % circle.size()));
        }
        return String.join(", ", links)
                + (circle.size() > MOST_LINKS ? " and so on, back to " + circle.getFirst() : "");
    }
}
