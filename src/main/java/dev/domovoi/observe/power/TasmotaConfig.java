package dev.domovoi.observe.power;

import dev.domovoi.observe.payload.Json;
import dev.domovoi.signal.DeviceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What one Tasmota device announced about itself by discovery: its topics, its texts and its relays.
///
/// The three bases end with a slash; what follows them is the last topic level.
record TasmotaConfig(
        String deviceName,
        String commandBase,
        String statusBase,
        String telemetryBase,
        TasmotaWords words,
        List<String> relayChannels) {
    private static final int MAX_BASE_CHARS = 400;
    private static final int MAX_WORD_CHARS = 40;
    private static final int MAX_RELAYS = 32;
    private static final int SHUTTER = 3;
    private static final String PREFIX = "%prefix%";

    TasmotaConfig {
        relayChannels = List.copyOf(relayChannels);
    }

    /// The announcement, or empty if it lacks a usable topic, layout or prefixes.
    static Optional<TasmotaConfig> read(Json.Obj config) {
        Optional<String> layout = text(config, "ft").filter(ft -> ft.contains(PREFIX));
        Optional<String> topic = text(config, "t");
        List<Json> prefixes = items(config, "tp");
        if (layout.isEmpty() || topic.isEmpty() || prefixes.size() != 3) {
            return Optional.empty();
        }
        String full = layout.get()
                .replace("%topic%", topic.get())
                .replace("%hostname%", text(config, "hn").orElse(""))
                .replace("%id%", text(config, "mac").orElse(""));
        List<String> bases = prefixes.stream()
                .map(prefix -> prefix instanceof Json.Text(String word) ? base(full, word) : "")
                .toList();
        String name = trimmed(full.replace(PREFIX, "").replaceAll("/{2,}+", "/"));
        if (!DeviceId.isName(name) || !bases.stream().allMatch(TasmotaConfig::isBase)) {
            return Optional.empty();
        }
        return Optional.of(
                new TasmotaConfig(name, bases.get(0), bases.get(1), bases.get(2), words(config), relays(config)));
    }

    private static String base(String full, String prefix) {
        return prefix.isEmpty() ? "" : trimmed(full.replace(PREFIX, prefix)) + "/";
    }

    private static boolean isBase(String base) {
        return base.length() > 1
                && base.length() <= MAX_BASE_CHARS
                && base.chars().noneMatch(c -> c == '+' || c == '#' || c == '%' || Character.isISOControl(c));
    }

    private static String trimmed(String path) {
        int from = path.startsWith("/") ? 1 : 0;
        int to = path.endsWith("/") ? path.length() - 1 : path.length();
        return path.substring(Math.min(from, to), to);
    }

    private static TasmotaWords words(Json.Obj config) {
        List<Json> state = items(config, "state");
        TasmotaWords usual = TasmotaWords.USUAL;
        return new TasmotaWords(
                word(state, 0).orElse(usual.off()),
                word(state, 1).orElse(usual.on()),
                text(config, "ofln").orElse(usual.offline()),
                text(config, "onln").orElse(usual.online()),
                state.size() >= 2,
                config.member("dslp").stream()
                        .anyMatch(sleep -> Json.number(sleep).orElse(0) > 0));
    }

    private static Optional<String> word(List<Json> words, int index) {
        return index < words.size()
                        && words.get(index) instanceof Json.Text(String word)
                        && !word.isEmpty()
                        && word.length() <= MAX_WORD_CHARS
                ? Optional.of(word)
                : Optional.empty();
    }

    /// One relay is the device as a whole unless option 26 numbers it too; shutters are no switches.
    private static List<String> relays(Json.Obj config) {
        List<Json> kinds = items(config, "rl");
        List<String> channels = new ArrayList<>();
        for (int i = 0; i < Math.min(kinds.size(), MAX_RELAYS); i++) {
            double kind = Json.number(kinds.get(i)).orElse(0);
            if (kind > 0 && kind < SHUTTER) {
                channels.add(Integer.toString(i + 1));
            }
        }
        boolean numbersASingle = config.member("so").stream()
                .anyMatch(so -> so instanceof Json.Obj options
                        && options.member("26").filter(new Json.Num(1)::equals).isPresent());
        return channels.equals(List.of("1")) && !numbersASingle ? List.of("") : channels;
    }

    private static Optional<String> text(Json.Obj config, String name) {
        return config.member(name).stream()
                .flatMap(value ->
                        value instanceof Json.Text(String text) && !text.isEmpty() ? Stream.of(text) : Stream.empty())
                .findFirst();
    }

    private static List<Json> items(Json.Obj config, String name) {
        return config.member(name).stream()
                .flatMap(value -> value instanceof Json.Arr(List<Json> items) ? items.stream() : Stream.empty())
                .toList();
    }
}
