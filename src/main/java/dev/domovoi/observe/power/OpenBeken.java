package dev.domovoi.observe.power;

import dev.domovoi.observe.Decoded;
import dev.domovoi.observe.Decoded.Learned;
import dev.domovoi.observe.Dialect;
import dev.domovoi.observe.payload.Decimal;
import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Json;
import dev.domovoi.observe.payload.Remembered;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.observe.payload.Units;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Message;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.SwitchRecipe;
import dev.domovoi.signal.SwitchRecipe.Command;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// OpenBeken firmware: one plain value per topic, `<id>/<name>/get`. Its emulation of Tasmota is read by that
/// dialect.
///
/// A numbered channel may be a relay, a dimmer or a sensor, and nothing in its value tells. It is taken for a relay
/// while it has said nothing but 0 and 1, unless the device announced it as something else.
public final class OpenBeken implements Dialect {
    private static final int ANNOUNCEMENT_LEVELS = 4;

    /// Ordinary channels are 0 to 63, those above are the firmware's own; up to 32 can be asked for their value.
    private static final Pattern CHANNEL = Pattern.compile("[0-9]|[1-5][0-9]|6[0-3]");

    private static final int LAST_ASKABLE = 32;
    private static final double WEAKEST_DBM = -130;

    /// What a numbered channel is, and for a relay how it says on.
    private enum Role {
        RELAY,
        INVERTED_RELAY,
        NO_RELAY
    }

    private final Remembered<Role> roles = new Remembered<>();
    private final Remembered<Field> energies = new Remembered<>();
    private final Remembered<Boolean> ids = new Remembered<>();

    @Override
    public String name() {
        return "openbeken";
    }

    @Override
    public List<String> subscriptions() {
        return List.of("homeassistant/+/+/config", "+/+/get", "+/connected");
    }

    @Override
    public Decoded decode(Message message) {
        Optional<String> component = Announcement.component(message.topic(), ANNOUNCEMENT_LEVELS);
        if (component.isPresent()) {
            return announcement(message, component.get());
        }
        return OpenBekenTopic.ofValue(message.topic())
                .map(topic -> value(message, topic))
                .or(() -> OpenBekenTopic.ofWord(message.topic()).map(topic -> word(message, topic)))
                .orElse(Report.NOT_MINE);
    }

    private Decoded value(Message message, OpenBekenTopic topic) {
        Optional<OpenBekenMeter> meter = OpenBekenMeter.of(topic.name());
        boolean isChannel = CHANNEL.matcher(topic.name()).matches();
        if (meter.isEmpty() && !isChannel) {
            return ids.knows(topic.id()) ? Report.NOTHING : Report.NOT_MINE;
        }
        if (!DeviceId.isName(topic.id())) {
            return Report.refusedName(topic.id());
        }
        if (message.payload().length == 0) {
            return Report.NOTHING; // a question to the device, or the deletion of a retained value
        }
        ids.put(topic.id(), true);
        Report report = new Report(message, name(), topic.id());
        meter.ifPresentOrElse(
                known -> report.number(
                        topic.name(), known.channel(), energies.of(topic.key()).orElse(known.field()), message.text()),
                () -> channel(report, topic, message.text()));
        return report.decoded();
    }

    private void channel(Report report, OpenBekenTopic topic, String text) {
        Optional<Role> known = roles.of(topic.key());
        Role role = known.orElse(Role.RELAY);
        if (role == Role.NO_RELAY) {
            return;
        }
        if (text.equals("0") || text.equals("1")) {
            report.switched(topic.name(), text.equals("1") == (role == Role.RELAY));
            report.learned(recipe(report.source(topic.name()), topic, role));
        } else if (known.isEmpty() && Decimal.parse(text).isPresent()) {
            roles.put(topic.key(), Role.NO_RELAY);
        } else {
            report.problem(topic.name(), "1 or 0", '"' + text + '"');
        }
    }

    /// In numbers: the firmware reads a command's payload as one, and so takes the word ON for 0, which is off. An
    /// empty payload on the topic of the value asks for it.
    private static SwitchRecipe recipe(Source relay, OpenBekenTopic topic, Role role) {
        boolean isAskable = Integer.parseInt(topic.name()) <= LAST_ASKABLE;
        String command = topic.key() + "/set";
        return new SwitchRecipe(
                relay,
                new Command(command, role == Role.RELAY ? "1" : "0"),
                new Command(command, role == Role.RELAY ? "0" : "1"),
                isAskable ? Optional.of(new Command(topic.key() + "/get", "")) : Optional.empty(),
                false);
    }

