package dev.domovoi.observe.generic;

import dev.domovoi.observe.Decoded;
import dev.domovoi.observe.Dialect;
import dev.domovoi.observe.generic.Layout.Commanded;
import dev.domovoi.observe.generic.Layout.Measured;
import dev.domovoi.observe.generic.Layout.Presence;
import dev.domovoi.observe.generic.Layout.Relay;
import dev.domovoi.observe.payload.Json;
import dev.domovoi.observe.payload.Pointer;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.SwitchRecipe;
import dev.domovoi.signal.SwitchRecipe.Command;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Devices that the user described: JSON or plain values on topics of their own. The first layout whose topic fits
/// reads a message.
public final class GenericJson implements Dialect {
    private final List<Layout> layouts;

    public GenericJson(List<Layout> layouts) {
        this.layouts = List.copyOf(layouts);
    }

    @Override
    public String name() {
        return "generic";
    }

    @Override
    public List<String> subscriptions() {
        return layouts.stream()
                .map(layout -> layout.topic().filter())
                .distinct()
                .toList();
    }

    @Override
    public Decoded decode(Message message) {
        for (Layout layout : layouts) {
            Optional<String> named = layout.topic().match(message.topic());
            if (named.isPresent()) {
                String device = layout.device().isEmpty() ? named.get() : layout.device();
                return DeviceId.isName(device) ? read(message, layout, device) : Report.refusedName(device);
            }
        }
        return Report.NOT_MINE;
    }

    private Decoded read(Message message, Layout layout, String device) {
        if (message.payload().length == 0) {
            return Report.NOTHING; // a retained message was deleted
        }
        Report report = new Report(message, name(), device);
        Json plain = new Json.Text(message.text().strip());
        Optional<Json> document = isJson(layout) ? document(message, report) : Optional.empty();
        for (Measured reading : layout.readings()) {
            value(reading.pointer(), plain, document)
                    .ifPresent(
                            value -> report.number(at(reading.pointer()), reading.channel(), reading.field(), value));
        }
        layout.relay()
                .ifPresent(relay -> value(relay.pointer(), plain, document)
                        .ifPresent(value -> state(report, relay, value, device)));
        layout.presence()
                .ifPresent(presence -> value(presence.pointer(), plain, document)
                        .ifPresent(value -> presence(report, presence, value)));
        return report.decoded();
    }

    private static boolean isJson(Layout layout) {
        Stream<Pointer> others = Stream.concat(
                layout.relay().stream().map(Relay::pointer),
                layout.presence().stream().map(Presence::pointer));
        return Stream.concat(layout.readings().stream().map(Measured::pointer), others)
                .anyMatch(pointer -> !pointer.isWhole());
    }

    private static Optional<Json> document(Message message, Report report) {
        return switch (Json.read(message.payload())) {
            case Json.Ok(Json document) -> Optional.of(document);
            case Json.Bad(var problem) -> {
                report.problem(problem.at(), problem.expected(), problem.got());
                yield Optional.empty();
            }
        };
    }

    /// Nothing where the message does not have it, which is no mistake: many devices send only what has changed.
    private static Optional<Json> value(Pointer pointer, Json plain, Optional<Json> document) {
        Optional<Json> value = pointer.isWhole() ? Optional.of(plain) : document.flatMap(pointer::in);
        return value.filter(found -> !(found instanceof Json.Null));
    }

    private static String at(Pointer pointer) {
        return pointer.isWhole() ? "payload" : pointer.toString();
    }

    private static void state(Report report, Relay relay, Json value, String device) {
        Optional<Boolean> on = relay.words().read(value);
        if (on.isEmpty()) {
            report.problem(at(relay.pointer()), relay.words().expected(), Json.shown(value));
            return;
        }
        report.switched(relay.channel(), on.get());
        relay.command().ifPresent(command -> report.learned(recipe(report, relay, command, device)));
    }

    private static SwitchRecipe recipe(Report report, Relay relay, Commanded command, String device) {
        String topic = command.topic().with(device);
        return new SwitchRecipe(
                report.source(relay.channel()),
                new Command(topic, command.words().yes()),
                new Command(topic, command.words().no()),
                Optional.empty(),
                false);
    }

    private static void presence(Report report, Presence presence, Json value) {
        presence.words()
                .read(value)
                .ifPresentOrElse(
                        report::available,
                        () -> report.problem(
                                at(presence.pointer()), presence.words().expected(), Json.shown(value)));
    }
}
