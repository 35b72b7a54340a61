package dev.domovoi.app.config;

import dev.domovoi.decide.Consent;
import dev.domovoi.decide.Maintenance;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Reads what people keep in their own hands.
final class CareReader {
    private CareReader() {}

    static AgentConfig.Care read(Settings settings) {
        return new AgentConfig.Care(consent(settings), windows(settings), openly(settings));
    }

    private static Consent consent(Settings settings) {
        Set<String> kinds = new TreeSet<>(settings.list(CareKeys.APPROVAL));
        boolean isNever = kinds.remove(CareKeys.NEVER);
        if (isNever && !kinds.isEmpty()) {
            throw new ConfigException(
                    CareKeys.APPROVAL.path(), "never stands alone, but " + String.join(", ", kinds) + " is there too");
        }
        return new Consent(!isNever, kinds, settings.value(CareKeys.APPROVE_WITHIN));
    }

    private static List<Maintenance.Window> windows(Settings settings) {
        List<Section> all = settings.elements(List.of("maintenance"));
        if (all.size() > Maintenance.MOST_WINDOWS) {
            throw new ConfigException(
                    "maintenance", "has " + all.size() + " windows, at most " + Maintenance.MOST_WINDOWS);
        }
        return all.stream().map(CareReader::window).toList();
    }

    private static Maintenance.Window window(Section section) {
        Set<DayOfWeek> days = values(section, "days", CareKeys.DAYS);
        return new Maintenance.Window(
                days.isEmpty() ? Maintenance.Window.everyDay() : days,
                section.required(CareKeys.FROM),
                section.required(CareKeys.TO),
                values(section, "devices", CareKeys.DEVICES));
    }

    private static <T> Set<T> values(Section section, String list, Key<T> key) {
        return section.elements(list).stream()
                .flatMap(element -> element.optional(key).stream())
                .collect(Collectors.toSet());
    }

    /// The devices of which the user says that they are not protected.
    private static Set<String> openly(Settings settings) {
        return settings.byName(Keys.DEVICE_PROTECTED).entrySet().stream()
                .filter(said -> !said.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
