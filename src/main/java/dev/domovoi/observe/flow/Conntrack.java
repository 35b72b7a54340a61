package dev.domovoi.observe.flow;

import dev.domovoi.signal.Address;
import dev.domovoi.signal.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One line of a connection table: `/proc/net/nf_conntrack`, or what the conntrack tool prints of its list or its
/// events.
public record Conntrack(
        Optional<String> eventTime,
        Optional<String> event,
        Optional<Layer> layer,
        String proto,
        int protoNumber,
        OptionalLong timeoutSeconds,
        Optional<String> state,
        Map<String, Long> numbers,
        Direction original,
        Direction reply,
        List<String> flags) {
    /// A line of today has at most about 450 characters.
    public static final int MAX_CHARS = 4096;

    private static final Pattern TIME = Pattern.compile("\\[(\\d{1,11}\\.\\d{6})]\\s+");
    private static final Pattern EVENT = Pattern.compile("\\s*\\[(NEW|UPDATE|DESTROY)]\\s*");

    public Conntrack {
        numbers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
        flags = List.copyOf(flags);
    }

    /// The version of the internet protocol, where the line says it.
    public record Layer(String name, int number) {}

    /// One direction: who to whom, the ports or what the protocol has instead, and the counters where they are kept.
    public record Direction(String source, String target, Map<String, Long> numbers) {
        public Direction {
            numbers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
        }

        public OptionalLong number(String name) {
            Long value = numbers.get(name);
            return value == null ? OptionalLong.empty() : OptionalLong.of(value);
        }

        public Address sourceAddress() {
            return Address.parse(source).orElseThrow();
        }

        public Address targetAddress() {
            return Address.parse(target).orElseThrow();
        }

        public OptionalInt port(String name) {
            Long value = numbers.get(name);
            return value == null ? OptionalInt.empty() : OptionalInt.of(value.intValue());
        }
    }

    /// What came of reading a line.
    public sealed interface Parsed {}

    public record Entry(Conntrack connection) implements Parsed {}

    public record Bad(Problem problem) implements Parsed {}

    /// Whether both directions say that nobody answered.
    public boolean isUnreplied() {
        return flags.contains("UNREPLIED");
    }

    /// Whether it goes past the kernel, which then counts late or not at all.
    public boolean isOffloaded() {
        return flags.contains("OFFLOAD") || flags.contains("HW_OFFLOAD");
    }

    /// Whether bytes are counted in both directions.
    public boolean isCounted() {
        return original.numbers().containsKey("bytes") && reply.numbers().containsKey("bytes");
    }

    /// Reads a line; never throws, whatever it holds.
    public static Parsed parse(String line) {
        if (line.length() > MAX_CHARS) {
            return bad("at most " + MAX_CHARS + " characters", line.length() + " characters");
        }
        try {
            return new Entry(read(line));
        } catch (ConntrackWords.Unreadable wrong) {
            return new Bad(wrong.problem());
        }
    }

    private static Parsed bad(String expected, String got) {
        return new Bad(new Problem("line", expected, got));
    }

    private static Conntrack read(String line) throws ConntrackWords.Unreadable {
        String rest = line;
        Optional<String> time = Optional.empty();
        Optional<String> event = Optional.empty();
        Matcher timed = TIME.matcher(rest);
        if (timed.lookingAt()) {
            time = Optional.of(timed.group(1));
            rest = rest.substring(timed.end());
        }
        Matcher told = EVENT.matcher(rest);
        if (told.lookingAt()) {
            event = Optional.of(told.group(1));
            rest = rest.substring(told.end());
        }
        ConntrackWords words = new ConntrackWords(rest);
        Optional<Layer> layer = words.layer();
        String proto = words.proto();
        int number = words.number("protocol number", 255);
        OptionalLong timeout = words.timeout();
        Optional<String> state = words.state();
        Map<String, Long> numbers = new LinkedHashMap<>();
        List<String> flags = new ArrayList<>();
        words.extras(proto, numbers);
        Direction original = words.direction(proto, numbers, flags);
        Direction reply = words.direction(proto, numbers, flags);
        words.rest(numbers, flags);
        return new Conntrack(time, event, layer, proto, number, timeout, state, numbers, original, reply, flags);
    }
}
