package dev.domovoi.observe.power;

import java.util.List;
import java.util.Optional;

/// Where a message of a Tasmota device belongs: its name, what kind of message, and how the device is commanded.
///
/// `lastLevel` names the content (`SENSOR`), `commandBase` ends with a slash, `words` are the device's own texts.
record TasmotaLayout(String deviceName, boolean isTelemetry, String lastLevel, String commandBase, TasmotaWords words) {
    private static final String COMMAND = "cmnd";
    private static final String TELEMETRY = "tele";
    private static final String STATUS = "stat";

    /// The place by the default prefixes, at any level but the last; empty if none is in the topic.
    static Optional<TasmotaLayout> ofDefault(String topic) {
        List<String> levels = List.of(topic.split("/", -1));
        int last = levels.size() - 1;
        if (last < 2 || levels.getFirst().equals(COMMAND)) {
            return Optional.empty();
        }
        return prefixLevel(levels, last).flatMap(at -> {
            String name = joined(levels, at, Optional.empty());
            String command = joined(levels, at, Optional.of(COMMAND)) + "/";
            return name.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new TasmotaLayout(
                            name, levels.get(at).equals(TELEMETRY), levels.get(last), command, TasmotaWords.USUAL));
        });
    }

    /// The first level wins, as in the usual layout; then the one before the last; then any between.
    private static Optional<Integer> prefixLevel(List<String> levels, int last) {
        if (isPrefix(levels.getFirst())) {
            return Optional.of(0);
        }
        for (int at = last - 1; at > 0; at--) {
            if (isPrefix(levels.get(at))) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static boolean isPrefix(String level) {
        return level.equals(TELEMETRY) || level.equals(STATUS);
    }

    /// All levels but the last, with the prefix level replaced or left out.
    private static String joined(List<String> levels, int prefixAt, Optional<String> instead) {
        StringBuilder path = new StringBuilder();
        for (int at = 0; at < levels.size() - 1; at++) {
            Optional<String> level = at == prefixAt ? instead : Optional.of(levels.get(at));
            level.ifPresent(text -> path.append(path.isEmpty() ? "" : "/").append(text));
        }
        return path.toString();
    }
}
