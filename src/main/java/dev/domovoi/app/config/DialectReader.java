package dev.domovoi.app.config;

import dev.domovoi.observe.DialectSettings;
import dev.domovoi.observe.generic.Layout;
import dev.domovoi.observe.generic.Layout.Commanded;
import dev.domovoi.observe.generic.Layout.Measured;
import dev.domovoi.observe.generic.Layout.Presence;
import dev.domovoi.observe.generic.Layout.Relay;
import dev.domovoi.observe.generic.Layout.TwoWords;
import dev.domovoi.observe.generic.TopicPattern;
import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Pointer;
import dev.domovoi.observe.payload.Units;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Source;
import dev.domovoi.signal.SwitchRecipe;
import dev.domovoi.signal.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what the dialects need to be told, above all the layouts of devices that none of them knows.
final class DialectReader {
    private static final List<String> GENERIC = List.of("dialects", "generic");

    /// Stands for any device where topics are compared.
    private static final String SOME_DEVICE = "a";

    private DialectReader() {}

    static DialectSettings read(Settings settings) {
        List<Section> sections = settings.elements(GENERIC);
        List<TopicPattern> topics = new ArrayList<>();
        sections.forEach(section -> topics.add(section.required(Keys.GENERIC_TOPIC)));
        return new DialectSettings(
                settings.value(Keys.MQTT_PREFIX),
                settings.value(Keys.ZIGBEE_BASE),
                sections.stream().map(section -> layout(section, topics)).toList());
    }

    private static Layout layout(Section section, List<TopicPattern> topics) {
        TopicPattern topic = section.required(Keys.GENERIC_TOPIC);
        if (topic.namesDevice() == section.has(Keys.GENERIC_DEVICE)) {
            throw section.fault(
                    Keys.GENERIC_TOPIC,
                    section.name()
                            + " needs either {device} as a level of its topic or the name of its device in device");
        }
        List<Measured> readings = section.elements("readings").stream()
                .map(DialectReader::measured)
                .toList();
        Optional<Relay> relay = relay(section, topic, topics);
        Optional<Presence> presence = presence(section);
        if (readings.isEmpty() && relay.isEmpty() && presence.isEmpty()) {
            throw section.fault(
                    Keys.GENERIC_TOPIC,
                    section.name() + " says nothing to read: give it readings, switch or availability");
        }
        return new Layout(topic, section.optional(Keys.GENERIC_DEVICE).orElse(""), readings, relay, presence);
    }

    private static Measured measured(Section reading) {
        Quantity quantity = reading.required(Keys.READING_QUANTITY);
        Optional<String> unit = reading.optional(Keys.READING_UNIT);
        Field field = unit.map(text -> Units.of(quantity, text)
                        .orElseThrow(() -> reading.fault(
                                Keys.READING_UNIT,
                                reading.name() + ".unit: expected a unit of " + quantity.word() + " ("
                                        + Units.examples(quantity) + "), got \"" + Text.shortened(text) + '"')))
                .orElseGet(() -> Field.of(quantity));
        return new Measured(
                reading.optional(Keys.READING_POINTER).orElse(Pointer.WHOLE),
                field,
                reading.optional(Keys.READING_CHANNEL).orElse(Source.WHOLE));
    }

    private static Optional<Relay> relay(Section section, TopicPattern topic, List<TopicPattern> topics) {
        boolean isSet = List.of(Keys.SWITCH_POINTER, Keys.SWITCH_CHANNEL, Keys.SWITCH_COMMAND).stream()
                        .anyMatch(section::has)
                || List.of(Keys.SWITCH_ON, Keys.SWITCH_OFF, Keys.COMMAND_ON, Keys.COMMAND_OFF).stream()
                        .anyMatch(section::has);
        if (!isSet) {
            return Optional.empty();
        }
        TwoWords words = words(section, Keys.SWITCH_ON, Keys.SWITCH_OFF);
        return Optional.of(new Relay(
                section.optional(Keys.SWITCH_POINTER).orElse(Pointer.WHOLE),
                words,
                section.optional(Keys.SWITCH_CHANNEL).orElse(Source.WHOLE),
                command(section, topic, topics, words)));
    }

    private static Optional<Commanded> command(
            Section section, TopicPattern topic, List<TopicPattern> topics, TwoWords words) {
        Optional<TopicPattern> command = section.optional(Keys.SWITCH_COMMAND);
        if (command.isEmpty()) {
            if (section.has(Keys.COMMAND_ON) || section.has(Keys.COMMAND_OFF)) {
                throw section.fault(
                        Keys.COMMAND_OFF, section.name() + " has payloads but no topic: give switch.command");
            }
            return Optional.empty();
        }
        if (!command.get().isTopic() || command.get().namesDevice() != topic.namesDevice()) {
            throw section.fault(
                    Keys.SWITCH_COMMAND,
                    section.name()
                            + ".switch.command: expected a topic without + and #, with {device} exactly where the"
                            + " layout's topic has it, got \"" + command.get().with("{device}") + '"');
        }
        refuseEcho(section, command.get(), topics);
        String on = section.optional(Keys.COMMAND_ON).orElse(words.yes());
        String off = section.optional(Keys.COMMAND_OFF).orElse(words.no());
        refuseChange(section, Keys.COMMAND_ON, on);
        refuseChange(section, Keys.COMMAND_OFF, off);
        return Optional.of(new Commanded(command.get(), two(section, Keys.COMMAND_OFF, on, off)));
    }

    /// A command may be told twice, which is safe only where it says a state.
    private static void refuseChange(Section section, Key<String> key, String payload) {
        if (SwitchRecipe.isChange(payload)) {
            throw section.fault(
                    key,
                    section.name() + ": expected a payload that says on or off, got \"" + Text.shortened(payload)
                            + "\", which only turns the relay over: told twice, it would undo itself");
        }
    }

    /// A command that comes back on a topic which is read would be taken for the device's own word.
    private static void refuseEcho(Section section, TopicPattern command, List<TopicPattern> topics) {
        boolean isRead = topics.stream()
                .anyMatch(topic -> topic.match(command.with(SOME_DEVICE)).isPresent());
        if (isRead) {
            throw section.fault(
                    Keys.SWITCH_COMMAND,
                    section.name() + ".switch.command: \"" + command.with("{device}")
                            + "\" is among the topics that are"
                            + " read, so that our own command would look like the device's answer; name the topics of"
                            + " states more narrowly");
        }
    }

    private static Optional<Presence> presence(Section section) {
        boolean isSet = section.has(Keys.PRESENCE_POINTER)
                || section.has(Keys.PRESENCE_ONLINE)
                || section.has(Keys.PRESENCE_OFFLINE);
        return isSet
                ? Optional.of(new Presence(
                        section.optional(Keys.PRESENCE_POINTER).orElse(Pointer.WHOLE),
                        words(section, Keys.PRESENCE_ONLINE, Keys.PRESENCE_OFFLINE)))
                : Optional.empty();
    }

    private static TwoWords words(Section section, Key<String> yes, Key<String> no) {
        return two(section, no, section.required(yes), section.required(no));
    }

    private static TwoWords two(Section section, Key<String> key, String yes, String no) {
        if (yes.equals(no)) {
            throw section.fault(key, section.name() + ": two different texts are needed, both are \"" + yes + '"');
        }
        return new TwoWords(yes, no);
    }
}
