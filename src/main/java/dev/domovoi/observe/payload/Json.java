package dev.domovoi.observe.payload;

import dev.domovoi.signal.Problem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// A JSON value read from a payload, immutable and bounded in size and depth.
public sealed interface Json {
    /// An object; members in the order of their first appearance, of duplicates the last value.
    record Obj(Map<String, Json> members) implements Json {
        public Obj {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        /// The member of that name; a member that is `null` is present.
        public Optional<Json> member(String name) {
            return Optional.ofNullable(members.get(name));
        }
    }

    record Arr(List<Json> items) implements Json {
        public Arr {
            items = List.copyOf(items);
        }
    }

    /// A number; infinite where the text was beyond what a double holds.
    record Num(double value) implements Json {}

    record Text(String value) implements Json {}

    record Bool(boolean value) implements Json {}

    /// `null`, or a bare `nan` or `inf`: a value that the device does not have.
    record Null() implements Json {}

    /// What came of reading a payload.
    sealed interface Parsed {}

    record Ok(Json value) implements Parsed {}

    /// The payload is no JSON document, or is beyond a limit.
    record Bad(Problem problem) implements Parsed {}

    /// The payload as one JSON document; never throws, whatever the bytes.
    static Parsed read(byte[] payload) {
        return JsonReader.read(payload);
    }

    /// The finite number that the value is, or that its text spells in plain decimal; empty for everything else.
    static OptionalDouble number(Json json) {
        return switch (json) {
            case Num(double value) when Double.isFinite(value) -> OptionalDouble.of(value);
            case Text(String value) -> Decimal.parse(value);
            case Num _, Obj _, Arr _, Bool _, Null _ -> OptionalDouble.empty();
        };
    }

    /// The value in a few words, for a [Problem].
    static String shown(Json json) {
        return switch (json) {
            case Obj(Map<String, Json> members) -> "an object of " + members.size() + " members";
            case Arr(List<Json> items) -> "an array of " + items.size() + " items";
            case Num(double value) -> Double.toString(value);
            case Text(String value) -> '"' + dev.domovoi.signal.Text.shortened(value) + '"';
            case Bool(boolean value) -> Boolean.toString(value);
            case Null() -> "null";
        };
    }
}
