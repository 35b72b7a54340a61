package dev.domovoi.app.backfill;

import dev.domovoi.app.config.AgentConfig;
import dev.domovoi.app.config.AgentConfig.Exported;
import dev.domovoi.observe.payload.Field;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which series on the server hold the past of a stream, and why none does. Asks for each metric's devices once.
///
/// On our own page a device is labelled with its name, and with its dialect before it from when another device of that
/// name was heard. So a plain name that ever stood beside a name with another dialect is nobody's for sure.
final class Catalogue {
    /// What this agent itself, or one before it, has shown.
    static final Exported OWN =
            new Exported("domovoi_power_watts", "device", "channel", Source.WHOLE, Field.of(Quantity.POWER));

    private static final int DEVICES_SHOWN = 5;

    private final PrometheusClient client;
    private final AgentConfig.Prometheus settings;
    private final Instant from;
    private final Instant to;
    private final Predicate<DeviceId> hasNameAlone;
    private final Map<Exported, List<String>> devices = new HashMap<>();

    Catalogue(
            PrometheusClient client,
            AgentConfig.Prometheus settings,
            Instant from,
            Instant to,
            Predicate<DeviceId> hasNameAlone) {
        this.client = client;
        this.settings = settings;
        this.from = from;
        this.to = to;
        this.hasNameAlone = hasNameAlone;
    }

    /// Where to ask: what the household named goes before our own.
    static List<Exported> sources(AgentConfig.Prometheus settings) {
        return Stream.concat(settings.series().stream(), Stream.of(OWN)).toList();
    }

    sealed interface Found {
        record At(Selector selector, Field unit) implements Found {}

        record Nowhere(String why) implements Found {}
    }

    Reply<Found> find(Exported exported, Source source) throws InterruptedException {
        if (!devices.containsKey(exported)) {
            switch (client.labelValues(exported.deviceLabel(), exported.selector(), from, to)) {
                case Reply.Got<List<String>>(List<String> values) -> devices.put(exported, values);
                case Reply.Refused<List<String>>(String why) -> {
                    return new Reply.Refused<>(why);
                }
                case Reply.TooMuch<List<String>>(String why) -> {
                    return new Reply.TooMuch<>(why);
                }
                case Reply.Away<List<String>>(String why) -> {
                    return new Reply.Away<>(why);
                }
            }
        }
        List<String> known = devices.getOrDefault(exported, List.of());
        if (known.isEmpty()) {
            return nowhere("it has no " + exported.selector() + " with a label " + exported.deviceLabel());
        }
        return exported.equals(OWN) ? own(source, known) : others(exported, source, known);
    }

    private Reply<Found> own(Source source, List<String> known) {
        DeviceId device = source.device();
        String full = device.toString();
        boolean isShared = !hasNameAlone.test(device)
                || known.stream().anyMatch(label -> label.endsWith(":" + device.name()) && !label.equals(full));
        List<String> wanted = new ArrayList<>();
        if (known.contains(full)) {
            wanted.add(full);
        }
        if (known.contains(device.name()) && !isShared) {
            wanted.add(device.name());
        }
        if (wanted.isEmpty()) {
            return nowhere(
                    isShared && known.contains(device.name())
                            ? "two devices share the name, so that " + shown(OWN, device.name())
                                    + " may be of the other"
                            : absent(OWN, device.name(), known));
        }
        return at(OWN, wanted, source);
    }

    private Reply<Found> others(Exported exported, Source source, List<String> known) {
        DeviceId device = source.device();
        if (exported.channelLabel().isEmpty() && !exported.channel().equals(source.channel())) {
            return nowhere(exported.selector() + " stands for " + channel(exported.channel()) + ", not for "
                    + channel(source.channel()));
        }
        Optional<String> named = Optional.ofNullable(settings.names().get(device.toString()));
        if (named.isEmpty() && !hasNameAlone.test(device)) {
            return nowhere("two devices share the name; say in prometheus.names what " + device + " is called in "
                    + exported.selector());
        }
        String called = named.or(() -> Optional.ofNullable(settings.names().get(device.name())))
                .orElse(device.name());
        return known.contains(called)
                ? at(exported, List.of(called), source)
                : nowhere(absent(exported, called, known));
    }

    private static Reply<Found> at(Exported exported, List<String> names, Source source) {
        Selector device = new Selector(exported.selector()).with(exported.deviceLabel(), names);
        Selector whole = exported.channelLabel().isEmpty()
                ? device
                : device.with(exported.channelLabel(), List.of(source.channel()));
        return new Reply.Got<>(new Found.At(whole, exported.unit()));
    }

    private static Reply<Found> nowhere(String why) {
        return new Reply.Got<>(new Found.Nowhere(why));
    }

    private static String absent(Exported exported, String name, List<String> known) {
        String some = known.stream().limit(DEVICES_SHOWN).map(Text::shortened).collect(Collectors.joining(", "));
        return "it has no " + shown(exported, name) + "; of this metric it knows " + some
                + (known.size() > DEVICES_SHOWN ? " and " + (known.size() - DEVICES_SHOWN) + " more" : "");
    }

    private static String shown(Exported exported, String name) {
        return new Selector(exported.selector())
                .with(exported.deviceLabel(), List.of(name))
                .toString();
    }

    private static String channel(String channel) {
        return channel.isEmpty() ? "the whole device" : "channel " + channel;
    }
}
