package dev.domovoi.observe.power;

import dev.domovoi.observe.Decoded;
import dev.domovoi.observe.Decoded.Learned;
import dev.domovoi.observe.Dialect;
import dev.domovoi.observe.payload.Json;
import dev.domovoi.observe.payload.Remembered;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Text;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Shellys of the second and later generations: component status topics and JSON-RPC frames below a free prefix.
public final class ShellyGen2 implements Dialect {
    private static final int MAX_INDEX = 999;

    /// Prefixes below which a status or a notification was seen.
    private final Remembered<Boolean> prefixes = new Remembered<>();

    /// The prefix of a device by the id that it gives as the source of its frames.
    private final Remembered<String> prefixById = new Remembered<>();

    @Override
    public String name() {
        return "shelly_gen2";
    }

    @Override
    public List<String> subscriptions() {
        return List.of(
                "+/status/+",
                "+/events/rpc",
                "+/online",
                "+/+/status/+",
                "+/+/events/rpc",
                "+/+/online",
                ShellyComponent.ASKER + "/rpc");
    }

    @Override
    public Decoded decode(Message message) {
        return switch (ShellyGen2Topic.of(message.topic())) {
            case ShellyGen2Topic.Status status -> status(message, status);
            case ShellyGen2Topic.Events(String prefix) -> named(prefix).orElseGet(() -> events(message, prefix));
            case ShellyGen2Topic.Online(String prefix) -> online(message, prefix);
            case ShellyGen2Topic.Rpc(String prefix) -> rpc(message, prefix);
            case ShellyGen2Topic.Control(String prefix) -> isKnown(prefix) ? Report.NOTHING : Report.NOT_MINE;
            case ShellyGen2Topic.Elsewhere _ -> Report.NOT_MINE;
        };
    }

    private boolean isKnown(String prefix) {
        return prefixes.knows(prefix) || ShellyId.isShaped(prefix);
    }

    /// The refusal of a prefix that cannot name a device.
    private static Optional<Decoded> named(String prefix) {
        return DeviceId.isName(prefix) ? Optional.empty() : Optional.of(Report.refusedName(prefix));
    }

    private Decoded status(Message message, ShellyGen2Topic.Status topic) {
        String prefix = topic.prefix();
        String component = topic.component();
        boolean isNumbered = ShellyComponent.isNumberedKind(component);
        if (!isNumbered && !(isKnown(prefix) && isStatusWord(component))) {
            return Report.NOT_MINE;
        }
        Optional<Decoded> refused = named(prefix);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (message.payload().length == 0) {
            return Report.NOTHING; // a retained status was deleted
        }
        return switch (Json.read(message.payload())) {
            case Json.Bad(var problem) -> Report.refused(problem);
            case Json.Ok(Json.Obj object) -> {
                prefixes.put(prefix, true);
                Report report = new Report(message, name(), prefix);
                ShellyComponent.read(report, component, object);
                yield report.decoded();
            }
            case Json.Ok(Json other) -> Report.refused(component, "an object", Json.shown(other));
        };
    }

    private static boolean isStatusWord(String component) {
        return component.indexOf(':') >= 0 || ShellyComponent.isUnnumberedKind(component);
    }

    private Decoded events(Message message, String prefix) {
        return switch (Json.read(message.payload())) {
            case Json.Bad(var problem) -> Report.refused(problem);
            case Json.Ok(Json.Obj frame) -> notification(message, prefix, frame);
            case Json.Ok(Json other) -> Report.refused("payload", "an RPC frame", Json.shown(other));
        };
    }

    private Decoded notification(Message message, String prefix, Json.Obj frame) {
        Json source = frame.member("src").orElseGet(Json.Null::new);
        if (source instanceof Json.Text(String id) && ShellyId.agrees(prefix, id)) {
            prefixById.put(id, prefix);
        } else if (!(source instanceof Json.Null)) {
            return Report.refused("src", "the device of the topic, " + prefix, Json.shown(source));
        }
        String method = text(frame, "method");
        if (method.isEmpty()) {
            return Report.refused("method", "the name of a notification", shown(frame, "method"));
        }
        prefixes.put(prefix, true);
        boolean isStatus = method.equals("NotifyStatus") || method.equals("NotifyFullStatus");
        if (!isStatus) {
            return Report.NOTHING;
        }
        if (!(frame.member("params").orElseGet(Json.Null::new) instanceof Json.Obj params)) {
            return Report.refused("params", "an object", shown(frame, "params"));
        }
        Report report = new Report(message, name(), prefix);
        params.members().forEach((key, value) -> ShellyComponent.read(report, key, value));
        return report.decoded();
    }

