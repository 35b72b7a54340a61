package dev.domovoi.observe.power;

import dev.domovoi.observe.Decoded;
import dev.domovoi.observe.Decoded.Learned;
import dev.domovoi.observe.payload.Json;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads Tasmota's native discovery into the memory, and says what it taught.
final class TasmotaDiscovery {
    /// The prefix at the first three levels; deeper layouts are learned from discovery.
    static final List<String> SUBSCRIPTIONS =
            List.of("tele/#", "stat/#", "+/tele/#", "+/stat/#", "+/+/tele/#", "+/+/stat/#", "tasmota/discovery/#");

    private static final Pattern CONFIG = Pattern.compile("([0-9A-Fa-f]{12})/config");
    private static final Pattern SUBSCRIBED = Pattern.compile("(?:[^/]+/){0,2}(?:tele|stat)/.*");

    private final String dialect;
    private final TasmotaMemory memory;

    TasmotaDiscovery(String dialect, TasmotaMemory memory) {
        this.dialect = dialect;
        this.memory = memory;
    }

    Decoded decode(Message message, String path) {
        Matcher config = CONFIG.matcher(path);
        if (!config.matches()) {
            return learned(List.of());
        }
        String address = config.group(1);
        if (message.payload().length == 0) {
            return learned(memory.forget(address).stream()
                    .<Learned>map(gone -> new Learned.Gone(new DeviceId(dialect, gone.deviceName())))
                    .toList());
        }
        return switch (Json.read(message.payload())) {
            case Json.Ok(Json.Obj root) -> announced(address, root);
            case Json.Ok(Json other) -> refused("payload", "a JSON object", Json.shown(other));
            case Json.Bad(Problem why) -> refused(why.at(), why.expected(), why.got());
        };
    }

    private Decoded announced(String address, Json.Obj root) {
        Optional<TasmotaConfig> config = TasmotaConfig.read(root);
        if (config.isEmpty()) {
            return refused(
                    "ft",
                    "usable members t, ft and tp (a topic, a layout with %prefix%, three prefixes)",
                    root.member("ft").map(Json::shown).orElse("none"));
        }
        if (!memory.remember(address, config.get())) {
            return refused("topic", "at most " + TasmotaMemory.MAX_DEVICES + " announced devices", address);
        }
        return learned(lessons(config.get()));
    }

    private List<Learned> lessons(TasmotaConfig config) {
        List<Learned> lessons = new ArrayList<>();
        for (String base : List.of(config.statusBase(), config.telemetryBase())) {
            if (!SUBSCRIBED.matcher(base).matches()) {
                lessons.add(new Learned.Topic(base + "+"));
            }
        }
        DeviceId device = new DeviceId(dialect, config.deviceName());
        for (String channel : config.relayChannels()) {
            lessons.add(new Learned.Switch(TasmotaState.recipe(device, channel, config.commandBase())));
        }
        return lessons;
    }

    private static Decoded learned(List<Learned> lessons) {
        return new Decoded.Understood(List.of(), lessons, List.of());
    }

    private static Decoded refused(String at, String expected, String got) {
        return new Decoded.Understood(List.of(), List.of(), List.of(new Problem(at, expected, got)));
    }
}
