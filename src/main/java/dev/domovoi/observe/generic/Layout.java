package dev.domovoi.observe.generic;

import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Json;
import dev.domovoi.observe.payload.Pointer;
import java.util.List;
import java.util.Optional;

/// How the messages of one kind of device are to be read: on which topics they come and where in them is what.
///
/// `device` is its name where the topic names none, otherwise empty.
public record Layout(
        TopicPattern topic,
        String device,
        List<Measured> readings,
        Optional<Relay> relay,
        Optional<Presence> presence) {

    public Layout {
        readings = List.copyOf(readings);
        if (topic.namesDevice() != device.isEmpty()) {
            throw new IllegalArgumentException("a layout has {device} in its topic or a device's name, not both and not"
                    + " none: " + topic.filter());
        }
    }

    /// A number in the payload.
    public record Measured(Pointer pointer, Field field, String channel) {}

    /// A relay's state in the payload, and how the relay is commanded where that is known.
    public record Relay(Pointer pointer, TwoWords words, String channel, Optional<Commanded> command) {}

    /// Where a relay hears commands, and its words for on and off there.
    public record Commanded(TopicPattern topic, TwoWords words) {}

    /// Whether the device can be reached, as it or its last will says.
    public record Presence(Pointer pointer, TwoWords words) {}

    /// A pair of texts: for true and for false.
    public record TwoWords(String yes, String no) {
        public TwoWords {
            if (yes.equals(no)) {
                throw new IllegalArgumentException("two different texts are needed, were both \"" + yes + '"');
            }
        }

        Optional<Boolean> read(Json value) {
            String text = spelled(value);
            if (text.equals(yes)) {
                return Optional.of(true);
            }
            return text.equals(no) ? Optional.of(false) : Optional.empty();
        }

        String expected() {
            return '"' + yes + "\" or \"" + no + '"';
        }

        /// As a person would write it in the configuration: `true`, `1`, `ON`.
        private static String spelled(Json value) {
            return switch (value) {
                case Json.Text(String text) -> text;
                case Json.Bool(boolean flag) -> Boolean.toString(flag);
                case Json.Num(double number)
                when number == Math.rint(number) && Math.abs(number) < 1e15 -> Long.toString((long) number);
                case Json.Num(double number) -> Double.toString(number);
                case Json.Obj _, Json.Arr _, Json.Null _ -> "";
            };
        }
    }
}