    /// Claimed only below a prefix that is a Shelly's by its looks or by what was seen there. Below `shellies/` it is
    /// the first generation's unless the model or the memory says otherwise.
    private Decoded online(Message message, String prefix) {
        boolean isFirstGenerations = prefix.startsWith("shellies/") && !ShellyId.isGen2Model(prefix);
        boolean isMine = prefixes.knows(prefix) || (ShellyId.isShaped(prefix) && !isFirstGenerations);
        return isMine ? named(prefix).orElseGet(() -> availability(message, prefix)) : Report.NOT_MINE;
    }

    private Decoded availability(Message message, String prefix) {
        Report report = new Report(message, name(), prefix);
        switch (message.text()) {
            case "" -> {}
            case "true" -> report.available(true);
            case "false" -> report.available(false);
            default -> report.problem("online", "true or false", '"' + message.text() + '"');
        }
        return report.decoded();
    }

    /// Requests and answers report nothing, but for the status that we asked a switch for, and that it refuses:
    /// `was_on` in the answer to a command is the state before it.
    private Decoded rpc(Message message, String prefix) {
        boolean isFrame = Json.read(message.payload()) instanceof Json.Ok(Json.Obj frame)
                && !text(frame, "src").isEmpty()
                && (frame.member("result").isPresent()
                        || frame.member("error").isPresent()
                        || frame.member("method").isPresent());
        if (!isFrame) {
            return isKnown(prefix) ? Report.NOTHING : Report.NOT_MINE;
        }
        return prefix.equals(ShellyComponent.ASKER) ? answer(message) : Report.NOTHING;
    }

    private Decoded answer(Message message) {
        if (!(Json.read(message.payload()) instanceof Json.Ok(Json.Obj frame))) {
            return Report.NOTHING;
        }
        Optional<Json.Obj> error = member(frame, "error");
        Optional<Json.Obj> status =
                member(frame, "result").filter(result -> result.member("output").isPresent());
        if (error.isEmpty() && status.isEmpty()) {
            return Report.NOTHING;
        }
        String id = text(frame, "src");
        String device = prefixById.of(id).orElse(id);
        if (!DeviceId.isName(device) || !isKnown(device)) {
            return Report.refused("src", "a Shelly that was seen", '"' + id + '"');
        }
        return error.map(why -> refusal(new Report(message, name(), device), frame, why))
                .or(() -> status.map(result -> status(message, device, result)))
                .orElse(Report.NOTHING);
    }

    /// An error says only which request it answers.
    private static Decoded refusal(Report report, Json.Obj frame, Json.Obj error) {
        OptionalDouble number = frame.member("id").map(Json::number).orElseGet(OptionalDouble::empty);
        String words = text(error, "message");
        long code = (long) error.member("code")
                .map(Json::number)
                .orElseGet(OptionalDouble::empty)
                .orElse(0);
        String why = words.isEmpty() ? "error " + code : Text.shortened(words);
        number.stream()
                .mapToObj(ShellyRequest::of)
                .flatMap(Optional::stream)
                .filter(request -> request.kind() != ShellyRequest.Kind.STATUS)
                .forEach(request -> report.learned(new Learned.Refusal(
                        report.source(Integer.toString(request.index())),
                        request.kind() == ShellyRequest.Kind.ON,
                        why)));
        return report.decoded();
    }

    private Decoded status(Message message, String device, Json.Obj result) {
        OptionalDouble index = result.member("id").map(Json::number).orElseGet(OptionalDouble::empty);
        if (index.isEmpty() || index.getAsDouble() < 0 || index.getAsDouble() > MAX_INDEX) {
            return Report.refused("result/id", "a component number 0..999", shown(result, "id"));
        }
        Report report = new Report(message, name(), device);
        ShellyComponent.read(report, "switch:" + (int) index.getAsDouble(), result);
        return report.decoded();
    }

    private static Optional<Json.Obj> member(Json.Obj frame, String name) {
        return frame.member(name)
                .flatMap(value -> value instanceof Json.Obj object ? Optional.of(object) : Optional.empty());
    }

    private static String text(Json.Obj object, String name) {
        return object.member(name)
                .map(value -> value instanceof Json.Text(String text) ? text : "")
                .orElse("");
    }

    private static String shown(Json.Obj object, String name) {
        return object.member(name).map(Json::shown).orElse("nothing");
    }
}