    /// What the device tells of itself. Both are common words: `connected` is claimed by what it says, the signal by
    /// being one, and it is subscribed to only below an id that was seen.
    private Decoded word(Message message, OpenBekenTopic topic) {
        boolean isTopLevel = topic.id().indexOf('/') < 0;
        return switch (topic.name()) {
            case "connected" ->
                ids.knows(topic.id()) || (isTopLevel && isWill(message.text()))
                        ? connected(message, topic)
                        : Report.NOT_MINE;
            case "rssi" ->
                ids.knows(topic.id()) || (isTopLevel && isSignal(message.text()))
                        ? signal(message, topic)
                        : Report.NOT_MINE;
            default -> Report.NOT_MINE;
        };
    }

    private static boolean isWill(String text) {
        return text.equals("online") || text.equals("offline");
    }

    private static boolean isSignal(String text) {
        OptionalDouble dbm = Decimal.parse(text);
        return dbm.isPresent() && dbm.getAsDouble() <= 0 && dbm.getAsDouble() >= WEAKEST_DBM;
    }

    private Decoded connected(Message message, OpenBekenTopic topic) {
        if (!DeviceId.isName(topic.id())) {
            return Report.refusedName(topic.id());
        }
        Report report = new Report(message, name(), topic.id());
        switch (message.text()) {
            case "" -> {}
            case "online" -> report.available(true);
            case "offline" -> report.available(false);
            default -> report.problem("connected", "online or offline", '"' + message.text() + '"');
        }
        if (message.payload().length > 0) {
            ids.put(topic.id(), true);
            report.learned(new Learned.Topic(topic.id() + "/rssi"));
        }
        return report.decoded();
    }

    private Decoded signal(Message message, OpenBekenTopic topic) {
        if (!DeviceId.isName(topic.id())) {
            return Report.refusedName(topic.id());
        }
        Report report = new Report(message, name(), topic.id());
        if (message.payload().length > 0) {
            report.number("rssi", Source.WHOLE, Field.of(Quantity.RSSI), message.text());
        }
        return report.decoded();
    }

    /// An entity is OpenBeken's if its state comes on a topic of that layout. A deletion is not worth remembering:
    /// what a channel is does not change by it.
    private Decoded announcement(Message message, String component) {
        if (message.payload().length == 0 || message.payload().length > Announcement.MAX_BYTES) {
            return Report.NOT_MINE;
        }
        return Json.read(message.payload()) instanceof Json.Ok(Json.Obj config)
                ? Announcement.read(component, config)
                        .filter(Announcement::hasPlainTopic)
                        .flatMap(entity -> OpenBekenTopic.ofValue(entity.stateTopic())
                                .filter(topic -> DeviceId.isName(topic.id()))
                                .map(topic -> announced(entity, topic)))
                        .orElse(Report.NOT_MINE)
                : Report.NOT_MINE;
    }

    private Decoded announced(Announcement entity, OpenBekenTopic topic) {
        ids.put(topic.id(), true);
        if (CHANNEL.matcher(topic.name()).matches()) {
            boolean isRelay = entity.component().equals("switch");
            boolean isInverted = entity.on().equals("0");
            roles.put(topic.key(), isRelay ? isInverted ? Role.INVERTED_RELAY : Role.RELAY : Role.NO_RELAY);
        }
        OpenBekenMeter.of(topic.name())
                .map(meter -> meter.field().quantity())
                .filter(quantity -> quantity.unit().equals("kWh"))
                .flatMap(quantity -> Units.of(quantity, entity.unit()))
                .ifPresent(field -> energies.put(topic.key(), field));
        boolean isDeep = topic.id().indexOf('/') >= 0;
        List<Learned> deep = List.of(
                new Learned.Topic(topic.id() + "/+/get"),
                new Learned.Topic(topic.id() + "/connected"),
                new Learned.Topic(topic.id() + "/rssi"));
        return new Decoded.Understood(
                List.of(), isDeep ? deep : List.of(new Learned.Topic(topic.id() + "/rssi")), List.of());
    }
}
