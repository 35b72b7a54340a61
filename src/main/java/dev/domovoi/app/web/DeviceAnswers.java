package dev.domovoi.app.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.domovoi.app.Devices;
import dev.domovoi.app.Streams;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Observation.Reading;
import dev.domovoi.signal.Observation.Status;
import dev.domovoi.signal.Observation.SwitchState;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.StreamId;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is known of the devices now, and what is learned of their streams.
final class DeviceAnswers {
    /// Values shown of one device; a forger may send more kinds than any real one.
    private static final int MOST_OF_ONE = 200;

    private DeviceAnswers() {}

    static Reply devices(Question question) throws Question.Malformed {
        int most = question.most();
        Devices devices = question.agent().devices();
        Instant now = question.agent().time().instant();
        List<DeviceId> all = devices.all().stream().sorted().toList();
        Map<DeviceId, List<Reading>> readings = byDevice(devices.current(now).stream()
                .sorted(Comparator.comparing(Reading::source).thenComparing(Reading::quantity)));
        Map<DeviceId, List<SwitchState>> switches =
                byDevice(devices.switches(now).stream().sorted(Comparator.comparing(SwitchState::source)));
        Map<DeviceId, List<Status>> conditions = byDevice(devices.statuses(now).stream()
                .sorted(Comparator.comparing(Status::source).thenComparing(Status::condition)));
        return Reply.json(JsonText.of(json -> {
            json.writeStringField("at", now.toString());
            json.writeNumberField("total", all.size());
            JsonText.list(json, "devices", all.stream().limit(most).toList(), (object, device) -> {
                identity(object, devices, device, now);
                JsonText.list(object, "readings", of(readings, device), DeviceAnswers::reading);
                JsonText.list(object, "switches", of(switches, device), DeviceAnswers::relay);
                JsonText.list(object, "conditions", of(conditions, device), DeviceAnswers::condition);
            });
        }));
    }

    private static <O extends Observation> Map<DeviceId, List<O>> byDevice(Stream<O> said) {
        return said.collect(
                Collectors.groupingBy(observation -> observation.source().device()));
    }

    private static <O> List<O> of(Map<DeviceId, List<O>> all, DeviceId device) {
        List<O> its = all.getOrDefault(device, List.of());
        return its.subList(0, Math.min(MOST_OF_ONE, its.size()));
    }

    private static void identity(JsonGenerator json, Devices devices, DeviceId device, Instant now) throws IOException {
        json.writeStringField("device", devices.label(device));
        json.writeStringField("dialect", device.dialect());
        json.writeStringField("name", devices.householdName(device));
        JsonText.text(json, "role", devices.role(device).map(role -> role.name().toLowerCase(Locale.ROOT)));
        JsonText.text(json, "room", devices.room(device));
        json.writeBooleanField("protected", devices.isProtected(device));
        json.writeStringField("state", devices.liveness(device, now).name().toLowerCase(Locale.ROOT));
        JsonText.text(json, "last_heard", devices.lastHeard(device));
    }

    private static void channel(JsonGenerator json, Source source) throws IOException {
        JsonText.text(json, "channel", Optional.of(source.channel()).filter(channel -> !source.isWhole()));
    }

    private static void reading(JsonGenerator json, Reading reading) throws IOException {
        channel(json, reading.source());
        json.writeStringField("quantity", reading.quantity().word());
        JsonText.number(json, "value", reading.value());
        json.writeStringField("unit", reading.quantity().unit());
        json.writeStringField("at", reading.at().toString());
    }

    private static void relay(JsonGenerator json, SwitchState relay) throws IOException {
        channel(json, relay.source());
        json.writeBooleanField("on", relay.on());
        json.writeStringField("at", relay.at().toString());
    }

    private static void condition(JsonGenerator json, Status status) throws IOException {
        channel(json, status.source());
        json.writeStringField("condition", status.condition().word());
        json.writeBooleanField("holds", status.holds());
        json.writeStringField("at", status.at().toString());
    }

    static Reply streams(Question question) throws Question.Malformed {
        int most = question.most();
        Devices devices = question.agent().devices();
        Instant now = question.agent().time().instant();
        List<Streams.Progress> all = question.agent().vitals().progress();
        Map<StreamId, Score> scores = question.agent().vitals().scores().stream()
                .filter(score -> devices.isCurrent(score.stream().source().device(), now))
                .collect(Collectors.toMap(Score::stream, Function.identity()));
        return Reply.json(JsonText.of(json -> {
            json.writeStringField("at", now.toString());
            json.writeNumberField("total", all.size());
            JsonText.list(json, "streams", all.stream().limit(most).toList(), (object, progress) -> {
                stream(object, devices, progress);
                score(object, Optional.ofNullable(scores.get(progress.stream())));
            });
        }));
    }

    private static void stream(JsonGenerator json, Devices devices, Streams.Progress progress) throws IOException {
        Source source = progress.stream().source();
        json.writeStringField("stream", progress.stream().toString());
        json.writeStringField("device", devices.label(source.device()));
        channel(json, source);
        json.writeStringField("name", devices.householdName(source.device()));
        json.writeStringField("quantity", progress.stream().quantity().word());
        json.writeStringField("unit", progress.stream().quantity().unit());
        json.writeStringField("scorer", progress.scorer());
        json.writeBooleanField("ready", progress.ready().isReady());
        json.writeNumberField("ready_ratio", progress.ready().ratio());
        json.writeStringField("ready_why", progress.ready().why());
        json.writeStringField("ready_expected", progress.ready().expected().toString());
    }

    /// What was last thought of a lost device says nothing of now, and is left out.
    private static void score(JsonGenerator json, Optional<Score> newest) throws IOException {
        if (newest.isEmpty()) {
            json.writeNullField("score");
            return;
        }
        Score score = newest.get();
        json.writeObjectFieldStart("score");
        json.writeStringField("at", score.at().toString());
        JsonText.number(json, "value", score.value());
        json.writeObjectFieldStart("expected");
        JsonText.number(json, "low", score.expected().low());
        JsonText.number(json, "median", score.expected().median());
        JsonText.number(json, "high", score.expected().high());
        json.writeEndObject();
        JsonText.number(json, "tail_probability", score.tailProbability());
        JsonText.number(json, "surprise_nats", score.surpriseNats());
        json.writeBooleanField("alarms", score.alarms());
        json.writeStringField("why", score.why());
        json.writeEndObject();
    }
}
